import { v7 as uuidv7 } from 'uuid';
import { createActivities } from '../../activities';
import type { PrismaClient } from '../../prisma/client';
import type { Client } from '@temporalio/client';
import type { Actor } from '../../workflows/domain/codes';
import type { Command } from '../../workflows/domain/commands';
import type { TicketEvent } from '../../workflows/domain/events';
import { begin } from '../../workflows/domain/evolve';
import type { TicketState } from '../../workflows/domain/state';
import { catchUp, perform } from '../../workflows/domain/steps';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** States as workflows save them, by status: what a list reads its clocks from, of the size that it really has. */
export type States = Readonly<Record<'open' | 'pending' | 'resolved' | 'closed', TicketState>>;

/** Lives a few tickets through the domain, under the policies of this database; nothing of it stays there. */
export async function liveStates(prisma: PrismaClient, requester: string): Promise<States> {
  const agent: Actor = { id: uuidv7(), role: 'agent' };
  const live = (age: number) => openTicket(prisma, requester, age);
  const accepted = async (age: number) => act(await live(age), age - 10 * MINUTE, agent, 'accept', {});
  const answered = async (age: number) =>
    act(await accepted(age), age - 20 * MINUTE, agent, 'comment', { comment: uuidv7(), visibility: 'public' });
  const resolved = async (age: number) =>
    act(await answered(age), age - 3 * HOUR, agent, 'resolve', { resolution: 'done' });
  return {
    open: await answered(5 * HOUR),
    pending: act(await answered(6 * HOUR), 4 * HOUR, agent, 'pend', { reason: 'requester' }),
    resolved: await resolved(DAY),
    closed: catchUp(await resolved(30 * DAY), { until: Date.now() }).state,
  };
}

async function openTicket(prisma: PrismaClient, requester: string, age: number): Promise<TicketState> {
  const at = new Date(Date.now() - age);
  const [next] = await prisma.$queryRaw<{ number: bigint }[]>`SELECT nextval('ticket_number_seq') AS number`;
  const [id, number] = [uuidv7(), next?.number ?? 0n];
  const key = `SD-${number}`;
  await prisma.ticket.create({
    data: {
      ...{ id, number, key, version: 1, type: 'incident', status: 'new', priority: 'high', priorityRank: 3 },
      ...{ source: 'portal', requesterId: requester, subject: 'A life', createdAt: at, updatedAt: at },
    },
  });
  const silent = () => undefined;
  const activities = createActivities({
    prisma,
    // Triage asks PostgreSQL only.
    client: null as unknown as Client,
    logger: { info: silent, warn: silent, error: silent },
    settings: { run: { alarmSpreadMs: 0 } },
  });
  const received: TicketEvent & { kind: 'received' } = {
    ...{ seq: 1, identity: 'intake#0', kind: 'received', at: at.getTime(), by: { id: requester, role: 'requester' } },
    data: { ticketId: id, key, source: 'portal', requester, organisation: null, given: {}, priority: 'high' },
  };
  const triage = await activities.admit({ ticketId: id });
  await prisma.ticket.delete({ where: { id } });
  return act(begin(received), age, null, 'triage', triage);
}

function act(state: TicketState, age: number, by: Actor | null, name: string, data: unknown): TicketState {
  const at = Date.now() - age;
  const caught = catchUp(state, { before: at });
  const outcome = perform(caught.state, { name, id: uuidv7(), by, at, data } as Command);
  if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.failure.detail}`);
  return outcome.state;
}
