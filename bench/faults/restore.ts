import { setTimeout as sleep } from 'node:timers/promises';
import { RECONCILE_SETTING } from '../../prisma/reconcileReport';
import type { ReconcileReport } from '../../workflows/contract';
import { Random, uuidAt } from '../api/random';
import { Snapshot } from '../stack/snapshot';
import { findLagging } from './agreement';
import { commandProbe, timeUntilBack } from './back';
import { insist } from './client';
import type { Fault, Outcome, Scene } from './fault';
import { Journal } from './journal';
import { People } from './person';
import { fromNow } from './scope';

const BEFORE_MS = 10_000;
const AFTER_MS = 10_000;
const RECONCILED_MS = 180_000;
const PEOPLE = 4;

/** People work, a copy is taken, people work on, and then the copy is put in the place of what there is. */
async function goBack(
  scene: Scene,
  what: 'desk' | 'temporal',
): Promise<{ scene: Scene; after: Journal; report: ReconcileReport }> {
  const { rig, journal, random } = scene;
  const work = async (kept: Journal, ms: number) => {
    const people = new People(rig, kept, new Random(random.below(2 ** 31)), { count: PEOPLE, pauseMs: 300 });
    await sleep(ms);
    await people.stop();
  };
  const still = async (act: () => Promise<void>) => {
    await Promise.all([rig.api.kill('SIGTERM'), rig.worker.kill('SIGTERM')]);
    if (what === 'temporal') await rig.stopTemporal();
    await act();
    if (what === 'temporal') await rig.startTemporal();
    // A worker first, as the manual says: what it finds decides about the numbers of new tickets.
    const begun = Date.now();
    rig.worker.start();
    await rig.eventually(
      'reconcile',
      async () => (await readReport(rig)).at > new Date(begun).toISOString(),
      RECONCILED_MS,
    );
    rig.api.start();
    await rig.waitUntilReady();
  };
  await work(journal, BEFORE_MS);
  const snapshot = new Snapshot(rig, what);
  await still(() => snapshot.take());
  const after = new Journal(`${journal.file}.after`);
  await work(after, AFTER_MS);
  await still(() => snapshot.restore());
  await timeUntilBack(commandProbe(rig, scene.probed));
  return { scene, after, report: await readReport(rig) };
}

async function readReport({ database: { prisma } }: Scene['rig']): Promise<ReconcileReport> {
  const row = await prisma.setting.findUniqueOrThrow({ where: { name: RECONCILE_SETTING } });
  return row.value as unknown as ReconcileReport;
}

/** Somebody says something to every ticket that there is: whatever can go on does, and what cannot is in the journal. */
async function touchAll({ rig, journal, random, probed }: Scene): Promise<void> {
  const rows = await rig.database.prisma.ticket.findMany({
    where: { endedAt: null, key: { not: probed } },
    select: { key: true },
  });
  for (const { key } of rows) {
    const id = uuidAt(Date.now(), random);
    const text = `Still there, ${id}?`;
    const request = { role: 'agent', method: 'POST', path: `/tickets/${key}/comments` } as const;
    const body = { body: text, visibility: 'internal' };
    await insist(rig, journal, { deed: 'comment', ticket: key, id, text }, { ...request, body });
  }
}

/** It says so itself, in its timeline. */
function isDiverged(line: string): boolean {
  return line.endsWith('its history diverged');
}

export const deskRestoredFault: Fault = {
  name: 'desk-restored',
  title: "The desk's database restored to an older state",
  needs: 'desk to go back',
  people: false,
  excuses: isDiverged,
  run: async (given): Promise<Outcome> => {
    const { scene, after, report } = await goBack(given, 'desk');
    const { rig } = scene;
    const opened = after.acknowledged.filter(({ deed }) => deed === 'open').map(({ ticket }) => ticket);
    const said = new Set(report.problems.map(({ key }) => key));
    const unsaid = opened.filter((key) => !said.has(key));
    const fresh = await rig.open();
    await touchAll(scene);
    const misses = [
      ...unsaid.map((key) => `${key} was opened after the copy, and nothing says that it is gone`),
      ...(opened.includes(fresh) ? [`the new ticket ${fresh} got the number of one that is gone`] : []),
    ];
    return {
      returns: [],
      misses,
      notes: [`${opened.length} tickets are gone with their rows, and listed; one opened then is ${fresh}`],
    };
  },
};

export const temporalRestoredFault: Fault = {
  name: 'temporal-restored',
  title: "Temporal's tables restored to an older state",
  needs: 'desk to go back',
  people: false,
  excuses: isDiverged,
  run: async (given): Promise<Outcome> => {
    const scope = await fromNow(given.rig);
    const { scene, after, report } = await goBack(given, 'temporal');
    // PostgreSQL has all that clients were told: what came after the copy is held against it, too.
    for (const done of after.acknowledged) scene.journal.acknowledge(done, done.ticket, done.status);
    await touchAll(scene);
    const lagging = await findLagging(scene.rig, scope);
    const diverged = lagging.filter(isDiverged).length;
    const notes = [`${report.started.length} workflows were started from their rows; ${diverged} tickets say diverged`];
    return { returns: [], misses: [], notes };
  },
};
