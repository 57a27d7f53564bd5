/** A ticket that goes on where a closed one ended: linked both ways, its first comment is what was said. */
import { v7 as uuidv7 } from 'uuid';
import type { Actor, Level, Source, TicketType } from '../workflows/domain/codes';
import { Prisma, type PrismaClient } from './client';
import { writeIntake, type Person, type Taken } from './takeIn';

/** The closed ticket. */
export interface Ended {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly impact: string | null;
  readonly urgency: string | null;
  readonly subject: string;
  readonly tags: readonly string[];
  readonly requester: { readonly id: string; readonly name: string };
  readonly organisation: Person['organisation'];
}

export interface Continuation {
  readonly old: Ended;
  /** Of the command by which the comment was written. */
  readonly commandId: string;
  /** Id of the comment, stored ahead for the closed ticket. */
  readonly comment: string;
  readonly by: Actor;
  readonly source: Source;
}

/** @returns the new ticket, its workflow not started yet; null if the command has opened it before */
export async function continueTicket(
  prisma: PrismaClient,
  { old, commandId, comment, by, source }: Continuation,
): Promise<Extract<Taken, { kind: 'created' }> | null> {
  const known = await prisma.ticketEvent.findFirst({
    where: { commandId, kind: 'received' },
    select: { ticketId: true },
  });
  if (known) return null;
  const taken = await writeIntake(prisma, {
    ...{ id: uuidv7(), commandId, by, source },
    requester: { id: old.requester.id, name: old.requester.name, organisation: old.organisation },
    given: {
      type: old.type as TicketType,
      ...(old.impact && { impact: old.impact as Level }),
      ...(old.urgency && { urgency: old.urgency as Level }),
    },
    ...{ subject: old.subject, description: '', fields: {}, tags: old.tags, fingerprint: null },
    along: (ticket) => [
      moveComment(comment, ticket.id),
      moveFiles(comment, ticket.id),
      link(ticket.id, 'followUpOf', old.id),
      link(old.id, 'followedUpBy', ticket.id),
    ],
  });
  if (taken.kind !== 'created') throw new Error(`${old.key} cannot go on in a ticket that is there already`);
  return taken;
}

/** The text was stored ahead for the old ticket; it is the first thing said in the new one. */
function moveComment(comment: string, ticketId: string): Prisma.Sql {
  return Prisma.sql`moved AS (
    UPDATE comments SET ticket_id = ${ticketId}::uuid, seq = 1 WHERE id = ${comment}::uuid AND seq IS NULL
  )`;
}

function moveFiles(comment: string, ticketId: string): Prisma.Sql {
  return Prisma.sql`files AS (
    UPDATE attachments SET ticket_id = ${ticketId}::uuid, seq = 1 WHERE comment_id = ${comment}::uuid AND seq IS NULL
  )`;
}

function link(from: string, kind: string, to: string): Prisma.Sql {
  const name = Prisma.raw(`link_${kind}`);
  return Prisma.sql`${name} AS (
    INSERT INTO ticket_links (from_id, kind, to_id) VALUES (${from}::uuid, ${kind}, ${to}::uuid)
  )`;
}

/**
 * Writes on the closed ticket that it goes on in another. Only on a row whose workflow has completed: everywhere else the
 * workflow is the one that numbers events. Repeating it changes nothing.
 */
export async function appendFollowUp(
  prisma: PrismaClient,
  event: { readonly ticketId: string; readonly key: string; readonly commandId: string; readonly by: Actor },
): Promise<void> {
  const { ticketId, key, commandId, by } = event;
  const there = await prisma.ticketEvent.findUnique({ where: { ticketId_commandId: { ticketId, commandId } } });
  if (there) return;
  await prisma.$executeRaw`
    WITH old AS (
      UPDATE tickets
         SET version = version + 1, updated_at = now(),
             state = jsonb_set(state, '{seq}', to_jsonb(version + 1))
       WHERE id = ${ticketId}::uuid AND status = 'closed' AND state IS NOT NULL
       RETURNING id, version, updated_at
    )
    INSERT INTO ticket_events (ticket_id, seq, at, kind, identity, command_id, by_id, by_role, data)
    SELECT old.id, old.version, old.updated_at, 'followUpOpened', ${`command:${commandId}#0`}, ${commandId}, ${by.id},
           ${by.role}, jsonb_build_object('key', ${key}::text)
      FROM old`;
}
