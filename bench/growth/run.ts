import { OperatorError } from '../../cli/operatorError';
import { countOpen, withCrowdDesk } from '../crowd/desk';
import { putCrowdPolicy } from '../crowd/policies';
import {
  aSecond,
  commandRow,
  latency,
  megabytes,
  ms,
  printTable,
  ratioRow,
  verdict,
  writeRaw,
  type Row,
} from '../crowd/report';
import type { FaultRig } from '../stack/rig';
import { measureAt, type GrowthOptions, type Size } from './measure';
import { readSizes, total, type Sizes } from './sizes';

const DISK_PER_TICKET = 40_000;

/** What becomes of speed, memory, disk and idle processors as open tickets become many. */
export function runGrowthBench(options: GrowthOptions): Promise<void> {
  return withCrowdDesk(options, async (rig) => {
    console.log(`Seed ${options.seed}`);
    await putCrowdPolicy(rig);
    await requireRoom(rig, options);
    const [before, empty] = [await countOpen(rig), await readSizes(rig)];
    const small = await measureAt(rig, options.small, options);
    const large = await measureAt(rig, options.large, options);
    const atEnd = await countOpen(rig);
    printTable(report({ small, large, empty, opened: atEnd - before }));
    writeRaw(options.json, { options, empty, small, large });
  });
}

async function requireRoom(rig: FaultRig, { small }: GrowthOptions): Promise<void> {
  const open = await countOpen(rig);
  if (open <= small) return;
  throw new OperatorError(
    `The kept desk has ${open} open tickets already, and growth begins at ${small}: name another folder, or a larger --small.`,
  );
}

interface Grown {
  readonly small: Size;
  readonly large: Size;
  /** As it was at the beginning. */
  readonly empty: Sizes;
  readonly opened: number;
}

function report({ small, large, empty, opened }: Grown): Row[] {
  const both = (of: (size: Size) => number) => [of(large), of(small)] as const;
  const quantileOf = (which: 'workedOn' | 'any', share: number) => both((size) => latency(size[which], share));
  const idle = (size: Size) => Object.values(size.idle).reduce((sum, one) => sum + one, 0);
  const perTicket = (total(large.sizes) - total(empty)) / opened;
  const commands = [...small.workedOn, ...small.any, ...large.workedOn, ...large.any];
  const processor = (value: number) => `${value.toFixed(1)} ms/s`;
  return [
    ['open tickets', String(large.open), String(small.open), '', '', ''],
    ratioRow(
      'opened and projected',
      both(({ perSecond }) => perSecond),
      aSecond,
      { atLeast: 0.9 },
    ),
    ratioRow('command on a ticket at work, p50', quantileOf('workedOn', 0.5), ms, null),
    ratioRow('command on a ticket at work, p99', quantileOf('workedOn', 0.99), ms, { atMost: 1.2 }),
    ratioRow('command on any open ticket, p50', quantileOf('any', 0.5), ms, null),
    ratioRow('command on any open ticket, p99', quantileOf('any', 0.99), ms, { atMost: 1.2 }),
    commandRow('commands answered', commands),
    ratioRow(
      'memory of the API',
      both(({ memory }) => memory.api),
      megabytes,
      { atMost: 1.1 },
    ),
    ratioRow(
      'memory of the worker',
      both(({ memory }) => memory.worker),
      megabytes,
      { atMost: 1.1 },
    ),
    ratioRow(
      'memory of Temporal',
      both(({ memory }) => memory.temporal),
      megabytes,
      null,
    ),
    ratioRow('processors while nothing happens', both(idle), processor, { atMost: 1.1 }),
    ...(['api', 'worker', 'temporal', 'postgres'] as const).map((part) =>
      ratioRow(
        `of these ${part}`,
        both((size) => size.idle[part]),
        processor,
        null,
      ),
    ),
    [
      ...(['disk for each open ticket', `${(perTicket / 1_000).toFixed(1)} kB`] as const),
      ...([diskOf(large.sizes, empty, opened), '', '≤ 40 kB', verdict(perTicket <= DISK_PER_TICKET)] as const),
    ],
  ];
}

function diskOf(large: Sizes, empty: Sizes, opened: number): string {
  const each = (name: keyof Sizes) => ((large[name] - empty[name]) / opened / 1_000).toFixed(1);
  return `desk ${each('desk')}, temporal ${each('temporal')}, visibility ${each('visibility')}`;
}
