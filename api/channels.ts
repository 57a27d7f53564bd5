import type { z } from 'zod';
import { startChannel, tellChannel } from '../channels/engine/start';
import { pause, resume } from '../channels/engine/status';
import { readBacklogs, type Backlog } from '../channels/engine/waiting';
import { replay } from '../channels/engine/replay';
import type { Prisma } from '../prisma/client';
import type { ReplayWanted } from '../workflows/contract';
import { pageOf, readCursor, writeCursor } from './cursor';
import { hashJson } from './ids';
import { once } from './once';
import { notFound } from './problem';
import { audit, type Transaction } from './resource';
import type { Answer, Call } from './route';
import type { channel as channelSchema, deliveryQuery } from './schemas/channels';
import { isoOf } from './ticketView';
import type { Deps } from './settings';

type ChannelView = z.infer<typeof channelSchema>;

export async function listChannels({ prisma }: Pick<Deps, 'prisma'>) {
  return { data: (await readBacklogs(prisma)).map(viewChannel) };
}

/** @throws Problem 404 */
export async function findChannel({ prisma }: { readonly prisma: Transaction }, id: string): Promise<ChannelView> {
  const [found] = await readBacklogs(prisma, id);
  if (!found) throw notFound('channel');
  return viewChannel(found);
}

function viewChannel({ channel, pausedAt, oldestDueAt, lastSentAt, lastFailedAt, ...rest }: Backlog): ChannelView {
  return {
    id: channel,
    state: pausedAt ? 'paused' : 'open',
    pausedAt: dateOrNull(pausedAt),
    pausedBecause: rest.pausedBecause === 'dead' ? 'dead' : pausedAt ? 'operator' : null,
    waiting: rest.waiting,
    oldestDueAt: dateOrNull(oldestDueAt),
    failed: rest.failed,
    lastSentAt: dateOrNull(lastSentAt),
    lastFailedAt: dateOrNull(lastFailedAt),
    lastError: rest.lastError,
    failuresInARow: rest.failuresInARow,
  };
}

type OnChannel<B = unknown> = Call<B, unknown, ChannelView>;

/** Nothing is begun from now on, also while Temporal is away: the row is what counts, and who runs the channel hears. */
export function pauseChannel(call: OnChannel): Promise<Answer> {
  return change(call, 'pause', async (tx, id) => {
    await pause(tx, id, 'operator');
    return viewAfter(tx, id);
  });
}

export async function resumeChannel(call: OnChannel): Promise<Answer> {
  const answer = await change(call, 'resume', async (tx, id) => {
    await resume(tx, id);
    return viewAfter(tx, id);
  });
  const { client, logger } = call.deps;
  const { id } = call.target;
  // What fails here the sweep makes up for.
  void startChannel(client, id)
    .then(() => tellChannel(client, id))
    .catch((error: unknown) => logger.warn({ err: error, channel: id }, 'a channel was not told that it goes on'));
  return answer;
}

export function replayChannel(call: OnChannel<{ ids?: string[] | undefined; since?: string | undefined }>) {
  const { ids, since } = call.body;
  const wanted: ReplayWanted = { ...(ids && { ids }), ...(since !== undefined && { since }) };
  return change(call, 'replay', (tx, id) => replay(tx, id, wanted));
}

function change(
  call: OnChannel,
  action: string,
  work: (tx: Transaction, id: string) => Promise<object>,
): Promise<Answer> {
  const { id } = call.target;
  return once(call, async (tx) => {
    const body = await work(tx, id);
    await audit(tx, { actor: call.caller.id, action, object: `channel:${id}`, before: null, after: null });
    return { status: 200, body };
  });
}

async function viewAfter(tx: Transaction, id: string): Promise<ChannelView> {
  return findChannel({ prisma: tx }, id);
}

type DeliveryQuery = z.infer<typeof deliveryQuery>;

/** What a channel has sent and has to send, the latest first. */
export async function listDeliveries({ deps, caller, query, target }: Call<unknown, DeliveryQuery, ChannelView>) {
  const { limit, cursor, state, ticket } = query;
  const list = `deliveries ${target.id} ${hashJson({ state, ticket })}`;
  const scope = { secret: deps.settings.secret, caller: caller.id, list };
  const after = readCursor(scope, cursor);
  const [at, id] = after ? [new Date(String(after[0])), String(after[1])] : [];
  const where: Prisma.DeliveryWhereInput = {
    channel: target.id,
    ...(state === undefined ? {} : { state }),
    ...(ticket === undefined ? {} : { ticket: { key: ticket } }),
    ...(at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {}),
  };
  const rows = await deps.prisma.delivery.findMany({
    where,
    include: { ticket: { select: { key: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [last.createdAt.toISOString(), last.id]));
  return { data: data.map(viewDelivery), page };
}

type DeliveryRow = Prisma.DeliveryGetPayload<{ include: { ticket: { select: { key: true } } } }>;

function viewDelivery(row: DeliveryRow) {
  const { id, kind, recipient, state, attempts, lastError, messageId, gatheredInto, ticket } = row;
  return {
    ...{ id, ticket: ticket?.key ?? null, kind, recipient, state, attempts },
    notBefore: dateOrNull(row.notBefore),
    ...{ lastError, messageId, gatheredInto },
    createdAt: row.createdAt.toISOString(),
    firstTriedAt: dateOrNull(row.firstTriedAt),
    sentAt: dateOrNull(row.sentAt),
  };
}

function dateOrNull(at: Date | null): string | null {
  return at === null ? null : isoOf(at.getTime());
}
