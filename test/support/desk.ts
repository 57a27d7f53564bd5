import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createActivities } from '../../activities';
import { createChannelWorker } from '../../activities/channelWorker';
import { ChannelStarts } from '../../activities/startChannels';
import { createTicketWorker } from '../../activities/worker';
import { tellerOf } from '../../api/alerts/teller';
import { createApp } from '../../api/app';
import { runnerOf } from '../../api/bulk/runner';
import type { Scope } from '../../api/auth';
import { createReadiness } from '../../api/readiness';
import { listen, type Listening } from '../../api/server';
import type { ApiSettings, Deps } from '../../api/settings';
import type { ChannelDeps, ChannelSettings } from '../../channels/deps';
import type { InboundParts } from '../../channels/inbound/deps';
import { describeForWebhook } from '../../api/webhookView';
import type { WebhookParts, WebhookSettings } from '../../channels/webhooks/deps';
import { DiskStore } from '../../files/diskStore';
import type { Files } from '../../files/scan';
import { makeApiKey } from '../../prisma/apiKeys';
import { openDatabase, type PrismaClient } from '../../prisma/client';
import { openListener } from '../../prisma/listener';
import type { Role } from '../../workflows/domain/codes';
import { channelWorkflowId } from '../../workflows/contract';
import { testBundle } from './bundle';
import { createTestDatabase } from './database';
import { DeskClient } from './deskClient';
import { quietTemporal } from './quiet';
import { fetchRuns, replay } from './replay';
import { startTcpProxy, type TcpProxy } from './tcpProxy';
import { testTemporal } from './temporal';

export interface DeskOptions {
  /** Serve workflows; false: they are started and wait. */
  readonly worker?: boolean;
  readonly settings?: Partial<ApiSettings>;
  /** Else a folder of its own, and no scanner. */
  readonly files?: Partial<Files>;
  /** The API reaches PostgreSQL and Temporal through proxies that a test may cut; tests and worker go straight. */
  readonly proxied?: boolean;
  /** Run channels; what is not said: mail of `desk.example` into a folder. */
  readonly channels?: Partial<ChannelSettings>;
  /** Writes the API's log to standard error from this level on; `silent` unless said. */
  readonly logLevel?: string;
}

/** What webhooks may reach inside. */
const THIS_MACHINE = { hosts: [], networks: ['127.0.0.0/8'] };

export interface Person {
  readonly id: string;
  readonly role: Role;
  readonly email: string;
  readonly client: DeskClient;
}

/**
 * A whole desk for a test file: a database of its own, the API over real HTTP on a free port, a real worker on the real
 * Temporal server. `stop` replays every run that the file started.
 */
export class Desk {
  /** What mail that comes in takes, if a test takes any: set before channels are started. */
  inbound: InboundParts | null = null;
  private stopWorkerNow: (() => Promise<void>) | null = null;
  private stopChannelsNow: (() => Promise<void>) | null = null;
  private mayHaveChannels = false;

  private constructor(
    readonly prisma: PrismaClient,
    readonly databaseUrl: string,
    readonly temporal: Client,
    readonly settings: ApiSettings,
    readonly files: Files,
    private readonly native: NativeConnection,
    private readonly listening: Listening,
    /** Where mail goes that no server takes. */
    readonly mailFolder: string,
    private readonly closeAll: () => Promise<void>,
    /** Between the API and its servers, if asked for. */
    readonly proxies: Proxies | null,
    /** What the API lives on. */
    readonly deps: Deps,
  ) {}

