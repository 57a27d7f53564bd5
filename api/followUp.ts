import { v7 as uuidv7 } from 'uuid';
import { Prisma } from '../prisma/client';
import type { Level, TicketType } from '../workflows/domain/codes';
import { actorOf } from './auth';
import { showComment, type CommentCall } from './comments';
import { commandId, textId } from './ids';
import { takeIn } from './intake';
import type { Answer } from './route';
import { isProjected, sendUpdate } from './update';

/**
 * A reply to a closed ticket opens a new one, linked both ways, whose first comment it is. The old ticket's workflow is
 * told; if it has completed, the event is appended here, since nobody else writes there any more.
 */
export async function continueInNewTicket(call: CommentCall, id: string): Promise<Answer> {
  const { deps, caller, target: old } = call;
  const comment = textId(id, 'comment');
  const known = await deps.prisma.ticketEvent.findFirst({
    where: { commandId: id, kind: 'received' },
    select: { ticketId: true },
  });
  if (!known) {
    const type = old.type as TicketType;
    const given = {
      type,
      ...(old.impact && { impact: old.impact as Level }),
      ...(old.urgency && { urgency: old.urgency as Level }),
    };
    const taken = await takeIn(
      deps,
      {
        id: uuidv7(),
        commandId: id,
        by: actorOf(caller),
        requester: { id: old.requester.id, name: old.requester.name, organisation: old.organisation },
        given,
        source: 'api',
        subject: old.subject,
        description: '',
        fields: {},
        tags: old.tags,
        fingerprint: null,
        along: (ticket) => [
          moveComment(comment, ticket.id),
          moveFiles(comment, ticket.id),
          link(ticket.id, 'followUpOf', old.id),
          link(old.id, 'followedUpBy', ticket.id),
        ],
      },
      null,
    );
    if (taken.kind === 'created') await tellOld(call, taken.row.key, id);
  }
  return showComment(call, comment);
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

/** The new ticket stands whatever comes of this; the link shows in both already. */
async function tellOld({ deps, caller, target: old }: CommentCall, key: string, id: string): Promise<void> {
  const told = commandId({ actor: caller.id, method: 'followUp', path: old.key, key: id });
  const payload = { key, id: told, by: actorOf(caller) };
  const sending = { key: old.key, ticketId: old.id, name: 'followUp', payload, id: told } as const;
  try {
    const outcome = await sendUpdate(deps, sending);
    if (outcome.kind === 'ended' || outcome.kind === 'refused') await appendEvent(sending, deps.prisma);
  } catch (error) {
    deps.logger.warn({ err: error, key: old.key, followUp: key }, 'the old ticket could not be told of its follow-up');
  }
}

/** Only on a row whose workflow has completed: everywhere else the workflow is the one that numbers events. */
async function appendEvent(
  sending: {
    readonly ticketId: string;
    readonly id: string;
    readonly payload: { readonly key: string; readonly by: { readonly id: string; readonly role: string } };
  },
  prisma: CommentCall['deps']['prisma'],
): Promise<void> {
  if (await isProjected({ prisma }, sending)) return;
  const { ticketId, id, payload } = sending;
  await prisma.$executeRaw`
    WITH old AS (
      UPDATE tickets
         SET version = version + 1, updated_at = now(),
             state = jsonb_set(state, '{seq}', to_jsonb(version + 1))
       WHERE id = ${ticketId}::uuid AND status = 'closed' AND state IS NOT NULL
       RETURNING id, version, updated_at
    )
    INSERT INTO ticket_events (ticket_id, seq, at, kind, identity, command_id, by_id, by_role, data)
    SELECT old.id, old.version, old.updated_at, 'followUpOpened', ${`command:${id}#0`}, ${id}, ${payload.by.id},
           ${payload.by.role}, jsonb_build_object('key', ${payload.key}::text)
      FROM old`;
}
