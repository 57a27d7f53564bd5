import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeError, OperatorError } from '../../cli/operatorError';
import { startProgress } from '../crowd/progress';
import { writeRaw } from '../crowd/report';
import { stopAfterwards } from '../stack/interrupt';
import { FaultRig } from '../stack/rig';
import type { TemporalStore } from '../stack/temporalStore';
import { LIST_LENGTH, type Contender, type Visitor } from './contender';
import { deskContender } from './desk';
import { startDjangoHelpdesk } from './djangoHelpdesk/start';
import { load, type Load } from './load';
import { Meter, type Used } from './meter';
import { findOsTicket } from './osTicket';
import { printReport, type Measured } from './report';
import { startRequestTracker } from './requestTracker/start';
import {
  measureIdle,
  measureRaising,
  measureSweeps,
  measureSweepsOfDue,
  type DeskFigures,
  type SweepFigures,
} from './sweeps';

export interface PeersOptions {
  /** Opened on the desk in each round. */
  readonly tickets: number;
  /** Opened on each of the others in each round; they take longer. */
  readonly peerTickets: number;
  /** Open, at least, when lists and sweeps are measured. */
  readonly open: number;
  /** Lists asked of the desk in each round; of the others a quarter. */
  readonly lists: number;
  /** Tickets that come due when sweeps are measured. */
  readonly due: number;
  readonly clients: number;
  readonly rounds: number;
  /** In which an idle desk is watched. */
  readonly idleSeconds: number;
  readonly temporal: TemporalStore;
  readonly json?: string;
}

/** Processes that answer requests, as their makers advise. */
const WORKERS = 2 * cpus().length + 1;
const REST_MS = 1_000;

/** One contender with everybody who works on it. */
interface Side {
  readonly contender: Contender;
  readonly visitors: readonly Visitor[];
  readonly isDesk: boolean;
  tickets: number;
}

/**
 * The desk beside other service desks: on one machine, one PostgreSQL, in turns. Whoever is not measured runs, too, and is
 * asked nothing.
 */
