import { faultOf, NOTHING_INSIDE } from '../../channels/webhooks/guard';
import { ensureChannel } from '../../channels/engine/status';
import { makeSecret, sealSecret } from '../../channels/webhooks/secrets';
import { webhookChannel } from '../../channels/webhooks/sender';
import type { Resource, Transaction } from '../resourceKind';
import { newWebhook, webhook, type WebhookBody } from '../schemas/webhooks';

/** Addresses of other systems that hear of events. */
export const webhooks: Resource<WebhookBody> = {
  name: 'webhook',
  path: '/webhooks/{id}',
  subject: 'Channel',
  body: webhook,
  read: async (tx, id) => {
    const row = await tx.webhook.findUnique({ where: { id } });
    return row && { version: row.version, document: documentOf(row) };
  },
  list: async (tx, after, limit) => {
    const rows = await tx.webhook.findMany({
      ...(after === null ? {} : { where: { id: { gt: after } } }),
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map((row) => ({ id: row.id, version: row.version, document: documentOf(row) }));
  },
  // Workers look again each time: a name may mean something else by then.
  checkAhead: async ({ url }, { webhooksMayReach = NOTHING_INSIDE }) => {
    const message = await faultOf(url, webhooksMayReach);
    return message === null ? [] : [{ pointer: '/url', code: 'invalid_url', message }];
  },
  write: async (tx, id, body, before, by) => {
    const version = (before ?? 0) + 1;
    const data = { ...body, version, ownerId: by };
    await tx.webhook.upsert({ where: { id }, create: { id, ...data }, update: data });
    await ensureChannel(tx, webhookChannel(id));
    return version;
  },
  remove: async (tx, id) => {
    const channel = webhookChannel(id);
    await tx.webhook.delete({ where: { id } });
    await tx.channel.deleteMany({ where: { id: channel } });
    await tx.delivery.updateMany({
      where: { channel, state: 'waiting' },
      data: { state: 'skipped', lastError: 'the webhook was deleted' },
    });
  },
  usedBy: () => Promise.resolve([]),
  shownOnce: { answer: newWebhook, make: makeFirstSecret },
  channel: webhookChannel,
};

async function makeFirstSecret(tx: Transaction, id: string, installation: string): Promise<object> {
  const secret = makeSecret();
  await tx.webhook.update({ where: { id }, data: { secret: sealSecret(installation, secret) } });
  return { secret };
}

function documentOf({ url, description, events, internal, active }: WebhookBody): WebhookBody {
  return { url, description, events, internal, active };
}
