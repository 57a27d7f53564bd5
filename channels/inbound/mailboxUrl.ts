import { rootCertificates } from 'node:tls';
import type { ImapFlowOptions } from 'imapflow';

/** Where mail is read, and what becomes of it there. */
export interface MailboxPlace {
  readonly options: Pick<ImapFlowOptions, 'host' | 'port' | 'secure' | 'auth' | 'doSTARTTLS' | 'tls'>;
  readonly folder: string;
  /** Where taken mail is moved; null: it stays, and is marked as seen. */
  readonly moveTo: string | null;
}

/**
 * @param url such as `imaps://desk:secret@mail.example/INBOX?move=Taken`
 * @param ca certificates in PEM that the server's may be signed with, beside those that Node.js trusts; null: no others
 */
export function readMailboxUrl(url: string, ca: string | null = null): MailboxPlace {
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  const secure = protocol === 'imaps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    options: {
      ...{ host, secure },
      port: port === '' ? (secure ? 993 : 143) : Number(port),
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      ...(secure ? {} : { doSTARTTLS: upgrades(searchParams.get('starttls'), host) }),
      ...(ca === null ? {} : { tls: { ca: [...rootCertificates, ca] } }),
    },
    folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
    moveTo: searchParams.get('move'),
  };
}

/** Unless `?starttls=` says it, a password leaves this machine encrypted only, and within it where the server offers that. */
function upgrades(said: string | null, host: string): boolean | undefined {
  if (said === 'always') return true;
  if (said === 'never') return false;
  return isHere(host) ? undefined : true;
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
