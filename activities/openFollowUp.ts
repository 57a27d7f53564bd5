import { v5 as uuidv5 } from 'uuid';
import { Prisma, type PrismaClient } from '../prisma/client';
import { DEFAULT_TEAM, FOLLOW_UP_TAG } from '../prisma/defaults';
import { insertTicket, receivedEvent, type NewTicket } from '../prisma/newTicket';
import type { BadScore } from '../workflows/contract';
import { PRIORITIES } from '../workflows/domain/codes';
import type { PriorityMatrix } from '../workflows/domain/commands';
import { DEFAULT_MATRIX, priorityOf } from '../workflows/domain/matrix';
import { startTicket } from '../workflows/start';
import type { ActivityDeps } from './deps';
import { followUpText } from './followUpText';
import { isUuid } from './json';

/** Ids of follow-ups are derived from the survey's, so that a repeat finds the ticket of the first time. */
const NAMESPACE = '3f0d6a52-7a51-4a37-9a4c-6f2f1c8f9b10';
const TYPE = 'request';

/**
 * Opens a ticket for the lead of the team whose ticket got a bad score: hers to answer for, under a policy of its own,
 * and nothing that the customer sees or hears of. Without a lead it waits in the team's queue, in an administrator's
 * name. Its workflow is asked for, and found by the sweep if that fails.
 * @returns the key, the same for a repeat
 */
export async function openFollowUp(deps: ActivityDeps, badScore: BadScore): Promise<{ readonly key: string }> {
  const { prisma, client, settings, logger } = deps;
  const id = uuidv5(`${badScore.ticketId}/${badScore.no}`, NAMESPACE);
  const known = await keyOf(prisma, id);
  if (known !== null) return { key: known };

  const facts = await lookUp(prisma, badScore);
  const ticket = newTicket(id, badScore, facts);
  const { team, lead } = facts;
  const received = receivedEvent(ticket, {
    identity: `desk:followUp:${badScore.ticketId}/${badScore.no}#0`,
    by: null,
    given: { type: TYPE },
    assign: { team, agent: lead },
  });
  try {
    await prisma.$queryRaw(insertTicket(ticket, received, null, along(id, badScore)));
  } catch (error) {
    // Another attempt, given up for hanging, was there first after all.
    const other = await keyOf(prisma, id);
    if (other === null) throw error;
    return { key: other };
  }
  const { key } = ticket;
  const start = { type: TYPE, priority: facts.priority, status: 'new' } as const;
  await startTicket(client, key, { received, settings: settings.run }, start).catch((error: unknown) => {
    logger.warn({ key, problem: String(error) }, 'Workflow not started; the sweep will start it');
  });
  return { key };
}

async function keyOf(prisma: PrismaClient, id: string): Promise<string | null> {
  const row = await prisma.ticket.findUnique({ where: { id }, select: { key: true } });
  return row?.key ?? null;
}

type Facts = Awaited<ReturnType<typeof lookUp>>;

async function lookUp(prisma: PrismaClient, { ticketId, comment }: BadScore) {
  const [row] = await prisma.$queryRaw<
    {
      number: bigint;
      key: string;
      team: string | null;
      lead: string | null;
      requester: string;
      locale: string;
      comment: string | null;
      matrix: { cells: PriorityMatrix } | null;
    }[]
  >`
    SELECT nextval('ticket_number_seq') AS number, o.key, team.id AS team, lead.id::text AS lead,
           coalesce(lead.id, other.id)::text AS requester, coalesce(lead.locale, other.locale) AS locale,
           (SELECT body FROM comments c
             WHERE c.id = ${isUuid(comment) ? comment : null}::uuid AND c.ticket_id = o.id) AS comment,
           (SELECT document FROM documents WHERE kind = 'matrix' AND current ORDER BY id LIMIT 1) AS matrix
      FROM tickets o
      LEFT JOIN teams team ON team.id = coalesce(o.team_id, ${DEFAULT_TEAM})
      LEFT JOIN LATERAL (
        SELECT u.id, u.locale FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.team_id = team.id AND u.role = 'lead' AND u.active ORDER BY u.name, u.id LIMIT 1
      ) lead ON true
      JOIN LATERAL (
        SELECT u.id, u.locale FROM users u
         WHERE u.role = 'admin' AND u.active OR u.id = lead.id ORDER BY u.created_at, u.id LIMIT 1
      ) other ON true
     WHERE o.id = ${ticketId}::uuid`;
  if (!row) throw new Error('Nobody is there for the follow-up of a bad score: the desk has no active administrator');
  const priority = priorityOf({ type: TYPE, impact: null, urgency: null, matrix: row.matrix?.cells ?? DEFAULT_MATRIX });
  return { ...row, priority };
}

function newTicket(id: string, { score }: BadScore, facts: Facts): NewTicket {
  const { number, priority } = facts;
  return {
    ...{ id, number, key: `SD-${number}`, type: TYPE, status: 'new', impact: null, urgency: null, source: 'api' },
    ...{ priority, priorityRank: PRIORITIES.length - PRIORITIES.indexOf(priority) },
    requesterId: facts.requester,
    // None: members of an organisation may see one another's tickets.
    organisationId: null,
    ...{ fingerprint: null, tags: [FOLLOW_UP_TAG], fields: {}, createdAt: new Date() },
    ...followUpText(facts.locale, { key: facts.key, score, comment: facts.comment }),
  };
}

/** Both tickets show each other, and the survey knows its follow-up, from the first moment. */
function along(id: string, { ticketId, no }: BadScore): Prisma.Sql[] {
  return [
    Prisma.sql`links AS (
      INSERT INTO ticket_links (from_id, kind, to_id)
      VALUES (${id}::uuid, 'followUpOf', ${ticketId}::uuid), (${ticketId}::uuid, 'followedUpBy', ${id}::uuid)
    )`,
    Prisma.sql`surveyed AS (
      UPDATE surveys SET follow_up_id = ${id}::uuid WHERE ticket_id = ${ticketId}::uuid AND no = ${no}
    )`,
  ];
}
