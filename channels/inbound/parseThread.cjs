/** Reads mails in a thread of its own, which may be stopped whatever a mail does to it. */
const { parentPort } = require('node:worker_threads');
const { simpleParser } = require('mailparser');
const EmailReplyParser = require('email-reply-parser');

const HEADERS = 300;
const HEADER_CHARACTERS = 4_000;
/** A longer page is not made into text: the original has it. */
const HTML_CHARACTERS = 2_000_000;
/** Of a notice about a delivery: what says how it went, and what was returned. */
const STATUS = /^message\/(global-)?delivery-status$/;
const RETURNED = /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/;
const REPORT_CHARACTERS = 64_000;
const REPORTED = 100;
const LONGEST_FIELD = 500;

const works = { parse, visible };

parentPort.on('message', ({ what, input }) => {
  works[what](input).then(
    (result) => parentPort.postMessage({ result }),
    (error) => parentPort.postMessage({ error: String(error?.message ?? error) }),
  );
});

/** @param raw the whole mail */
async function parse(raw) {
  const mail = await simpleParser(Buffer.from(raw), {
    skipImageLinks: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: HTML_CHARACTERS,
    keepDeliveryStatus: true,
  });
  return {
    from: addressesOf(mail.from),
    to: [...addressesOf(mail.to), ...addressesOf(mail.cc)],
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? null,
    references: [mail.inReplyTo, mail.references].flat().filter((id) => typeof id === 'string'),
    headers: mail.headerLines.slice(0, HEADERS).map(({ key, line }) => [
      key,
      line
        .slice(line.indexOf(':') + 1, HEADER_CHARACTERS)
        .replace(/\s+/g, ' ')
        .trim(),
    ]),
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
    attachments: mail.attachments.map(({ filename, content, related }) => ({
      name: filename ?? '',
      content,
      embedded: related === true,
    })),
    report: reportOf(mail.attachments),
  };
}

/** What a notice about a delivery says (RFC 3464); null: there is none in it. */
function reportOf(attachments) {
  const partOf = (form) => attachments.find(({ contentType }) => form.test(contentType ?? ''));
  const status = partOf(STATUS);
  if (!status) return null;
  const returned = fieldsOf(blocksOf(partOf(RETURNED)?.content)[0] ?? '');
  return {
    messageId: /<[^<>\s]+>/.exec(returned.get('message-id') ?? '')?.[0] ?? null,
    recipients: blocksOf(status.content)
      .slice(0, REPORTED)
      .map(fieldsOf)
      .filter((fields) => fields.has('action'))
      .map((fields) => ({
        addresses: ['original-recipient', 'final-recipient'].flatMap((name) => addressOf(fields.get(name))),
        action: fields.get('action').toLowerCase(),
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
      })),
  };
}

function blocksOf(content) {
  const text = Buffer.from(content ?? '').toString('utf8', 0, REPORT_CHARACTERS);
  return text.trim().split(/\r?\n[ \t]*\r?\n/);
}

/** The first field of each name, unfolded. */
function fieldsOf(block) {
  const fields = new Map();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([a-z-]{1,60})\s{0,9}:(.*)$/i.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim().slice(0, LONGEST_FIELD));
  }
  return fields;
}

/** Such as `rfc822; <x@client.example>`. */
function addressOf(field) {
  const address = /;\s*<?([^<>;\s]+@[^<>;\s]+)>?\s*$/.exec(field ?? '')?.[1];
  return address ? [address.toLowerCase()] : [];
}

/** A field may come several times, and hold groups. */
function addressesOf(field) {
  return [field]
    .flat()
    .flatMap((one) => one?.value ?? [])
    .flatMap((one) => one.group ?? [one])
    .map(({ address, name }) => ({ address: address ?? '', name: name ?? '' }))
    .slice(0, 200);
}

/** What is said in a text, without what it quotes and without a signature. */
function visible(text) {
  return Promise.resolve(new EmailReplyParser().parseReply(text));
}
