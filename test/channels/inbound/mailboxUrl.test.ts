import { readMailboxUrl } from '../../../channels/inbound/mailboxUrl';

test.each([
  ['leaves this machine encrypted only', 'imap://desk:secret@mail.example', true],
  [
    'goes unencrypted over a private network only if that is said',
    'imap://desk:secret@mail.example?starttls=never',
    false,
  ],
  ['is encrypted on this machine where the server offers it', 'imap://desk:secret@127.0.0.1', undefined],
  ['is encrypted on this machine at any rate, if that is said', 'imap://desk:secret@localhost?starttls=always', true],
])('a password %s', (_what, url, expected) => {
  expect(readMailboxUrl(url).options.doSTARTTLS).toBe(expected);
});

test('an address says where, who, which folder, and where what was taken goes', () => {
  expect(readMailboxUrl('imaps://desk%40x.example:p%2Fw@[::1]:1993/Support%20box?move=Taken')).toEqual({
    options: { host: '::1', port: 1993, secure: true, auth: { user: 'desk@x.example', pass: 'p/w' } },
    folder: 'Support box',
    moveTo: 'Taken',
  });
});
