import type { FaultRig } from '../stack/rig';
import type { Scope } from './scope';

/**
 * The outbox: whoever is to hear of an agent's public words and of the end is told, each of
 * each once, and nothing that is due waits.
 * @returns one line for each fault
 */
export async function findMessageFaults(
  { database: { prisma } }: FaultRig,
  { after }: Scope,
): Promise<readonly string[]> {
  const [untold, twice, waiting] = await Promise.all([
    prisma.$queryRaw<{ key: string; seq: number; kind: string }[]>`
      SELECT t.key, e.seq, e.kind FROM ticket_events e JOIN tickets t ON t.id = e.ticket_id
       WHERE t.number > ${after}
         AND (e.kind = 'resolved' OR e.kind = 'commented' AND e.data ->> 'visibility' = 'public' AND e.by_role = 'agent')
         AND e.by_id IS DISTINCT FROM t.requester_id::text
         AND NOT EXISTS (SELECT 1 FROM deliveries d
                          WHERE d.ticket_id = t.id AND d.seq = e.seq AND d.recipient = t.requester_id::text)`,
    prisma.$queryRaw<{ key: string; seq: number; times: number }[]>`
      SELECT t.key, d.seq, count(*)::int AS times FROM deliveries d JOIN tickets t ON t.id = d.ticket_id
       WHERE t.number > ${after} GROUP BY t.key, d.seq, d.recipient, d.channel HAVING count(*) > 1`,
    prisma.$queryRaw<{ key: string; seq: number; state: string }[]>`
      SELECT t.key, d.seq, d.state FROM deliveries d JOIN tickets t ON t.id = d.ticket_id
       WHERE t.number > ${after}
         AND (d.state = 'failed' OR d.state = 'waiting' AND coalesce(d.not_before, d.created_at) < now())`,
  ]);
  return [
    ...untold.map(({ key, seq, kind }) => `${key}: nobody is told of ${kind} (${seq})`),
    ...twice.map(({ key, seq, times }) => `${key}: somebody is told of event ${seq} ${times} times`),
    ...waiting.map(({ key, seq, state }) => `${key}: the message of event ${seq} is ${state}`),
  ];
}
