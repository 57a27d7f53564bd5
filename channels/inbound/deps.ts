import type { Files } from '../../files/scan';
import type { RunSettings } from '../../workflows/contract';
import type { ChannelDeps } from '../deps';

export interface InboundSettings {
  /** The mailbox that is read; null: none. */
  readonly imapUrl: string | null;
  /** Certificates in PEM that its server's may be signed with, beside the usual ones; null: no others. */
  readonly imapCa: string | null;
  /** Where mail is handed over by LMTP or SMTP; null: nowhere. */
  readonly lmtp: { readonly host: string; readonly port: number } | null;
  /** Bytes of a mail that is read at most; a larger one is kept, and held. */
  readonly maxBytes: number;
  /** What may be attached, as over the API. */
  readonly attachments: {
    readonly maxBytes: number;
    readonly maxCount: number;
    /** Media types, such as `image/*`; null: all but programs. */
    readonly types: readonly string[] | null;
  };
}

/** What mail that comes in takes beside what every channel has. */
export interface InboundParts {
  readonly files: Files;
  /** What workflows of tickets that mails open are born with. */
  readonly run: RunSettings;
  readonly settings: InboundSettings;
}

export interface InboundDeps extends Pick<ChannelDeps, 'prisma' | 'client' | 'logger' | 'settings'> {
  readonly inbound: InboundParts;
}
