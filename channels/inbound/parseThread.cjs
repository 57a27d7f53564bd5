/** Reads mails in a thread of its own, which may be stopped whatever a mail does to it. */
const { parentPort } = require('node:worker_threads');
const { simpleParser } = require('mailparser');
const EmailReplyParser = require('email-reply-parser');

const HEADERS = 300;
const HEADER_CHARACTERS = 4_000;
/** A longer page is not made into text: the original has it. */
const HTML_CHARACTERS = 2_000_000;

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
  };
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
