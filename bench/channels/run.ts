import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { v7 as uuidv7 } from 'uuid';
import { describeForWebhook } from '../../api/webhookView';
import type { ChannelDeps } from '../../channels/deps';
import { runSending } from '../../channels/engine/sending';
import type { Sender } from '../../channels/engine/types';
import { mailSender } from '../../channels/mail/sender';
import type { WebhookParts } from '../../channels/webhooks/deps';
import { webhookSender } from '../../channels/webhooks/sender';
import { ensureDatabase, startEmbeddedPostgres } from '../../cli/stack/postgres';
import { openDatabase, type PrismaClient } from '../../prisma/client';
import { openListener } from '../../prisma/listener';
import { migrate } from '../../prisma/migrate';
import { setUpDatabase } from '../../prisma/setup';
import { startMailServer } from '../../test/support/mailServer';
import { median, table } from '../statistics';
import { DEAD_CHANNEL, fillDeadWebhook, startHangingEndpoint } from './deadWebhook';
import { measureIncoming } from './incoming';

interface LeavingOptions {
  /** Messages of a burst. */
  readonly messages: number;
  /** Messages that wait for an endpoint that never answers. */
  readonly dead: number;
  readonly rounds: number;
}

export interface ChannelsOptions extends LeavingOptions {
  /** In the mailbox; 0: what comes in is left out. */
  readonly mails: number;
}

const SECRET = 'a secret of the bench that is long enough';
const PUBLIC_URL = 'https://desk.example';

export async function runChannelsBench({ mails, ...leaving }: ChannelsOptions): Promise<void> {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
  if (leaving.messages > 0) await measureLeaving(leaving);
  if (mails > 0) await measureIncoming({ mails, rounds: leaving.rounds });
}

/**
 * How long a burst of mail takes through one pool to a real mail server, alone and beside a channel with a long queue for
 * an endpoint that takes connections and never answers; by turns, so that a change of the machine's speed hits both.
 */
async function measureLeaving({ messages, dead, rounds }: LeavingOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ folder });
  const server = await startMailServer();
  const endpoint = await startHangingEndpoint();
  await ensureDatabase(postgres.url('postgres'), 'bench');
  const url = postgres.url('bench');
  await migrate(url);
  const database = openDatabase(url, { max: 20 });
  const listener = openListener(url);
  const { prisma } = database;
  await setUpDatabase(prisma, {});
  const deps = depsOf(prisma, listener, server.url);
  const { ticketId, requesterId } = await insertTicket(prisma);

  const burst = async (name: string): Promise<number> => {
    const before = server.received.length;
    const begun = performance.now();
    await write(prisma, { ticketId, name, count: messages });
    while (server.received.length < before + messages) await sleep(10);
    return performance.now() - begun;
  };
  const mail = startChannel(deps, 'email', mailSender(deps));
  try {
    await burst('warm-up');
    await fillDeadWebhook(prisma, { url: endpoint.url, secret: SECRET, requesterId, count: dead });
    const [alone, beside]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      alone.push(await burst(`alone-${round}`));
      const stuck = startChannel(
        deps,
        DEAD_CHANNEL,
        webhookSender({ ...deps, webhooks: webhooksOf(prisma) }, DEAD_CHANNEL),
      );
      await endpoint.called();
      beside.push(await burst(`beside-${round}`));
      await stuck();
      console.log(`round ${round} of ${rounds} done`);
    }
    const waiting = await prisma.delivery.count({ where: { channel: DEAD_CHANNEL, state: 'waiting' } });
    const row = (what: string, ms: number) => [
      what,
      `${(ms / 1_000).toFixed(2)} s`,
      `${Math.round(messages / (ms / 1_000))}/s`,
    ];
    console.log(
      `\n${table(
        [`${messages} mails`, 'time', 'rate'],
        [row('alone', median(alone)), row(`beside ${waiting} for a dead webhook`, median(beside))],
      )}\n\nratio ${(median(beside) / median(alone)).toFixed(2)}; connections at once ${server.mostConnections()}`,
    );
  } finally {
    await mail();
    await endpoint.stop();
    await listener.close();
    await database.close();
    await server.stop();
    await postgres.server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function depsOf(prisma: PrismaClient, listener: ChannelDeps['listener'], smtpUrl: string): ChannelDeps {
  const from = { name: 'Guichet', address: 'desk@desk.example' };
  return {
    ...{ prisma, listener, logger: { info: () => undefined, warn: () => undefined, error: () => undefined } },
    // Nothing is given up here, so no ticket is told.
    client: new Client(),
    settings: {
      publicUrl: PUBLIC_URL,
      secret: SECRET,
      gatherMs: 0,
      mail: { from, domain: 'desk.example', takesReplies: true, to: { smtpUrl } },
    },
  };
}

/** The endpoint is on this machine; all else is as in a worker. */
function webhooksOf(prisma: PrismaClient): WebhookParts {
  return {
    settings: { allowed: { hosts: [], networks: ['127.0.0.0/8'] } },
    describe: (ticketId, seq) => describeForWebhook(prisma, { publicUrl: PUBLIC_URL, secret: SECRET }, ticketId, seq),
  };
}

/** Runs a channel as a worker does. @returns stops it */
function startChannel(deps: ChannelDeps, channel: string, sender: Sender): () => Promise<unknown> {
  const stop = new AbortController();
  const turn = runSending(deps, sender, { channel, stop: stop.signal });
  return () => {
    stop.abort();
    return turn;
  };
}

async function insertTicket(prisma: PrismaClient) {
  const id = uuidv7();
  const requester = { email: 'requester@example.org', name: 'Requester', role: 'requester' };
  await prisma.user.create({ data: { id, ...requester } });
  const at = new Date();
  await prisma.ticket.create({
    data: {
      ...{ id, key: 'SD-1', number: 1, version: 1, type: 'incident', status: 'new', priority: 'high', priorityRank: 3 },
      ...{ source: 'api', requesterId: id, subject: 'A burst', createdAt: at, updatedAt: at },
    },
  });
  return { ticketId: id, requesterId: id };
}

interface Burst {
  readonly ticketId: string;
  readonly name: string;
  readonly count: number;
}

/** One message for each of as many people. */
async function write(prisma: PrismaClient, { ticketId, name, count }: Burst): Promise<void> {
  await prisma.delivery.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      ...{ id: uuidv7(), key: `${name}:${index}`, ticketId, seq: 1, kind: 'escalated', channel: 'email' },
      ...{ recipient: `${name}-${index}@example.org`, payload: { clock: null, percent: null, level: 1 } },
    })),
  });
}
