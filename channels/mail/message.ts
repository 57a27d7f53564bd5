import type { Mail } from './headers';

/** A mail in nodemailer's words. */
export function messageOf(mail: Mail) {
  const [root] = mail.references;
  return {
    ...{ messageId: mail.messageId, from: mail.from, to: mail.to, subject: mail.subject, text: mail.text },
    ...(mail.html === null ? {} : { html: mail.html }),
    ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
    ...(root === undefined ? {} : { references: [...mail.references], inReplyTo: root }),
    headers: mail.headers,
    // What a template says is text: it names no files and no addresses to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
