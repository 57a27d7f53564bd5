import type { RetryPlan, Outcome, Sender, Waiting } from '../engine/types';
import type { WebhookDeps } from './deps';
import { post } from './post';
import { signedHeaders } from './secrets';
import { tellOwner } from './tellOwner';

const HOUR = 3_600_000;
/** Five seconds, then twice as long each time up to four hours, for three days: a weekend may pass. */
export const RETRY_THREE_DAYS: RetryPlan = { firstMs: 5_000, longestMs: 4 * HOUR, giveUpAfterMs: 72 * HOUR };
const TIMEOUT_MS = 15_000;
/** Messages under way at once; those of a ticket go one after another. */
const PARALLEL = 8;
const PREFIX = 'webhook:';

export function isWebhookChannel(channel: string): boolean {
  return channel.startsWith(PREFIX);
}

export function webhookChannel(id: string): string {
  return `${PREFIX}${id}`;
}

export function webhookOf(channel: string): string {
  return channel.slice(PREFIX.length);
}

/** Kind of a row that only asks whether anybody is there. */
export const PING = 'ping';

/** Sends what waits for a webhook. */
export function webhookSender(deps: WebhookDeps, channel: string): Sender {
  const { retry = RETRY_THREE_DAYS, deadAfterMs = 24 * HOUR } = deps.webhooks.settings;
  return {
    ...{ parallel: PARALLEL, retry },
    dead: { afterMs: deadAfterMs, tell: () => tellOwner(deps.prisma, webhookOf(channel)) },
    send: async ([row]) => (row ? [await sendOne(deps, row)] : []),
  };
}

async function sendOne(deps: WebhookDeps, row: Waiting): Promise<Outcome> {
  const { id } = row;
  const webhook = await deps.prisma.webhook.findUnique({ where: { id: webhookOf(row.channel) } });
  if (!webhook) return { id, kind: 'skipped', why: 'the webhook is gone' };
  const message = await compose(deps, row);
  if (!message) return { id, kind: 'skipped', why: 'the event is gone' };
  const body = JSON.stringify(message);
  const { settings } = deps.webhooks;
  const headers = signedHeaders(deps.settings.secret, webhook, { id: `msg_${id}`, at: new Date(), body });
  const posted = await post({
    ...{ url: webhook.url, body, allowed: settings.allowed, timeoutMs: settings.timeoutMs ?? TIMEOUT_MS },
    headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'Guichet' },
  });
  if (posted.kind === 'taken') return { id, kind: 'sent' };
  const { error, down } = posted;
  return { id, kind: 'failed', error, down };
}

/** Types, instant and data by Standard Webhooks; null if there is nothing to tell of any more. */
async function compose({ webhooks }: WebhookDeps, { kind, ticketId, seq, createdAt }: Waiting): Promise<object | null> {
  if (ticketId === null) return { type: PING, timestamp: createdAt.toISOString(), data: {} };
  const told = await webhooks.describe(ticketId, seq);
  return told && { type: `ticket.${kind}`, timestamp: told.event.at, data: told };
}
