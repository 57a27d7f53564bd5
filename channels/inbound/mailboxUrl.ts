import type { ImapFlowOptions } from 'imapflow';

/** Where mail is read, and what becomes of it there. */
export interface MailboxPlace {
  readonly options: Pick<ImapFlowOptions, 'host' | 'port' | 'secure' | 'auth'>;
  readonly folder: string;
  /** Where taken mail is moved; null: it stays, and is marked as seen. */
  readonly moveTo: string | null;
}

/** @param url such as `imaps://desk:secret@mail.example/INBOX?move=Taken` */
export function readMailboxUrl(url: string): MailboxPlace {
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  const secure = protocol === 'imaps:';
  return {
    options: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 993 : 143) : Number(port),
      secure,
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    },
    folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
    moveTo: searchParams.get('move'),
  };
}
