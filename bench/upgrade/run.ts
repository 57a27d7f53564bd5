import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../api/random';
import { askEverybody } from '../faults/surveys';
import { Journal } from '../faults/journal';
import { People } from '../faults/person';
import { fromNow } from '../faults/scope';
import { verify } from '../faults/verify';
import { stopAfterwards } from '../stack/interrupt';
import { FaultRig } from '../stack/rig';
import type { TemporalStore } from '../stack/temporalStore';
import { judgeAlarms } from './alarms';
import { checkOut } from './checkout';
import { examine, findFailing, rollAll } from './health';
import { migrate, mustServe, startPart, type Part } from './parts';
import { DEADLINES, putDocuments } from './policies';
import { findPreviousRelease, findRelease, git } from './release';
import { drawTable, isReached, rowsOf, type Findings } from './report';
import { Desk, STAGES, type Staged } from './stages';
import { Watch } from './watch';
import { tryWayBack } from './wayBack';

export interface UpgradeOptions {
  /** Where the tickets begin; absent: the newest release before this code. */
  readonly from?: string;
  readonly temporal: TemporalStore;
  /** Tickets in each stage. */
  readonly tickets: number;
  readonly people: number;
  /** In which the old release goes on alone on the new tables. */
  readonly holdSeconds: number;
  readonly seed: number;
  readonly json?: string;
}

/** Milliseconds between two deeds of a person. */
const PAUSE_MS = 400;
/** Tickets that are being opened while the last old worker goes. */
const NEW_ONES = 6;
/** Asked of the old release, should it come back. */
const ASKED_BACK = 8;
const SETTINGS = { GUICHET_NOTICE_GATHER: '0', GUICHET_LOG_LEVEL: 'warn' };

/**
 * Tickets begun under an earlier release go on under this code, in a rolling upgrade while people work.
 * @returns whether everything that was asked was reached
 */
