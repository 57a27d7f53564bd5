import { Prisma, type PrismaClient } from '../prisma/client';
import { writeIntake, type Intake, type Person } from '../prisma/takeIn';
import { keptColumns, type Operation } from './idempotency';
import { invalid } from './problem';
import type { Answer } from './route';
import { starterOf } from './starter';
import type { Deps } from './settings';
import type { TicketRow } from './ticketView';

export type { Intake, Person } from '../prisma/takeIn';

/** How the creation is remembered: kept at once, or running until its caller has waited. */
export interface Remembered {
  readonly operation: Operation;
  readonly answer: ((row: TicketRow) => Answer) | null;
}

export type Taken =
  { readonly kind: 'created'; readonly row: TicketRow } | { readonly kind: 'joins'; readonly id: string };

/**
 * Makes a ticket durable, and the idempotency key with it, then has its workflow started: Temporal is asked afterwards
 * and nobody waits for it.
 * @returns `joins` if a ticket is open under the fingerprint
 * @throws a unique violation if another request with the same key was first
 */
export async function takeIn(deps: Deps, intake: Intake, remembered: Remembered | null): Promise<Taken> {
  const starter = starterOf(deps);
  const taken = await starter.during(() => writeIntake(deps.prisma, intake, (row) => rememberedSql(row, remembered)));
  if (taken.kind === 'created') starter.start(taken.workflow);
  return taken;
}

function rememberedSql(row: TicketRow, remembered: Remembered | null): Prisma.Sql[] {
  if (!remembered) return [];
  const { operation: o, answer } = remembered;
  const kept = answer
    ? keptColumns(answer(row))
    : { state: 'running', status: null, body: null, headers: null, doneAt: null };
  const headers = kept.headers === null ? null : JSON.stringify(kept.headers);
  return [
    Prisma.sql`remembered AS (
      INSERT INTO idempotency_keys (id, actor_id, idempotency_key, route, body_hash, ticket_id, state, status, body,
          headers, done_at)
      VALUES (${o.id}, ${o.actorId}, ${o.idempotencyKey}, ${o.route}, ${o.bodyHash}, ${row.id}::uuid, ${kept.state},
          ${kept.status}::int, ${kept.body}, ${headers}::jsonb, ${kept.doneAt})
    )`,
  ];
}

/** @throws Problem 422 if nobody active has this id or e-mail address */
export async function findRequester(prisma: PrismaClient, idOrEmail: string): Promise<Person> {
  const rows = await prisma.$queryRaw<
    { id: string; name: string; organisation_id: string | null; organisation: string | null }[]
  >`
    SELECT u.id::text, u.name, u.organisation_id, o.name AS organisation
      FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE u.active AND (u.id::text = lower(${idOrEmail}) OR lower(u.email) = lower(${idOrEmail}))
     LIMIT 1`;
  const row = rows[0];
  if (!row)
    throw invalid([
      { pointer: '/requester', code: 'unknown', message: 'Nobody active has this id or e-mail address.' },
    ]);
  const organisation =
    row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation ?? row.organisation_id };
  return { id: row.id, name: row.name, organisation };
}
