import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../api/random';
import { judge, readAlarms, readCrowd, waitForEscalations, type Alarm, type Judged } from '../crowd/alarms';
import { countOpen, withCrowdDesk } from '../crowd/desk';
import { growTo, openTickets } from '../crowd/opening';
import { People, workFor, type Command } from '../crowd/people';
import { putCrowdPolicy, putDeadlinePolicy, putOpeningCalendar } from '../crowd/policies';
import { aSecond, commandRow, latency, ms, noneRow, printTable, ratioRow, writeRaw, type Row } from '../crowd/report';
import { NaiveDesk } from '../naive/desk';
import type { FaultRig } from '../stack/rig';
import { quantile } from '../statistics';

export interface StormOptions {
  /** Open tickets beside those that come due. */
  readonly tickets: number;
  readonly deadlines: number;
  /** Commands a second of people at work before and meanwhile. */
  readonly rate: number;
  /** Seconds that people work before the storm, to be compared with. */
  readonly before: number;
  readonly seed: number;
  readonly folder?: string;
  readonly json?: string;
}

/** What people did before and during a storm, and when each of what came due was committed, UTC epoch milliseconds. */
interface Storm {
  readonly due: number;
  readonly committedAt: readonly number[];
  readonly before: readonly Command[];
  readonly during: readonly Command[];
}

const WORKED_ON = 100;
const PATIENCE_MS = 900_000;
/** Opened first, to see how fast the desk is just now. */
const TRIAL = 64;
/** Between the last opening and the deadline, beside the time that people work before. */
const REST_MS = 20_000;
const MINUTE_MS = 60_000;
/** Each naive timer, on a busy machine. */
const STARTS_WITHIN_MS = 25;

/** Many deadlines at one instant while people go on working, beside as many naive timers in the same run. */
export function runStormBench(options: StormOptions): Promise<void> {
  return withCrowdDesk(options, async (rig) => {
    console.log(`Seed ${options.seed}`);
    await putCrowdPolicy(rig);
    await growTo(rig, await countOpen(rig), options.tickets, options.seed);
    const { storm, judged } = await stormOfTickets(rig, options);
    const naive = await stormOfTimers(rig, options);
    const open = await countOpen(rig);
    printTable(report(options, { storm, naive, judged, open }));
    writeRaw(options.json, { options, open, storm, naive, judged });
  });
}

async function stormOfTickets(rig: FaultRig, options: StormOptions): Promise<{ storm: Storm; judged: Judged }> {
  const { deadlines: count, seed, before } = options;
  const { perSecond } = await openTickets(rig, { kind: 'crowd', count: TRIAL, seed: seed + 1 });
  // Half as much again as it should take, and then at a whole minute, which is what calendars know.
  const opensIn = (count / perSecond) * 1_500 + REST_MS + before * 1_000;
  const opening = new Date(Math.ceil((Date.now() + opensIn) / MINUTE_MS) * MINUTE_MS);
  const id = `storm-${opening.toISOString().slice(0, 16).replace(/\D/g, '')}`;
  await putOpeningCalendar(rig, id, opening);
  await putDeadlinePolicy(rig, { id, target: 'PT1S', calendar: id });
  console.log(`${count} tickets are going to be due at once, a second after ${opening.toISOString()}`);
  const { keys } = await openTickets(rig, { kind: id, count, seed: seed + 2 });
  const due = opening.getTime() + 1_000;
  let alarms: readonly Alarm[] = [];
  const storm = await workThrough(rig, options, due, async () => {
    await waitForEscalations(rig, keys, due + PATIENCE_MS);
    alarms = await readAlarms(rig, keys);
    return alarms.filter(({ kind }) => kind === 'escalated').map(({ committedAt }) => committedAt);
  });
  return { storm, judged: judge(new Map(keys.map((key) => [key, due])), alarms) };
}

async function stormOfTimers(rig: FaultRig, options: StormOptions): Promise<Storm> {
  const { deadlines: count, before } = options;
  const naive = await NaiveDesk.start(rig);
  try {
    const due = Date.now() + count * STARTS_WITHIN_MS + REST_MS + before * 1_000;
    const prefix = `timer-${due}`;
    console.log(`${count} naive timers are going to be due at once, at ${new Date(due).toISOString()}`);
    await naive.startTimers(prefix, count, due);
    return await workThrough(rig, options, due, () => naive.waitForTimers(prefix, count, due + PATIENCE_MS));
  } finally {
    await naive.stop();
  }
}

/**
 * People at work for a while before the storm, and then from its instant on until it is over.
 * @param over answers when the storm is, with the instants of the commits
 */
async function workThrough(
  rig: FaultRig,
  { before: seconds, rate, seed }: StormOptions,
  due: number,
  over: () => Promise<readonly number[]>,
): Promise<Storm> {
  const work = { keys: (await readCrowd(rig)).slice(-WORKED_ON), perSecond: rate, random: new Random(seed) };
  const early = due - REST_MS / 2 - seconds * 1_000 - Date.now();
  if (early < 0) throw new Error(tooLate(-early));
  await sleep(early);
  const before = await workFor(rig, work, seconds);
  await sleep(Math.max(0, due - Date.now()));
  const people = new People(rig, work);
  const committedAt = await over();
  const during = await people.stop();
  const end = Math.max(...committedAt);
  return { due, committedAt, before, during: during.filter(({ at }) => at <= end) };
}

function tooLate(ms: number): string {
  return `Opening took ${Math.ceil(ms / 1_000)} s longer than was expected from the first ${TRIAL}: run it again when the machine is less busy`;
}

interface Measured {
  readonly storm: Storm;
  readonly naive: Storm;
  readonly judged: Judged;
  readonly open: number;
}

function report({ deadlines, rate }: StormOptions, { storm, naive, judged, open }: Measured): Row[] {
  const took = ({ due, committedAt }: Storm) => (Math.max(...committedAt) - due) / 1_000;
  const perSecond = (one: Storm) => one.committedAt.length / took(one);
  const seconds = ({ committedAt, due }: Storm, share: number) => ms(quantile(committedAt, share) - due);
  const commands = (what: string, one: Storm, share: number, asked: { atMost: number } | null) =>
    ratioRow(what, [latency(one.during, share), latency(one.before, share)], ms, asked);
  return [
    ['deadlines in one second', String(deadlines), `${open} open, commands ${rate} /s`, '', '', ''],
    ratioRow('escalations committed, beside naive timers', [perSecond(storm), perSecond(naive)], aSecond, {
      atLeast: 1,
    }),
    ['committed after the due instant, p50', seconds(storm, 0.5), seconds(naive, 0.5), '', '', ''],
    ['committed after the due instant, last', seconds(storm, 1), seconds(naive, 1), '', '', ''],
    noneRow('deadlines missed', judged.missed),
    noneRow('deadlines told twice', judged.double),
    noneRow('dated otherwise than at the due instant', judged.misdated),
    commands('commands during, beside before, p50', storm, 0.5, null),
    commands('commands during, beside before, p99', storm, 0.99, { atMost: 3 }),
    commands('the same in the storm of naive timers, p99', naive, 0.99, null),
    commandRow('commands answered', [...storm.before, ...storm.during]),
  ];
}