export async function runUpgradeBench(options: UpgradeOptions): Promise<boolean> {
  const release = options.from === undefined ? await findPreviousRelease() : await findRelease(options.from);
  const [cpu] = cpus();
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}; seed ${options.seed}\n` +
      `From ${release.name} (${release.commit.slice(0, 10)}) to this code (${await git('describe', '--always', '--dirty')}), ` +
      `Temporal on ${options.temporal === 'dev' ? 'SQLite' : 'PostgreSQL'}`,
  );
  const checkout = await checkOut(release);
  const log = mkdtempSync(join(tmpdir(), 'guichet-upgrade-log-'));
  const upgrade = new Upgrade(options, checkout.root, new Journal(join(log, 'clients.jsonl')));
  const found = await stopAfterwards(
    async () => {
      await upgrade.stop();
      await checkout.remove();
    },
    () => upgrade.play(),
  );
  console.log(`\n${drawTable(found)}`);
  if (options.json !== undefined) {
    const raw = {
      ...options,
      release,
      at: new Date().toISOString(),
      rows: rowsOf(found),
      phases: upgrade.phases,
      ...found,
    };
    writeFileSync(options.json, `${JSON.stringify(raw, null, 1)}\n`);
  }
  const reached = isReached(found);
  if (reached) rmSync(log, { recursive: true, force: true });
  else console.log(`What clients were told: ${log}`);
  return reached;
}

/** One upgrade, from the old release's first ticket to the new one's last. */
class Upgrade {
  /** When each step was done, UTC. */
  readonly phases: Record<string, string> = {};
  private rig: FaultRig | null = null;
  private readonly parts: Part[] = [];

  constructor(
    private readonly options: UpgradeOptions,
    private readonly root: string,
    private readonly journal: Journal,
  ) {}

  async stop(): Promise<void> {
    await Promise.all(this.parts.map(({ process }) => process.kill('SIGTERM')));
    await this.rig?.stop();
    this.rig = null;
  }

  async play(): Promise<Findings> {
    const { options, root } = this;
    const rig = await FaultRig.start({
      ...{ root, temporal: options.temporal, settings: SETTINGS, maxConnections: 200 },
      postgresSettings: { track_commit_timestamp: 'on' },
    });
    this.rig = rig;
    await askEverybody(rig);
    await putDocuments(rig);
    this.done('the old release serves');

    const desk = new Desk(rig);
    const probed = await desk.open('quiet');
    const scope = await fromNow(rig);
    const people = new People(rig, this.journal, new Random(options.seed), {
      count: options.people,
      pauseMs: PAUSE_MS,
    });
    const watch = new Watch(rig, probed);
    const staged = await this.stage(desk);

    const beside = new Watch(rig, probed);
    const migrateMs = await migrate(rig);
    this.done('the tables are migrated');
    await sleep(options.holdSeconds * 1_000);
    const oldOnNew = await beside.stop();
    const worker = await this.changeWorker(rig, desk);
    const api = await this.changeApi(rig);
    const whole = await watch.stop();

    const stuck = await goOn(desk, staged);
    this.done('the tickets of all stages went on');
    await people.stop();
    const alarms = await judgeAlarms(rig, staged);
    const rolled = await rollAll(rig, `${worker.process.pid}@`);
    this.done(`${rolled.told} tickets were told to roll`);
    const verdict = await verify(rig, this.journal, scope);
    const health = await examine(rig);
    this.done('clients, tables and histories were compared');

    // Opened by the old release, and by the new one, which may have told them more than the old one understands.
    const opened = this.journal.acknowledged.filter(({ deed }) => deed === 'open').map(({ ticket }) => ticket);
    const keys = [...new Set([...opened.slice(0, ASKED_BACK / 2), ...opened.slice(-ASKED_BACK / 2)])];
    const { wayBack, running } = await tryWayBack(rig, {
      newer: { api, worker },
      root,
      keys,
    });
    this.parts.push(running.api, running.worker);
    this.done('the way back was tried');
    return {
      ...{ migrateMs, oldOnNew, whole, verdict, alarms, stuck, rolled, health, wayBack },
      stages: staged.length,
      afterwards: await failingAfterwards(rig),
    };
  }

  /** Deadlines last, so that most come due while the desk is upgraded. */
  private async stage(desk: Desk): Promise<readonly Staged[]> {
    const staged: Staged[] = [];
    for (const stage of STAGES) {
      const some = await Promise.all(Array.from({ length: this.options.tickets }, () => stage(desk)));
      staged.push(...some);
    }
    this.done(
      `${staged.length} tickets or families are in ${STAGES.length} stages, the last deadline in ${Math.max(...DEADLINES)} s`,
    );
    return staged;
  }

  /** A new one beside the old one, which then ends as it would in any restart; tickets come in meanwhile. */
  private async changeWorker(rig: FaultRig, desk: Desk): Promise<Part> {
    const worker = await startPart(rig, 'worker', 'new');
    this.parts.push(worker);
    await mustServe(worker);
    this.done('a new worker serves beside the old one');
    const ended = rig.worker.kill('SIGTERM');
    const opened = Array.from({ length: NEW_ONES }, () => desk.open('quiet'));
    await ended;
    this.done('the old worker has ended');
    await Promise.all(opened);
    return worker;
  }

  /** On a port of its own; clients go there, and the old one answers what it has begun. */
  private async changeApi(rig: FaultRig): Promise<Part> {
    const api = await startPart(rig, 'api', 'new');
    this.parts.push(api);
    await mustServe(api);
    rig.sendClientsTo(api.port);
    this.done('clients go to the new API');
    await rig.api.kill('SIGTERM');
    this.done('the old API has ended');
    return api;
  }

  private done(what: string): void {
    const at = new Date();
    this.phases[what] = at.toISOString();
    console.log(`${at.toISOString().slice(11, 19)} ${what}`);
  }
}

/** @returns one line for each that does not */
async function goOn(desk: Desk, staged: readonly Staged[]): Promise<string[]> {
  const lines = await Promise.all(
    staged.map(async ({ stage, keys, goOn }) => {
      try {
        await goOn(desk);
        return [];
      } catch (error) {
        return [`${stage} (${keys.join(' ')}): ${error instanceof Error ? error.message : String(error)}`];
      }
    }),
  );
  return lines.flat();
}

/** What the old release could not carry on, the new one does within a retry or two. */
async function failingAfterwards(rig: FaultRig): Promise<readonly string[]> {
  let failing: readonly string[] = [];
  const look = async () => {
    failing = await rig.withTemporal(findFailing);
    return failing.length === 0;
  };
  await rig.eventually('all workflows to go on again', look).catch(() => undefined);
  return failing;
}
