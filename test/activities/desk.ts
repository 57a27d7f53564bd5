/** A desk on a database of its own, driven as its workflows drive it: commands are decided by the domain, then saved. */
import type { Client } from '@temporalio/client';
import { v7 as uuidv7 } from 'uuid';
import { createActivities, type ActivityDeps } from '../../activities';
import type { Prisma, PrismaClient } from '../../prisma/client';
import type { Actor, Priority, TicketType } from '../../workflows/domain/codes';
import type { Command, DeskCommands, PersonCommands } from '../../workflows/domain/commands';
import type { Classification, TicketEvent } from '../../workflows/domain/events';
import { begin } from '../../workflows/domain/evolve';
import type { TicketState } from '../../workflows/domain/state';
import { catchUp, perform } from '../../workflows/domain/steps';
import { allowSurvey } from '../../workflows/domain/survey';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** Who does what no test says by whom: a key of the desk's. */
const SOMEBODY: Actor = { id: '00000000-0000-4000-8000-00000000a9e7', role: 'agent' };

type Received = TicketEvent & { readonly kind: 'received' };

export interface LiveTicket {
  readonly id: string;
  readonly key: string;
  readonly received: Received;
  /** As its workflow has it; `do` moves it on. */
  state: TicketState;
}

export class TestDesk {
  readonly logged: { facts: object; message: string }[] = [];
  readonly prisma: PrismaClient;
  readonly activities;

  private constructor(
    private readonly base: TestDatabase,
    readonly requester: Actor,
    client: Client | null,
  ) {
    this.prisma = base.database.prisma;
    this.activities = createActivities(this.deps(client));
  }

  /** @param client for what asks Temporal; without it only what needs PostgreSQL works */
  static async open(client: Client | null = null): Promise<TestDesk> {
    const base = await createTestDatabase();
    const id = uuidv7();
    await base.database.prisma.user.create({ data: { id, email: `${id}@test`, name: 'Requester', role: 'requester' } });
    return new TestDesk(base, { id, role: 'requester' }, client);
  }

  drop(): Promise<void> {
    return this.base.drop();
  }

  deps(client: Client | null): ActivityDeps {
    const note = (facts: object, message: string) => void this.logged.push({ facts, message });
    return {
      prisma: this.prisma,
      // Activities under test that do not speak to Temporal never touch it.
      client: client!,
      logger: { info: note, warn: note, error: note },
      settings: { run: { alarmSpreadMs: 0 }, startMissingAfterMs: 0, reconcilePageMs: 0, sharesNamespace: true },
    };
  }

  async createTeam(id: string, assignment = 'leastLoaded'): Promise<string> {
    await this.prisma.team.create({ data: { id, name: id, assignment } });
    return id;
  }

  async createAgent(teams: readonly string[], agent: { capacity?: number; presence?: string } = {}): Promise<Actor> {
    const id = uuidv7();
    await this.prisma.user.create({
      data: {
        id,
        email: `${id}@test`,
        name: 'Agent',
        role: 'agent',
        agent: { create: agent },
        memberships: { create: teams.map((teamId) => ({ teamId })) },
      },
    });
    return { id, role: 'agent' };
  }

  /** What intake does: the row at version 1 with its event `received`. */
  async receive(
    texts: { subject?: string; description?: string; fields?: Prisma.InputJsonObject } = {},
    given: Classification = {},
    at = Date.now(),
  ): Promise<LiveTicket> {
    const id = uuidv7();
    const [next] = await this.prisma.$queryRaw<{ number: bigint }[]>`SELECT nextval('ticket_number_seq') AS number`;
    const number = next?.number ?? 0n;
    const key = `SD-${number}`;
    const priority: Priority = 'high';
    const type: TicketType = given.type ?? 'incident';
    const received: Received = {
      seq: 1,
      at,
      kind: 'received',
      identity: `intake:${id}#1`,
      by: this.requester,
      data: { ticketId: id, key, source: 'api', requester: this.requester.id, organisation: null, given, priority },
    };
    await this.prisma.ticket.create({
      data: {
        id,
        number,
        key,
        version: 1,
        type,
        status: 'new',
        priority,
        priorityRank: 3,
        source: 'api',
        requesterId: this.requester.id,
        subject: 'Something is wrong',
        ...texts,
        createdAt: new Date(at),
        updatedAt: new Date(at),
        events: {
          create: {
            seq: 1,
            at: new Date(at),
            kind: 'received',
            identity: received.identity,
            byId: this.requester.id,
            byRole: 'requester',
            data: received.data as unknown as Prisma.InputJsonObject,
          },
        },
      },
    });
    return { id, key, received, state: begin(received) };
  }

  /** A ticket whose triage is decided, and saved. */
  async open(texts: { subject?: string; description?: string } = {}, at = Date.now()): Promise<LiveTicket> {
    const ticket = await this.receive(texts, {}, at);
    await this.save(ticket, this.decide(ticket, 'triage', await this.activities.admit({ ticketId: ticket.id }), at));
    return ticket;
  }

  /** Lets the domain decide, moves `state` on and answers the events, which nobody has saved yet. */
  decide<K extends Command['name']>(
    ticket: LiveTicket,
    name: K,
    data: (PersonCommands & DeskCommands)[K],
    at = Date.now(),
    by: Actor | null = name === 'triage' || name === 'offer' ? null : SOMEBODY,
    id: string = uuidv7(),
  ): readonly TicketEvent[] {
    const caught = catchUp(ticket.state, { before: at });
    const outcome = perform(caught.state, { name, id, by, at, data } as Command);
    if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.failure.detail}`);
    ticket.state = outcome.state;
    return [...caught.events, ...outcome.events];
  }

  /** The ticket's requester may be asked how it was. */
  allowSurvey(ticket: LiveTicket): void {
    const { state } = ticket;
    ticket.state = allowSurvey(state, state.survey?.no ?? 0, state.asOf);
  }

  /** Lets time pass until an instant. */
  pass(ticket: LiveTicket, until: number): readonly TicketEvent[] {
    const caught = catchUp(ticket.state, { until });
    ticket.state = caught.state;
    return caught.events;
  }

  save(ticket: LiveTicket, events: readonly TicketEvent[], runId = 'run-1') {
    return this.activities.save({ state: ticket.state, events, runId });
  }

  async row(ticket: LiveTicket) {
    return this.prisma.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
  }

  async events(ticket: LiveTicket) {
    return this.prisma.ticketEvent.findMany({ where: { ticketId: ticket.id }, orderBy: { seq: 'asc' } });
  }

  async comment(ticket: LiveTicket, visibility = 'public', body = 'Words of a person'): Promise<string> {
    const id = uuidv7();
    await this.prisma.comment.create({
      data: { id, ticketId: ticket.id, authorRole: 'agent', visibility, body, createdAt: new Date() },
    });
    return id;
  }

  async assignments(ticket: LiveTicket): Promise<string[]> {
    const rows = await this.prisma.assignment.findMany({ where: { ticketId: ticket.id }, orderBy: { no: 'asc' } });
    return rows.map(({ no, state, agentId }) => `${no} ${state} ${agentId}`);
  }
}
