import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealSecret, makeSecret } from '../../channels/webhooks/secrets';
import { webhookChannel } from '../../channels/webhooks/sender';
import type { PrismaClient } from '../../prisma/client';

const ID = 'dead';
export const DEAD_CHANNEL = webhookChannel(ID);
const EVENTS_OF_A_TICKET = 10;

/** An HTTP endpoint that takes requests and never answers. */
export async function startHangingEndpoint() {
  let calls = 0;
  const server = createServer(() => void calls++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    /** Until somebody has called from now on. */
    called: async () => {
      const before = calls;
      while (calls === before) await sleep(10);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Makes a webhook, and so many events that it is to hear of: the database writes what waits for it, as it always does. */
export async function fillDeadWebhook(
  prisma: PrismaClient,
  { url, secret, requesterId, count }: { url: string; secret: string; requesterId: string; count: number },
): Promise<void> {
  const tickets = Math.ceil(count / EVENTS_OF_A_TICKET);
  await prisma.$executeRaw`
    INSERT INTO tickets (id, key, number, version, type, status, priority, priority_rank, source, requester_id, subject,
                         created_at, updated_at)
    SELECT gen_random_uuid(), 'SD-' || n, n, 1, 'incident', 'new', 'high', 3, 'api', ${requesterId}::uuid, 'For nobody',
           now(), now()
      FROM generate_series(1000, ${1000 + tickets - 1}::int) n`;
  await prisma.webhook.create({
    data: { id: ID, url, secret: sealSecret(secret, makeSecret()), ownerId: randomUUID() },
  });
  await prisma.channel.create({ data: { id: DEAD_CHANNEL } });
  await prisma.$executeRaw`
    INSERT INTO ticket_events (ticket_id, seq, at, kind, identity, data)
    SELECT t.id, seq, now(), 'accepted', 'bench#' || seq, '{}'
      FROM tickets t, generate_series(1, ${EVENTS_OF_A_TICKET}::int) seq WHERE t.subject = 'For nobody'
     ORDER BY t.number, seq LIMIT ${count}`;
}
