import { v7 as uuidv7 } from 'uuid';
import { Prisma } from '../../prisma/client';
import type { Actor, Level, TicketType } from '../../workflows/domain/codes';
import { commandId } from '../ids';
import { takeIn } from '../intake';
import { readTicketById } from '../readTicket';
import type { Deps } from '../settings';
import type { TicketRow } from '../ticketView';
import { recordsOf, sameAlert, type AlertRow, type Untold } from './untold';

/**
 * A ticket was resolved before it heard of alerts that had joined it: those that go on have a ticket of their own, or join
 * the one that another has opened; those that are over were nobody's.
 * @returns the ticket that was joined and still has to hear of it; null if there is none
 */
export async function openAnew(deps: Deps, untold: Untold): Promise<string | null> {
  const { prisma } = deps;
  const { ticketId } = untold;
  const late = untold.rows.filter(({ startTold }) => !startTold);
  const going = late.filter(({ ended }) => !ended);
  const old = going.length > 0 ? await readTicketById(prisma, ticketId) : null;
  const joined = old ? await moveOver(deps, untold, old, going) : null;
  const over = late.filter(({ ended }) => ended);
  await prisma.$executeRaw`
    UPDATE alerts a SET ticket_id = NULL, start_told = true, end_told = true
      FROM ${recordsOf(over)} WHERE a.ticket_id = ${ticketId}::uuid AND ${sameAlert}`;
  // Nobody reads any more that these are over.
  await prisma.$executeRaw`
    UPDATE alerts SET end_told = true WHERE ticket_id = ${ticketId}::uuid AND start_told AND ended_at IS NOT NULL`;
  return joined;
}

async function moveOver(
  deps: Deps,
  { ticketId, by, key }: Untold,
  old: TicketRow,
  going: readonly AlertRow[],
): Promise<string | null> {
  const actor: Actor = { id: by, role: 'service' };
  const first = going[0];
  const path = `${key}/${first?.fingerprint ?? ''}/${first?.startsAt.toISOString() ?? ''}`;
  const taken = await takeIn(
    deps,
    {
      id: uuidv7(),
      commandId: commandId({ actor: by, method: 'openAnew', path, key: ticketId }),
      by: actor,
      requester: { id: old.requester.id, name: old.requester.name, organisation: old.organisation },
      given: {
        type: old.type as TicketType,
        ...(old.impact && { impact: old.impact as Level }),
        ...(old.urgency && { urgency: old.urgency as Level }),
      },
      ...{ subject: old.subject, description: old.description, tags: old.tags, source: 'alert' },
      fields: old.fields as Prisma.JsonObject,
      fingerprint: old.fingerprint,
      ...(old.team && { assign: { team: old.team.id, agent: null } }),
      alerts: going.length,
      along: ({ id }) => [
        Prisma.sql`moved AS (
          UPDATE alerts a SET ticket_id = ${id}::uuid, start_told = true, changed_at = now()
            FROM ${recordsOf(going)} WHERE a.ticket_id = ${ticketId}::uuid AND ${sameAlert}
        )`,
      ],
    },
    null,
  );
  if (taken.kind === 'created') return null;
  await deps.prisma.$executeRaw`
    UPDATE alerts a SET ticket_id = ${taken.id}::uuid, changed_at = now()
      FROM ${recordsOf(going)} WHERE a.ticket_id = ${ticketId}::uuid AND ${sameAlert}`;
  return taken.id;
}
