import { v7 as uuidv7 } from 'uuid';
import { PING, webhookChannel } from '../channels/webhooks/sender';
import { makeSecret, sealSecret } from '../channels/webhooks/secrets';
import type { Webhook } from '../prisma/generated/client';
import { once } from './once';
import { notFound } from './problem';
import { audit } from './resource';
import type { Answer, Call } from './route';

type OnWebhook<B = unknown> = Call<B, unknown, Webhook>;

/** @throws Problem 404 */
export async function findWebhook({ deps, params }: Pick<Call, 'deps' | 'params'>): Promise<Webhook> {
  const row = await deps.prisma.webhook.findUnique({ where: { id: params.id ?? '' } });
  if (!row) throw notFound('webhook');
  return row;
}

/** A new secret; for a while messages are signed with the former one, too. */
export function rotateSecret(call: OnWebhook<{ overlap: number }>): Promise<Answer> {
  const { deps, caller, body, target } = call;
  return once(call, async (tx) => {
    const secret = makeSecret();
    const previousUntil = new Date(Date.now() + body.overlap * 1_000);
    const { secret: former } = await tx.webhook.findUniqueOrThrow({ where: { id: target.id } });
    const sealed = sealSecret(deps.settings.secret, secret);
    await tx.webhook.update({
      where: { id: target.id },
      data: { secret: sealed, previousSecret: former, previousUntil },
    });
    await audit(tx, { actor: caller.id, action: 'rotate', object: `webhook:${target.id}`, before: null, after: null });
    return { status: 200, body: { id: target.id, secret, previousUntil: previousUntil.toISOString() } };
  });
}

/** Sends a message that says nothing; the log of the channel tells what became of it. */
export function pingWebhook(call: OnWebhook): Promise<Answer> {
  const channel = webhookChannel(call.target.id);
  return once(call, async (tx) => {
    const id = uuidv7();
    await tx.delivery.create({
      data: { ...{ id, key: `${channel}:ping:${id}`, seq: 0, kind: PING, channel }, recipient: channel, payload: {} },
    });
    return { status: 202, body: { delivery: id, channel } };
  });
}
