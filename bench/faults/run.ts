import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../api/random';
import { FaultRig, type RigOptions } from '../stack/rig';
import type { TemporalStore } from '../stack/temporalStore';
import { clocksFault } from './clocks';
import { connectionsFault } from './connections';
import { diskFault } from './disk';
import { duplicatesFault } from './duplicates';
import { Skipped, type Fault, type Outcome, type Scene } from './fault';
import { Journal } from './journal';
import { killsFault } from './kills';
import { linksFault } from './links';
import { loadFault } from './load';
import { People } from './person';
import { drawTable, reached, type Result } from './report';
import { deskRestoredFault, temporalRestoredFault } from './restore';
import { fromNow } from './scope';
import { stoppedFault } from './stopped';
import { mountSmallDisk, type SmallDisk } from './smallDisk';
import { askEverybody } from './surveys';
import { verify } from './verify';

export interface FaultsOptions {
  readonly seed: number;
  readonly kills: number;
  /** Of ten-fold load. */
  readonly seconds: number;
  readonly temporal: TemporalStore;
  /** Names of faults; absent: all. */
  readonly only?: readonly string[];
  readonly people: number;
  readonly json?: string;
}

/** Those that share a desk beside each other. */
export const FAULTS: readonly Fault[] = [
  killsFault,
  stoppedFault,
  duplicatesFault,
  connectionsFault,
  clocksFault,
  loadFault,
  linksFault,
  diskFault,
  deskRestoredFault,
  temporalRestoredFault,
];

/** Milliseconds between two deeds of a person: a desk that is busy, not one that is drowned. */
const PAUSE_MS = 400;

const SETTINGS = { GUICHET_NOTICE_GATHER: '0', GUICHET_LOG_LEVEL: 'warn' };

export async function runFaultsBench(options: FaultsOptions): Promise<readonly Result[]> {
  const faults = choose(options.only);
  console.log(`Seed ${options.seed}; Temporal on ${options.temporal === 'dev' ? 'SQLite' : 'PostgreSQL'}`);
  const folder = mkdtempSync(join(tmpdir(), 'guichet-faults-log-'));
  const stage = new Stage(options);
  // Servers have sessions of their own: whoever presses Ctrl-C must not leave them behind.
  const onSignal = () => void stage.clear().finally(() => process.exit(130));
  const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of SIGNALS) process.once(signal, onSignal);
  const results: Result[] = [];
  try {
    for (const fault of faults) {
      console.log(`\n${fault.name}: ${fault.title}`);
      results.push(await stage.play(fault, new Journal(join(folder, `${fault.name}.jsonl`))));
      if (options.json !== undefined)
        writeFileSync(options.json, JSON.stringify({ ...options, at: new Date().toISOString(), results }, null, 1));
    }
  } finally {
    await stage.clear();
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
  console.log(`\n${drawTable(results)}`);
  if (results.every(reached)) rmSync(folder, { recursive: true, force: true });
  else console.log(`What clients were told: ${folder}`);
  return results;
}

function choose(only: readonly string[] | undefined): readonly Fault[] {
  if (!only) return FAULTS;
  const unknown = only.filter((name) => !FAULTS.some((fault) => fault.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no fault ${unknown.join(', ')}: name some of ${FAULTS.map(({ name }) => name).join(', ')}.`,
    );
  return FAULTS.filter(({ name }) => only.includes(name));
}

/** The desk that faults happen to: the same for the next fault, if it needs no other and is still whole. */
class Stage {
  private rig: FaultRig | null = null;
  private needs: Fault['needs'] | null = null;
  private disk: SmallDisk | null = null;

  constructor(private readonly options: FaultsOptions) {}

  async play(fault: Fault, journal: Journal): Promise<Result> {
    const begun = Date.now();
    try {
      const rig = await this.prepare(fault);
      const scope = await fromNow(rig);
      const outcome = await this.act(fault, rig, journal);
      console.log(`${fault.name}: ${journal.acknowledged.length} operations acknowledged; checking`);
      const verdict = await verify(rig, journal, scope, fault.excuses);
      const statuses = Object.fromEntries(journal.statuses);
      return { fault: fault.name, title: fault.title, outcome, verdict, statuses, seconds: secondsSince(begun) };
    } catch (error) {
      // What it was in the middle of nobody knows.
      await this.clear();
      const why = error instanceof Skipped ? { skipped: error.message } : { failed: describe(error) };
      console.log(`${fault.name}: ${JSON.stringify(why)}`);
      return { fault: fault.name, title: fault.title, ...why, seconds: secondsSince(begun) };
    }
  }

  private async act(fault: Fault, rig: FaultRig, journal: Journal): Promise<Outcome> {
    const { seed, kills, seconds } = this.options;
    const random = new Random(seed);
    const probed = await rig.open();
    const postgresFolder = this.disk?.folder;
    const scene: Scene = { rig, journal, random, probed, kills, seconds, postgresFolder };
    if (!fault.people) return fault.run(scene);
    const people = new People(rig, journal, random, { count: this.options.people, pauseMs: PAUSE_MS });
    try {
      return await fault.run(scene);
    } finally {
      await people.stop();
    }
  }

  private async prepare({ needs }: Fault): Promise<FaultRig> {
    // What went back has tickets that nobody can bring forward again.
    if (this.rig && this.needs === needs && needs !== 'desk to go back') return this.rig;
    await this.clear();
    const options: RigOptions = { temporal: this.options.temporal, settings: SETTINGS, maxConnections: 150 };
    this.disk = needs === 'small disk' ? mountSmallDisk() : null;
    this.rig = await FaultRig.start({
      ...{ ...options, ...(needs === 'links' && { proxied: true }) },
      ...(this.disk && { postgresFolder: this.disk.folder }),
    });
    this.needs = needs;
    await askEverybody(this.rig);
    this.rig.api.supervise();
    this.rig.worker.supervise();
    return this.rig;
  }

  async clear(): Promise<void> {
    const { rig } = this;
    this.rig = null;
    await rig?.stop();
    this.disk?.unmount();
    this.disk = null;
  }
}

function secondsSince(begun: number): number {
  return Math.round((Date.now() - begun) / 1_000);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
