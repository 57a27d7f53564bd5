import { Random } from '../api/random';
import { judge, readAlarms, readCrowd, readReceived, waitForEscalations } from '../crowd/alarms';
import { countOpen, withCrowdDesk } from '../crowd/desk';
import { growTo, openTickets } from '../crowd/opening';
import { People } from '../crowd/people';
import { putCrowdPolicy, putDeadlinePolicy } from '../crowd/policies';
import { commandRow, latency, ms, noneRow, printTable, verdict, writeRaw } from '../crowd/report';
import type { FaultRig } from '../stack/rig';
import { quantile } from '../statistics';

export interface LatenessOptions {
  /** Open tickets beside those that come due. */
  readonly tickets: number;
  readonly deadlines: number;
  /** Over which the deadlines are spread. */
  readonly minutes: number;
  /** Commands a second of people at work meanwhile. */
  readonly rate: number;
  readonly seed: number;
  readonly folder?: string;
  readonly json?: string;
}

/** Tickets that people are working on. */
const WORKED_ON = 100;
/** From the last opening to the first deadline: the tickets are at rest. */
const REST_S = 30;
/** What has not come so long after its deadline is missed. */
const PATIENCE_MS = 300_000;

/** How long after a due instant its escalation can be read, while people work on other tickets of a large desk. */
export function runLatenessBench(options: LatenessOptions): Promise<void> {
  return withCrowdDesk(options, async (rig) => {
    console.log(`Seed ${options.seed}`);
    await putCrowdPolicy(rig);
    await growTo(rig, await countOpen(rig), options.tickets, options.seed);
    const open = await countOpen(rig);
    const due = await openDeadlines(rig, options);
    const crowd = (await readCrowd(rig)).slice(-WORKED_ON);
    const people = new People(rig, { keys: crowd, perSecond: options.rate, random: new Random(options.seed) });
    await waitForEscalations(rig, [...due.keys()], Math.max(...due.values()) + PATIENCE_MS);
    const commands = await people.stop();
    const judged = judge(due, await readAlarms(rig, [...due.keys()]));
    const { lateMs, missed, double, misdated } = judged;
    const p99 = quantile(lateMs, 0.99);
    const spread = Math.max(...due.values()) - Math.min(...due.values());
    const beside = `${due.size} over ${ms(spread)}, ${open} open`;
    printTable([
      ['escalated after the due instant, p50', ms(quantile(lateMs, 0.5)), beside, '', '', ''],
      ['escalated after the due instant, p99', ms(p99), '', '', '≤ 1000 ms', verdict(p99 <= 1_000)],
      ['escalated after the due instant, latest', ms(quantile(lateMs, 1)), '', '', '', ''],
      noneRow('deadlines missed', missed),
      noneRow('deadlines told twice', double),
      noneRow('dated otherwise than at the due instant', misdated),
      ['commands meanwhile, p50', ms(latency(commands, 0.5)), `${options.rate} /s`, '', '', ''],
      ['commands meanwhile, p99', ms(latency(commands, 0.99)), '', '', '', ''],
      commandRow('commands answered', commands),
    ]);
    writeRaw(options.json, { options, open, due: [...due], judged, commands });
  });
}

/** Opened evenly, each with the same time to live: so the deadlines are as even. @returns when each is due */
async function openDeadlines(rig: FaultRig, options: LatenessOptions): Promise<ReadonlyMap<string, number>> {
  const { deadlines, minutes, seed } = options;
  const seconds = Math.ceil(minutes * 60) + REST_S;
  const kind = `late-${seconds}`;
  await putDeadlinePolicy(rig, { id: kind, target: `PT${seconds}S`, calendar: 'always' });
  const perSecond = deadlines / (minutes * 60);
  const { keys } = await openTickets(rig, { kind, count: deadlines, seed: seed + 1, perSecond });
  const received = await readReceived(rig, keys);
  return new Map([...received].map(([key, at]) => [key, at + seconds * 1_000]));
}
