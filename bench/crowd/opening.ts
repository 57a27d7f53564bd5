import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../api/random';
import { subjectOf, textOf } from '../api/texts';
import type { FaultRig } from '../stack/rig';
import { runClosedLoop } from '../statistics';
import { startProgress } from './progress';

export interface Opened {
  readonly keys: readonly string[];
  /** Opened, triaged and projected. */
  readonly perSecond: number;
}

interface Wanted {
  /** Of the field `bench`, which chooses the policy. */
  readonly kind: string;
  readonly count: number;
  readonly seed: number;
  /** At this pace instead of as fast as the desk can. */
  readonly perSecond?: number;
}

const CLIENTS = 32;
/** Intake is much quicker than triage: without a limit the last ticket would wait behind all the others. */
const UNDER_WAY = 96;
const LOOK_EVERY_MS = 100;
const STALLED_MS = 120_000;

/** Opens tickets over REST, from the first request until the last one is triaged and projected. */
export async function openTickets(rig: FaultRig, { kind, count, seed, perSecond }: Wanted): Promise<Opened> {
  const random = new Random(seed);
  const keys: string[] = [];
  const begun = performance.now();
  const progress = startProgress(`opening ${count} tickets (${kind})`, () => `${keys.length} opened`);
  const backlog = new Backlog(rig);
  try {
    await runClosedLoop(CLIENTS, count, async (index) => {
      if (perSecond !== undefined) await sleep(Math.max(0, begun + (index * 1_000) / perSecond - performance.now()));
      await backlog.fallBelow(UNDER_WAY);
      const texts = { subject: subjectOf(seed + index, random), description: textOf(3, random) };
      keys.push(await rig.open({ ...texts, fields: { bench: kind } }));
    });
    await waitUntilProjected(rig, keys);
  } finally {
    backlog.close();
    progress.stop();
  }
  return { keys, perSecond: (count * 1_000) / (performance.now() - begun) };
}

/** Brings the desk to so many open tickets of the crowd. */
export async function growTo(rig: FaultRig, open: number, wanted: number, seed: number): Promise<void> {
  if (open >= wanted) return;
  const { perSecond } = await openTickets(rig, { kind: 'crowd', count: wanted - open, seed });
  console.log(`${wanted} tickets are open; the last ${wanted - open} came at ${perSecond.toFixed(1)} a second`);
}

/** How many tickets are not triaged yet, looked at now and then. */
class Backlog {
  private count = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly rig: FaultRig) {
    this.timer = setInterval(() => {
      void countUntriaged(rig).then(
        (count) => (this.count = count),
        () => undefined,
      );
    }, LOOK_EVERY_MS);
  }

  /** @throws if it does not for long: nobody triages any more */
  async fallBelow(limit: number): Promise<void> {
    if (this.count < limit) return;
    await this.rig.eventually('tickets to be triaged', () => Promise.resolve(this.count < limit), STALLED_MS);
  }

  close(): void {
    clearInterval(this.timer);
  }
}

async function countUntriaged({ database }: FaultRig): Promise<number> {
  const [row] = await database.prisma.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM tickets WHERE version = 1`;
  return Number(row?.n ?? 0);
}

async function waitUntilProjected(rig: FaultRig, keys: readonly string[]): Promise<void> {
  const [first] = await rig.database.prisma.$queryRaw<{ at: Date }[]>`
    SELECT min(created_at) AS at FROM tickets WHERE key = ANY(${keys})`;
  if (!first) return;
  await rig.eventually(
    'the last tickets to be triaged',
    async () => {
      const [row] = await rig.database.prisma.$queryRaw<{ n: bigint }[]>`
        SELECT count(*) AS n FROM tickets WHERE version = 1 AND created_at >= ${first.at}`;
      return Number(row?.n ?? 0) === 0;
    },
    STALLED_MS,
  );
}
