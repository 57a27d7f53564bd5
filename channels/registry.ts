import type { ChannelDeps } from './deps';
import { runSending } from './engine/sending';
import type { ChannelRunner } from './engine/types';
import { readMailbox } from './inbound/readMailbox';
import { mailSender } from './mail/sender';
import { isWebhookChannel, webhookSender } from './webhooks/sender';

/** A kind of channel: which ids are its, and how one of them is run. */
interface ChannelKind {
  /** Whether this process has what it takes to run it. */
  knows(deps: ChannelDeps, channel: string): boolean;
  /** Of channels that there are because of settings, their ids. */
  own(deps: ChannelDeps): readonly string[];
  open(deps: ChannelDeps, channel: string): ChannelRunner;
}

const email: ChannelKind = {
  knows: (_deps, channel) => channel === 'email',
  own: () => ['email'],
  open: (deps) => (run) => runSending(deps, mailSender(deps), run),
};

/** The mailbox that mail comes into. */
const imap: ChannelKind = {
  knows: ({ inbound }, channel) => channel === 'imap' && inbound !== undefined && inbound.settings.imapUrl !== null,
  own: ({ inbound }) => (inbound && inbound.settings.imapUrl !== null ? ['imap'] : []),
  open:
    ({ inbound, ...deps }) =>
    (run) =>
      inbound ? readMailbox({ ...deps, inbound }, run) : Promise.resolve('gone'),
};

/** Systems that hear of events; people make them. */
const webhook: ChannelKind = {
  knows: ({ webhooks }, channel) => webhooks !== undefined && isWebhookChannel(channel),
  own: () => [],
  open:
    ({ webhooks, ...deps }, channel) =>
    (run) =>
      webhooks ? runSending(deps, webhookSender({ ...deps, webhooks }, channel), run) : Promise.resolve('gone'),
};

/** Every kind of channel that the desk knows. */
const KINDS: readonly ChannelKind[] = [email, imap, webhook];

export function isKnownChannel(deps: ChannelDeps, channel: string): boolean {
  return KINDS.some((kind) => kind.knows(deps, channel));
}

/** Channels that this process is to make and run. */
export function ownChannels(deps: ChannelDeps): readonly string[] {
  return KINDS.flatMap((kind) => kind.own(deps));
}

/**
 * How a channel is run, by its id.
 * @returns null if this process knows no such channel, or lacks its settings
 */
export function openChannel(deps: ChannelDeps, channel: string): ChannelRunner | null {
  return KINDS.find((kind) => kind.knows(deps, channel))?.open(deps, channel) ?? null;
}
