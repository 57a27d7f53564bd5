import type { ChannelDeps } from '../deps';
import { openInbox } from './inbox';
import { openLmtpServer } from './lmtpServer';

export interface Inbound {
  /** Where LMTP listens; null: nowhere. */
  readonly lmtpPort: number | null;
  close(): Promise<void>;
}

/**
 * What a worker does with mail beside the channel `imap`: takes it by LMTP where that is set, and goes through what is
 * stored, whoever has stored it.
 * @throws if the port of LMTP cannot be had
 */
export async function openInbound({ inbound, ...deps }: ChannelDeps): Promise<Inbound> {
  if (!inbound) return { lmtpPort: null, close: () => Promise.resolve() };
  const all = { ...deps, inbound };
  const { lmtp } = inbound.settings;
  const server = lmtp && (await openLmtpServer(all, lmtp));
  const inbox = openInbox(all);
  return {
    lmtpPort: server?.port ?? null,
    close: async () => {
      await server?.close();
      await inbox.close();
    },
  };
}
