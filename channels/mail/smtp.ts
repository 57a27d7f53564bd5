import { createTransport } from 'nodemailer';
import { messageOf } from './message';
import type { MailTransport, Posted } from './transport';

const SECOND = 1_000;
const CONNECTIONS = 5;

/**
 * A pool of connections to a mail server.
 * @param url with nodemailer's own options as parameters, such as `?maxConnections=10` or `?requireTLS=true`
 */
export function openSmtp(url: string): MailTransport {
  const parallel = Number(new URL(url).searchParams.get('maxConnections') ?? CONNECTIONS);
  const pool = createTransport({
    url,
    pool: true,
    maxConnections: parallel,
    maxMessages: 1_000,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 60 * SECOND,
  });
  return {
    parallel,
    post: async (mail) => {
      try {
        await pool.sendMail(messageOf(mail));
        return { kind: 'sent' };
      } catch (error) {
        return explain(error);
      }
    },
    close: () => pool.close(),
  };
}

/** Commands that are about one mail; any other failure is the server's, and concerns all. */
const OF_A_MAIL = new Set(['RCPT TO', 'DATA']);

/** What nodemailer's errors mean: an answer of 500 and above is final, if it is about this mail. */
function explain(error: unknown): Posted {
  const { message, responseCode, command, code } = readError(error);
  const ofThisMail = (command !== null && OF_A_MAIL.has(command)) || code === 'EENVELOPE' || code === 'EMESSAGE';
  const refused = responseCode !== null && responseCode >= 500;
  const final = ofThisMail && refused;
  // 421 closes the connection, whatever it is said to.
  const down = !ofThisMail || responseCode === null || responseCode === 421;
  return { kind: 'failed', error: message, final, down: down && !final };
}

function readError(error: unknown) {
  const facts = typeof error === 'object' && error !== null ? error : {};
  return {
    message: error instanceof Error ? error.message : String(error),
    responseCode: 'responseCode' in facts && typeof facts.responseCode === 'number' ? facts.responseCode : null,
    command: 'command' in facts && typeof facts.command === 'string' ? facts.command : null,
    code: 'code' in facts && typeof facts.code === 'string' ? facts.code : null,
  };
}
