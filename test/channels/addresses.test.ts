import fc from 'fast-check';
import { addressMail, isAddress } from '../../channels/mail/headers';
import { messageOf } from '../../channels/mail/message';
import { readReplyAddress, readThreadRoot, replyAddress, threadRoot } from '../../channels/mail/replyAddress';
import type { Waiting } from '../../channels/engine/types';
import { createTransport } from 'nodemailer';
import { simpleParser } from 'mailparser';

const secret = 'a secret of tests that is long enough';
const key = fc.integer({ min: 1, max: 999_999_999 }).map((number) => `SD-${number}`);

describe('reply addresses', () => {
  test('are read back, also in another case, and fit into a local part', () => {
    fc.assert(
      fc.property(key, (one) => {
        const address = replyAddress(secret, 'desk.example', one);
        expect(readReplyAddress(secret, address)).toBe(one);
        expect(readReplyAddress(secret, address.toUpperCase())).toBe(one);
        expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64);
        expect(isAddress(address)).toBe(true);
      }),
    );
  });

  test('of another ticket, another desk or another purpose are none', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        fc.pre(one !== other);
        const address = replyAddress(secret, 'desk.example', one);
        const forged = address.replace(one.toLowerCase(), other.toLowerCase());
        expect(readReplyAddress(secret, forged)).toBeNull();
        expect(readReplyAddress(`${secret}!`, address)).toBeNull();
        const root = threadRoot(secret, 'desk.example', one);
        expect(readThreadRoot(secret, root)).toBe(one);
        expect(readReplyAddress(secret, `reply+${root.slice(1, -1)}`)).toBeNull();
      }),
    );
  });

  test.each(['', 'reply+sd-1@desk.example', 'reply+sd-1.zz@desk.example', '<sd-1.0123@x>', 'anybody@desk.example'])(
    '%j is none',
    (text) => expect([readReplyAddress(secret, text), readThreadRoot(secret, text)]).toEqual([null, null]),
  );
});

test.each([
  'a@b.example, c@d.example',
  'a@b.example\r\nBcc: c@d.example',
  '<a@b.example>',
  'a@b.example> SIZE=1',
  '"a b"@c.example',
  'a@b@c.example',
  'a',
  '',
  `${'a'.repeat(65)}@b.example`,
])('%j is no address that mail is sent to', (text) => expect(isAddress(text)).toBe(false));

const row: Waiting = {
  ...{ id: 'i', key: 'ticket:1:user', ticketId: 't', seq: 1, kind: 'resolved', channel: 'email', recipient: 'u' },
  ...{ payload: {}, attempts: 0, firstTriedAt: null, createdAt: new Date(0) },
};
const mail = {
  from: { name: 'Desk', address: 'desk@desk.example' },
  ...{ domain: 'desk.example', takesReplies: true, to: { folder: '/nowhere' } },
};

test('whatever people write, a mail has the headers that the desk gave it and no other', async () => {
  const compiler = createTransport({ streamTransport: true, buffer: true });
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      'x\r\nBcc: a@b.example',
      'x\n\nbody',
      'a\u2028Bcc: b',
      '\u0000',
      '=?utf-8?q?=0D=0ABcc:_a?=',
      '<a@b>',
    ),
  );
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, async (subject, name, listId) => {
      const composed = {
        to: { name, address: 'to@b.example' },
        ...{ subject, text: 'text', html: '<p>text</p>', headers: { 'List-Id': listId } },
      };
      const addressed = addressMail(row, composed, { secret, mail, ticketKey: 'SD-1' });
      // Whatever the library makes of them, it is given no line ends.
      for (const text of [addressed.subject, addressed.to.name, addressed.headers['List-Id'] ?? ''])
        expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      const { message } = await compiler.sendMail(messageOf(addressed));
      const read = await simpleParser(message);
      const names = read.headerLines.map(({ key: header }) => header).filter((header) => header !== 'list-id');
      expect(names.sort()).toEqual(
        [
          ...['auto-submitted', 'content-type', 'date', 'from', 'in-reply-to', 'message-id', 'mime-version'],
          ...['references', 'reply-to', 'subject', 'to', 'x-auto-response-suppress'],
        ].sort(),
      );
      const to = [read.to].flat()[0]!.value;
      expect(to.map(({ address }) => address)).toEqual(['to@b.example']);
      expect(read.messageId).toMatch(/^<[0-9a-f]{32}@desk\.example>$/);
    }),
    { numRuns: 150 },
  );
});
