import type { Prisma } from '../client';
import type { FoundIncident } from './incidents';

/** A message names so many tickets; the proposal has all. */
const NAMED = 20;

/**
 * Tells the leads of the teams whose tickets they are that something is proposed; where no team has a lead, the
 * administrators. The message hangs on the newest of the tickets, and carries ids, keys and numbers.
 */
export async function tellLeads(
  tx: Prisma.TransactionClient,
  proposal: string,
  { tickets }: { readonly tickets: readonly FoundIncident[] },
): Promise<void> {
  const teams = tickets.map(({ team }) => team);
  const ids = tickets.map(({ id }) => id);
  const people = new Set(tickets.map(({ requester }) => requester)).size;
  await tx.$executeRaw`
    WITH leads AS (
      SELECT DISTINCT u.id FROM memberships m JOIN users u ON u.id = m.user_id
       WHERE m.team_id = ANY(${teams}::text[]) AND u.role = 'lead' AND u.active
    ), told AS (
      SELECT id FROM leads
      UNION ALL SELECT u.id FROM users u WHERE u.role = 'admin' AND u.active AND NOT EXISTS (SELECT FROM leads)
    ), newest AS (
      SELECT t.id, t.key FROM tickets t WHERE t.id = ANY(${ids}::uuid[]) ORDER BY t.number DESC LIMIT ${NAMED}
    )
    INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload)
    SELECT gen_random_uuid(), ${`problem:${proposal}:`} || told.id, (SELECT id FROM newest LIMIT 1), 0, 'problemProposed',
           'email', told.id::text, jsonb_build_object('proposal', ${proposal}::text, 'count', ${ids.length}::int,
             'people', ${people}::int, 'tickets', (SELECT jsonb_agg(key) FROM newest))
      FROM told
    ON CONFLICT (key) DO NOTHING`;
}
