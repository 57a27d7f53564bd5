import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { v7 as uuidv7 } from 'uuid';
import { createActivities } from '../../activities';
import { MissingStarts } from '../../activities/startMissing';
import { tellTerms } from '../../activities/tellTerms';
import { createTicketWorker } from '../../activities/worker';
import type { PrismaClient } from '../../prisma/client';
import type { PolicyDocument } from '../../prisma/documents';
import { commandSignal, stateQuery, type CommandAnswer, type RunSettings } from '../../workflows/contract';
import type { Actor, Role } from '../../workflows/domain/codes';
import type { PersonCommandName } from '../../workflows/domain/commands';
import type { Classification, EventData, EventKind } from '../../workflows/domain/events';
import type { TicketState } from '../../workflows/domain/state';
import { startTicket } from '../../workflows/start';
import { testBundle } from './bundle';
import { createTestDatabase } from './database';
import { quietTemporal } from './quiet';
import { fetchRuns, replay, type RecordedRun } from './replay';
import { testTemporal } from './temporal';

const PATIENCE_MS = 20_000;

export interface StoredEvent {
  readonly seq: number;
  readonly at: Date;
  readonly kind: EventKind;
  readonly data: Readonly<Record<string, unknown>>;
  readonly commandId: string | null;
}

/** One ticket of a rig, as tests speak of it. */
export class RigTicket {
  constructor(
    readonly id: string,
    readonly key: string,
    readonly handle: WorkflowHandle,
    private readonly rig: TicketRig,
  ) {}

  /** Sends a command as an Update, as the API does, and waits until it is visible. */
  async command(
    name: PersonCommandName,
    payload: Readonly<Record<string, unknown>> = {},
    updateId?: string,
  ): Promise<CommandAnswer> {
    const by = payload.by ?? this.rig.agent;
    return this.handle.executeUpdate<CommandAnswer, [unknown]>(name, {
      args: [{ by, ...(updateId === undefined ? {} : { id: updateId }), ...payload }],
      ...(updateId === undefined ? {} : { updateId }),
    });
  }

  /** @returns the code with which the command is refused */
  async refusal(name: PersonCommandName, payload: Readonly<Record<string, unknown>> = {}): Promise<string> {
    try {
      await this.command(name, payload);
    } catch (error) {
      const cause = error instanceof Error ? (error.cause as { details?: { code: string }[] } | undefined) : undefined;
      const code = cause?.details?.[0]?.code;
      if (code === undefined) throw error;
      return code;
    }
    throw new Error(`${this.key}: ${name} was not refused`);
  }

  signal(name: PersonCommandName, payload: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return this.handle.signal(commandSignal(name), payload);
  }

  /** Stores a comment as the API does, then sends the command that names it. */
  async comment(
    body: string,
    from: 'agent' | 'requester' = 'agent',
    visibility: 'public' | 'internal' = 'public',
  ): Promise<CommandAnswer> {
    const id = uuidv7();
    const by = from === 'agent' ? this.rig.agent : this.rig.requester;
    await this.rig.prisma.comment.create({
      data: { id, ticketId: this.id, authorId: by.id, authorRole: by.role, visibility, body, createdAt: new Date() },
    });
    return this.command('comment', { comment: id, visibility, from, by });
  }

  row() {
    return this.rig.prisma.ticket.findUniqueOrThrow({ where: { id: this.id } });
  }

  async events(): Promise<StoredEvent[]> {
    const rows = await this.rig.prisma.ticketEvent.findMany({ where: { ticketId: this.id }, orderBy: { seq: 'asc' } });
    return rows as unknown as StoredEvent[];
  }

  async kinds(): Promise<EventKind[]> {
    return (await this.events()).map(({ kind }) => kind);
  }

  async waitFor<K extends EventKind>(
    kind: K,
    fits: (data: EventData[K]) => boolean = () => true,
  ): Promise<StoredEvent> {
    return this.rig.eventually(`${this.key}: event ${kind}`, async () =>
      (await this.events()).find((event) => event.kind === kind && fits(event.data as unknown as EventData[K])),
    );
  }