  static async start(options: DeskOptions = {}): Promise<Desk> {
    quietTemporal();
    const { database, url, drop } = await createTestDatabase();
    const { prisma } = database;
    const { address, namespace } = testTemporal();
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, namespace });
    const native = await NativeConnection.connect({ address });
    // Keys of other test files in the same namespace must not be met again.
    await prisma.$queryRawUnsafe(`SELECT setval('ticket_number_seq', ${randomInt(1_000_000, 2_000_000_000)})`);
    const settings: ApiSettings = {
      rateLimit: 0,
      publicUrl: 'https://desk.example',
      temporalUiUrl: 'https://temporal.example',
      namespace,
      secret: 'a secret of tests that is long enough',
      alarmSpreadMs: 0,
      webhooksMayReach: THIS_MACHINE,
      ...options.settings,
    };
    const proxied = options.proxied ? await startProxied(url, address, namespace) : null;
    const parts = { prisma: proxied?.prisma ?? prisma, client: proxied?.client ?? client };
    const readiness = createReadiness({ ...parts, missingMigrations: () => Promise.resolve(null) });
    const folder = mkdtempSync(join(tmpdir(), 'guichet-files-'));
    const files: Files = { store: new DiskStore(folder), clamd: null, ...options.files };
    const logger = pino({ level: options.logLevel ?? 'silent' }, pino.destination(2));
    const apiListener = openListener(url);
    const deps = { ...parts, logger, settings, readiness, files, listener: apiListener };
    const listening = await listen(createApp(deps), 0, '127.0.0.1');
    const closeAll = async () => {
      await listening.close();
      await runnerOf(deps).stop();
      await apiListener.close();
      await tellerOf(deps).stop();
      await proxied?.close();
      await native.close();
      await connection.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    };
    const desk = new Desk(
      prisma,
      url,
      client,
      settings,
      files,
      native,
      listening,
      join(folder, 'mail'),
      closeAll,
      proxied?.proxies ?? null,
      deps,
    );
    if (options.worker !== false) await desk.startWorker();
    if (options.channels) await desk.startChannels(options.channels);
    return desk;
  }

  get url(): string {
    return `http://127.0.0.1:${this.listening.port}`;
  }

  /** A client without a key. */
  get stranger(): DeskClient {
    return new DeskClient(this.url);
  }

  async startWorker(): Promise<void> {
    if (this.stopWorkerNow) return;
    const run = {
      alarmSpreadMs: this.settings.alarmSpreadMs,
      ...(this.settings.rollAtEvents === undefined ? {} : { rollAtEvents: this.settings.rollAtEvents }),
    };
    const worker = await createTicketWorker({
      connection: this.native,
      client: this.temporal,
      namespace: this.settings.namespace,
      prisma: this.prisma,
      workflowBundle: testBundle(),
      files: this.files,
      settings: { run, startMissingAfterMs: 0, reconcilePageMs: 0, sharesNamespace: true },
    });
    const running = worker.run();
    this.stopWorkerNow = async () => {
      worker.shutdown();
      await running;
    };
  }

  /** Checks the open tickets, as the schedule does every minute. */
  async reconcile(): Promise<void> {
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    // Other test files leave workflows in the namespace that have no row in this file's database.
    const settings = { run: { alarmSpreadMs: 0 }, reconcilePageMs: 0, sharesNamespace: true };
    await createActivities({ prisma: this.prisma, client: this.temporal, logger, settings }).reconcile();
  }

  async stopWorker(): Promise<void> {
    await this.stopWorkerNow?.();
    this.stopWorkerNow = null;
  }

  /** Runs channels, one worker's worth: started again, with other settings, they go on. */
  async startChannels(settings: Partial<ChannelSettings> = {}, webhooks?: Partial<WebhookSettings>): Promise<void> {
    if (this.stopChannelsNow) return;
    this.mayHaveChannels = true;
    const listener = openListener(this.databaseUrl);
    const deps = { ...this.channelDeps(settings, listener), webhooks: this.webhookParts(webhooks) };
    const worker = await createChannelWorker({ connection: this.native, namespace: this.settings.namespace, deps });
    const running = worker.run();
    await new ChannelStarts(deps).start();
    this.stopChannelsNow = async () => {
      worker.shutdown();
      await running;
      await listener.close();
    };
  }

  async stopChannels(): Promise<void> {
    await this.stopChannelsNow?.();
    this.stopChannelsNow = null;
  }

  /** Webhooks may reach this machine. */
  private webhookParts(settings: Partial<WebhookSettings> = {}): WebhookParts {
    return {
      settings: { allowed: THIS_MACHINE, ...settings },
      describe: (ticketId, seq) => describeForWebhook(this.prisma, this.settings, ticketId, seq),
    };
  }

  /** What channels live on. */
  channelDeps(settings: Partial<ChannelSettings> = {}, listener: ChannelDeps['listener'] = null): ChannelDeps {
    const { publicUrl, secret } = this.settings;
    const from = { name: 'Guichet', address: 'desk@desk.example' };
    const mail = { from, domain: 'desk.example', takesReplies: true, to: { folder: this.mailFolder } };
    return {
      ...{ prisma: this.prisma, client: this.temporal, listener, logger: this.deps.logger },
      settings: { publicUrl, secret, mail, gatherMs: 30_000, ...settings },
      ...(this.inbound && { inbound: this.inbound }),
    };
  }

  /** A person with a key. An agent has room for a hundred tickets. */
  async person(
    role: Role,
    more: { name?: string; organisation?: string; restricted?: boolean; teams?: string[] } = {},
  ): Promise<Person> {
    const id = uuidv7();
    const email = `${role}-${id}@example.org`;
    await this.prisma.user.create({
      data: {
        ...{ id, email, role, name: more.name ?? `A ${role}`, restricted: more.restricted ?? false },
        organisationId: more.organisation ?? null,
        memberships: { create: (more.teams ?? []).map((teamId) => ({ teamId })) },
        ...(role === 'requester' ? {} : { agent: { create: { capacity: 100 } } }),
      },
    });
    return { id, role, email, client: await this.keyFor({ userId: id }) };
  }

  /** A service account. */
  async service(...scopes: Scope[]): Promise<DeskClient> {
    return this.keyFor({ scopes, name: `service ${scopes.join(' ')}` });
  }

  async keyFor(owner: { userId: string } | { scopes: string[]; name: string }): Promise<DeskClient> {
    const key = makeApiKey();
    await this.prisma.apiKey.create({ data: { id: key.id, secretHash: key.hash, ...owner } });
    return new DeskClient(this.url, key.bearer);
  }

  /** Asks again until there is an answer. */
  async eventually<T>(
    what: string,
    attempt: () => Promise<T | undefined | null | false>,
    withinMs = 20_000,
  ): Promise<T> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = await attempt();
      if (found !== undefined && found !== null && found !== false) return found;
      if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}`);
      await sleep(50);
    }
  }

  /**
   * Replays every run that the test file started, ends them and stops everything.
   * @throws if a run does not replay
   */
  async stop(): Promise<void> {
    const tickets = await this.prisma.ticket.findMany({ select: { key: true } });
    // Of this file's channels no other file's worker must hear.
    const channels = (await this.prisma.channel.findMany()).map(({ id }) => ({ key: channelWorkflowId(id) }));
    const keys = [...tickets, ...(this.mayHaveChannels ? channels : [])];
    const failures: string[] = [];
    for (const { key } of keys) {
      const runs = await fetchRuns(this.temporal, `WorkflowId = "${key}"`);
      if (runs.length === 0) continue;
      failures.push(...(await replay(runs, testBundle())));
      const handle = this.temporal.workflow.getHandle(key);
      await handle.terminate('the test is over').catch(() => undefined);
    }
    for (const { key } of channels)
      await this.temporal.workflow
        .getHandle(key)
        .terminate('the test is over')
        .catch(() => undefined);
    await this.stopWorker();
    await this.stopChannels();
    await this.closeAll();
    if (failures.length > 0) throw new Error(`Histories that do not replay:\n${failures.join('\n')}`);
  }
}

export interface Proxies {
  readonly postgres: TcpProxy;
  readonly temporal: TcpProxy;
}

async function startProxied(databaseUrl: string, address: string, namespace: string) {
  const url = new URL(databaseUrl);
  const [host = '', port = ''] = address.split(':');
  const proxies: Proxies = {
    postgres: await startTcpProxy(url.hostname, Number(url.port)),
    temporal: await startTcpProxy(host, Number(port)),
  };
  url.hostname = '127.0.0.1';
  url.port = String(proxies.postgres.port);
  const database = openDatabase(url.href);
  const connection = await Connection.connect({ address: `127.0.0.1:${proxies.temporal.port}` });
  const close = async () => {
    await connection.close();
    await database.close();
    await proxies.postgres.close();
    await proxies.temporal.close();
  };
  return { proxies, prisma: database.prisma, client: new Client({ connection, namespace }), close };
}