export async function runPeersBench(options: PeersOptions): Promise<void> {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; starting the desk …`);
  const rig = await FaultRig.start({ temporal: options.temporal });
  const peers: Contender[] = [];
  const stop = async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await rig.stop();
  };
  await stopAfterwards(stop, async () => {
    const skipped = await startPeers(rig, peers);
    const measured = await measure(rig, peers, options);
    printReport(measured);
    for (const line of skipped) console.log(line);
    writeRaw(options.json, { at: new Date().toISOString(), options, workers: WORKERS, skipped, ...measured });
  });
}

/** Adds those that can be had here to `peers`. @returns a line for each other one */
async function startPeers(rig: FaultRig, peers: Contender[]): Promise<readonly string[]> {
  const skipped: string[] = [];
  const start = async (name: string, act: () => Promise<Contender | null>, absent = '') => {
    try {
      const peer = await act();
      if (peer) peers.push(peer);
      else skipped.push(`${name} skipped: ${absent}`);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      skipped.push(`${name} skipped: ${describeError(error)}`);
    }
    console.log(skipped.at(-1)?.startsWith(name) ? skipped.at(-1) : `${name} runs`);
  };
  await start('Request Tracker', () => startRequestTracker(rig, WORKERS));
  await start('django-helpdesk', () => startDjangoHelpdesk(rig, WORKERS));
  await start('osTicket', () => Promise.resolve(findOsTicket()), 'OSTICKET_URL names none.');
  return skipped;
}

async function measure(rig: FaultRig, peers: readonly Contender[], options: PeersOptions): Promise<Measured> {
  const meter = new Meter(rig);
  const desk = deskContender(rig);
  const idleEmpty = await measureIdle(desk, meter, options.idleSeconds);
  const sides: Side[] = [];
  for (const contender of [desk, ...peers])
    sides.push(await enter(contender, { isDesk: contender === desk, clients: options.clients, meter }));
  const sweepsOfFew = await eachRound('sweeps of few tickets', options.rounds, () => measureSweeps(peers, meter));
  const meanwhile: Used[] = [];
  const intake = await eachRound('intake', options.rounds, async () => {
    const loads: Record<string, Load> = {};
    for (const side of sides) {
      const deskUsed = meter.start(desk);
      const count = side.isDesk ? options.tickets : options.peerTickets;
      loads[side.contender.name] = await openTickets(side, count, meter);
      if (!side.isDesk) meanwhile.push(perSecond(deskUsed(), loads[side.contender.name]?.settledMs ?? Number.NaN));
    }
    return loads;
  });
  for (const side of sides) await fill(side, options.open, meter);
  const lists = await eachRound('lists', options.rounds, () => measureLists(sides, options.lists, meter));
  const sweeps: SweepFigures[][] = await eachRound('sweeps', options.rounds, () =>
    measureSweepsOfDue(peers, meter, options.due),
  );
  const open = Object.fromEntries(sides.map(({ contender, tickets }) => [contender.name, tickets]));
  const raising = await measureDesk(rig, desk, { options, meter });
  return { intake, meanwhile, lists, sweepsOfFew, sweeps, idleEmpty, raising, open };
}

interface Entry {
  readonly isDesk: boolean;
  readonly clients: number;
  readonly meter: Meter;
}

/** Signs everybody in and has each side do as much as it takes to be warm: a process that compiles while it runs, more. */
async function enter(contender: Contender, { isDesk, clients, meter }: Entry): Promise<Side> {
  const visitors: Visitor[] = [];
  for (let n = 0; n < clients; n++) visitors.push(await contender.signIn());
  const side: Side = { contender, visitors, isDesk, tickets: 0 };
  await openTickets(side, clients * (isDesk ? 6 : 2), meter);
  return side;
}

async function openTickets(side: Side, count: number, meter: Meter): Promise<Load> {
  const { contender, visitors } = side;
  // What the one before has left to autovacuum and checkpoints is not this one's.
  await sleep(REST_MS);
  let n = side.tickets;
  const done = await load(contender, visitors, {
    count,
    act: (visitor) => visitor.open(`Accès refusé, ${n++}`),
    meter,
  });
  side.tickets += count;
  return done;
}

async function fill(side: Side, open: number, meter: Meter): Promise<void> {
  const missing = open - side.tickets;
  if (missing <= 0 || !(side.contender.lists || side.contender.sweeping)) return;
  const begun = side.tickets;
  let filled = 0;
  const progress = startProgress(
    `${side.contender.name}: ${missing} more open tickets`,
    () => `${filled} of ${missing}`,
  );
  const act = async (visitor: Visitor) => {
    await visitor.open(`Accès refusé, ${begun + filled}`);
    filled++;
  };
  try {
    await load(side.contender, side.visitors, { count: missing, act, meter });
  } finally {
    progress.stop();
  }
  side.tickets += missing;
}

async function measureLists(sides: readonly Side[], lists: number, meter: Meter): Promise<Record<string, Load>> {
  const loads: Record<string, Load> = {};
  for (const { contender, visitors, isDesk, tickets } of sides.filter((side) => side.contender.lists)) {
    await sleep(REST_MS);
    const count = isDesk ? lists : Math.ceil(lists / 4);
    const act = async (visitor: Visitor) => {
      const length = await visitor.list();
      if (length !== Math.min(LIST_LENGTH, tickets))
        throw new Error(`${contender.name} listed ${length} of ${tickets} open tickets, not ${LIST_LENGTH}`);
    };
    loads[contender.name] = await load(contender, visitors, { count, act, meter });
  }
  return loads;
}

async function eachRound<T>(what: string, rounds: number, act: () => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let round = 1; round <= rounds; round++) {
    done.push(await act());
    console.log(`${what}: round ${round} of ${rounds} done`);
  }
  return done;
}

async function measureDesk(
  rig: FaultRig,
  desk: Contender,
  { options, meter }: { readonly options: PeersOptions; readonly meter: Meter },
): Promise<DeskFigures> {
  console.log('the desk idle, and then as tickets come due …');
  const idle = await measureIdle(desk, meter, options.idleSeconds);
  return measureRaising(rig, desk, { due: options.due, meter, idle });
}

function perSecond(used: Used, tookMs: number): Used {
  return Object.fromEntries(Object.entries(used).map(([part, ms]) => [part, (ms * 1_000) / tookMs]));
}