  state(): Promise<TicketState> {
    return this.handle.query(stateQuery);
  }

  /** @returns the workflow's result, over all its runs */
  result(): Promise<unknown> {
    return this.rig.client.workflow.getHandle(this.key).result();
  }
}

/** The workflow on the real server with its real activities on a database of its own; no API. */
export class TicketRig {
  private constructor(
    readonly prisma: PrismaClient,
    readonly client: Client,
    readonly agent: Actor,
    readonly requester: Actor,
    private readonly stops: (() => Promise<unknown>)[],
    private readonly startWorker: () => Promise<() => Promise<void>>,
    private stopWorkerNow: () => Promise<void>,
    private readonly runSettings: RunSettings,
  ) {}

  /** @param settings of the runs of its tickets, unless a ticket says otherwise; by default as the API starts them */
  static async start(settings: Partial<RunSettings> = { atOnce: true }, alarmRate = 0): Promise<TicketRig> {
    quietTemporal();
    const { database, drop } = await createTestDatabase();
    const { prisma } = database;
    const { address, namespace } = testTemporal();
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, namespace });
    const native = await NativeConnection.connect({ address });
    // Keys of other test files in the same namespace must not be met again.
    await prisma.$queryRawUnsafe(`SELECT setval('ticket_number_seq', ${randomInt(1_000_000, 2_000_000_000)})`);
    const startWorker = async () => {
      const run = { alarmSpreadMs: 0 };
      const settings = { run, startMissingAfterMs: 0, reconcilePageMs: 0, sharesNamespace: true, alarmRate };
      const worker = await createTicketWorker({
        connection: native,
        client,
        namespace,
        prisma,
        workflowBundle: testBundle(),
        settings,
      });
      const running = worker.run();
      return async () => {
        worker.shutdown();
        await running;
      };
    };
    const agent = await createPerson(prisma, 'agent', 'Camille Agent');
    const requester = await createPerson(prisma, 'requester', 'Rémi Requérant');
    await prisma.agent.create({ data: { userId: agent.id, capacity: 100 } });
    const stops = [() => native.close(), () => connection.close(), drop];
    const runSettings = { alarmSpreadMs: 0, ...settings };
    return new TicketRig(prisma, client, agent, requester, stops, startWorker, await startWorker(), runSettings);
  }

  async stopWorker(): Promise<void> {
    await this.stopWorkerNow();
    this.stopWorkerNow = () => Promise.resolve();
  }

  async restartWorker(): Promise<void> {
    await this.stopWorker();
    this.stopWorkerNow = await this.startWorker();
  }

  /** Somebody of the team `desk`, with room for five tickets. @returns her id */
  async joinDesk(presence = 'online'): Promise<string> {
    const id = uuidv7();
    await this.prisma.user.create({
      data: {
        ...{ id, email: `${id}@example.org`, name: 'Agent', role: 'agent' },
        agent: { create: { capacity: 5, presence } },
        memberships: { create: { teamId: 'desk' } },
      },
    });
    return id;
  }

  /** Stores a policy that holds for tickets whose field `policy` is this id. */
  async policy(id: string, policy: Partial<PolicyDocument>): Promise<string> {
    const document: object = {
      name: id,
      order: 1,
      when: `has(ticket.fields.policy) && ticket.fields.policy == "${id}"`,
      calendar: 'always',
      clocks: {},
      ...policy,
    };
    await this.prisma.document.create({ data: { kind: 'policy', id, version: 1, document: document } });
    return id;
  }

  /** Stores a ticket as intake does and starts its workflow. */
  async open(
    options: {
      policy?: string;
      given?: Classification;
      settings?: Partial<RunSettings>;
      start?: boolean;
      /** Monitoring opens it, with so many alerts. */
      alerts?: number;
    } = {},
  ): Promise<RigTicket> {
    const [row] = await this.prisma.$queryRaw<{ number: bigint }[]>`SELECT nextval('ticket_number_seq') AS number`;
    const number = row!.number;
    const [id, key, at] = [uuidv7(), `SD-${number}`, new Date()];
    const { given = {}, alerts } = options;
    const data = {
      ticketId: id,
      key,
      source: alerts === undefined ? 'api' : 'alert',
      requester: this.requester.id,
      organisation: null,
      given,
      priority: 'high',
      ...(alerts !== undefined && { alerts }),
    } as const;
    const stored: object = data;
    const type = given.type ?? 'incident';
    const identity = `command:open-${id}#0`;
    await this.prisma.ticket.create({
      data: {
        ...{ id, key, number, version: 1, type, status: 'new', priority: 'high', priorityRank: 3, source: 'api' },
        ...{ requesterId: this.requester.id, subject: 'A ticket of the rig', createdAt: at, updatedAt: at },
        fields: options.policy === undefined ? {} : { policy: options.policy },
        events: {
          create: {
            seq: 1,
            at,
            kind: 'received',
            identity,
            byId: this.requester.id,
            byRole: 'requester',
            data: stored,
          },
        },
      },
    });
    if (options.start !== false) {
      const settings = { ...this.runSettings, ...options.settings };
      const received = { seq: 1, at: at.getTime(), kind: 'received', identity, by: this.requester, data } as const;
      await startTicket(this.client, key, { received, settings }, { type, priority: 'high', status: 'new' });
    }
    return new RigTicket(id, key, this.client.workflow.getHandle(key), this);
  }

  async openTriaged(options: Parameters<TicketRig['open']>[0] = {}): Promise<RigTicket> {
    const ticket = await this.open(options);
    await ticket.waitFor('triaged');
    return ticket;
  }

  async eventually<T>(what: string, attempt: () => Promise<T | undefined | false>, withinMs = PATIENCE_MS): Promise<T> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = await attempt();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}`);
      await sleep(50);
    }
  }

  /** The activities themselves, for tests that call one as the worker would. */
  activities() {
    return createActivities(this.deps());
  }

  /** What a worker does every few seconds. */
  async startMissing(): Promise<void> {
    await new MissingStarts(this.deps()).start();
  }

  /** Likewise: running tickets hear of edited calendars. */
  async tellTerms(): Promise<number> {
    return tellTerms(this.deps());
  }

  private deps() {
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const settings = { run: { alarmSpreadMs: 0 }, startMissingAfterMs: 0, reconcilePageMs: 0, sharesNamespace: true };
    return { prisma: this.prisma, client: this.client, logger, settings };
  }

  /** Every run of this rig's tickets, running ones included. */
  async runs(): Promise<RecordedRun[]> {
    const keys = await this.prisma.ticket.findMany({ select: { key: true } });
    const runs: RecordedRun[] = [];
    for (const { key } of keys) runs.push(...(await fetchRuns(this.client, `WorkflowId = "${key}"`)));
    return runs;
  }

  /**
   * Replays every run that the test file started, then stops everything.
   * @throws if a run does not replay
   */
  async stop(): Promise<void> {
    const runs = await this.runs();
    const failures = await replay(runs, testBundle());
    for (const key of new Set(runs.map(({ workflowId }) => workflowId))) {
      await this.client.workflow
        .getHandle(key)
        .terminate('the test is over')
        .catch(() => undefined);
    }
    await this.stopWorkerNow();
    for (const stop of this.stops) await stop();
    if (failures.length > 0) throw new Error(`Histories that do not replay:\n${failures.join('\n')}`);
  }
}

async function createPerson(prisma: PrismaClient, role: Role, name: string): Promise<Actor> {
  const id = uuidv7();
  await prisma.user.create({ data: { id, email: `${id}@example.org`, name, role } });
  return { id, role };
}
