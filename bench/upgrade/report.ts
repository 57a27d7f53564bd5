import { median, table } from '../statistics';
import type { Verdict } from '../faults/verify';
import type { JudgedAlarms } from './alarms';
import type { Health } from './health';
import type { WayBack } from './wayBack';
import type { Seen } from './watch';

/** A sticky task that a worker took with it is handed to another after two seconds. */
const LATE_MS = 5_000;
/** Clients find another API at once, and a command waits for another worker at the most. */
const GAP_MS = 5_000;
/** Of each kind, below the table; all are in the file. */
const SHOWN = 10;

export interface Findings {
  readonly migrateMs: number;
  /** Requests to the old release on the new tables. */
  readonly oldOnNew: { readonly readings: Seen; readonly writings: Seen };
  readonly whole: { readonly readings: Seen; readonly writings: Seen };
  readonly verdict: Verdict;
  readonly alarms: JudgedAlarms;
  /** One line for each ticket that did not go on under the new release. */
  readonly stuck: readonly string[];
  readonly stages: number;
  readonly rolled: { readonly told: number; readonly stayed: readonly string[] };
  readonly health: Health;
  readonly wayBack: WayBack;
  /** After the new release took over again. */
  readonly afterwards: readonly string[];
}

/** What, measured, beside, ratio, asked, verdict. */
type Row = readonly [string, string, string, string, string, string];

export function rowsOf(found: Findings): readonly Row[] {
  const { migrateMs, oldOnNew, whole, verdict, alarms, stuck, stages, rolled, health, afterwards } = found;
  const late = alarms.alarms.map(({ lateMs }) => lateMs);
  const longest = Math.max(0, ...late);
  return [
    ['migrations applied beside the old release', `${(migrateMs / 1_000).toFixed(1)} s`, '', '', '', ''],
    seenRow('read by the old release on the new tables', oldOnNew.readings),
    seenRow('written, likewise', oldOnNew.writings),
    gapRow('longest without a read answered', whole.readings),
    gapRow('longest without a command done', whole.writings),
    noneRow(`acknowledged and lost (of ${verdict.acknowledged})`, verdict.lost),
    noneRow('acknowledged and done twice', verdict.doubled),
    noneRow('rows, events, workflows and messages that disagree', verdict.disagreements),
    [
      ...(['alarms missed or doubled', String(alarms.wrong.length), `of ${late.length}`, '', '0'] as const),
      judge(alarms.wrong.length === 0 && late.length > 0),
    ],
    [
      'alarms late, at most',
      ms(longest),
      `median ${ms(median(late))}`,
      '',
      `≤ ${ms(LATE_MS)}`,
      judge(longest <= LATE_MS),
    ],
    noneRow(`stages that did not go on (of ${stages})`, stuck),
    noneRow(`sleeping tickets that \`roll\` left on the old code (of ${rolled.told})`, rolled.stayed),
    noneRow('workflows whose task or activity fails', health.failing),
    noneRow('tasks that failed meanwhile', health.failed),
    ['tasks that timed out meanwhile', countsOf(health.timedOut), '', '', '', ''],
    noneRow(`histories that today’s code does not replay (of ${health.runs})`, health.unreplayable),
    wayBackRow(found.wayBack),
    noneRow('workflows that fail when the new release is back', afterwards),
  ];
}

export function drawTable(found: Findings): string {
  const head = ['what', 'measured', 'beside', 'ratio', 'asked', 'verdict'];
  return [table(head, rowsOf(found)), ...remarks(found)].join('\n');
}

export function isReached(found: Findings): boolean {
  return rowsOf(found).every(([, , , , , verdict]) => verdict !== 'not reached');
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts).map(([type, count]) => `${count} ${type.toLowerCase().replaceAll('_', ' ')}`);
  return told.length === 0 ? '0' : told.join(', ');
}

/** Nothing is asked: it is told what to expect. */
function wayBackRow({ starts, says, asked, answered, failing }: WayBack): Row {
  const what = 'the old release again, on the new one’s tables';
  if (!starts) return [what, 'refuses to start', says.slice(0, 80), '', '', ''];
  return [what, `${answered} of ${asked} answered`, `${failing.length} fail`, '', '', ''];
}

function seenRow(what: string, { asked, answered, repeated }: Seen): Row {
  return [what, `${answered} of ${asked}`, `${repeated} repeated`, '', 'all', judge(answered === asked && asked > 0)];
}

function gapRow(what: string, { longestGapMs, longestGapAt }: Seen): Row {
  const until = `until ${longestGapAt.slice(11, 19)}`;
  return [what, ms(longestGapMs), until, '', `≤ ${ms(GAP_MS)}`, judge(longestGapMs <= GAP_MS)];
}

function noneRow(what: string, lines: readonly string[]): Row {
  return [what, String(lines.length), '', '', '0', judge(lines.length === 0)];
}

function judge(reached: boolean): string {
  return reached ? 'reached' : 'not reached';
}

function ms(value: number): string {
  return value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1_000).toFixed(1)} s`;
}

function remarks({ verdict, alarms, stuck, rolled, health, wayBack, afterwards }: Findings): string[] {
  const lists: Readonly<Record<string, readonly string[]>> = {
    lost: verdict.lost,
    doubled: verdict.doubled,
    disagrees: verdict.disagreements,
    alarm: alarms.wrong,
    'did not go on': stuck,
    'did not roll': rolled.stayed,
    fails: health.failing,
    failed: health.failed,
    'does not replay': health.unreplayable,
    'way back': [...(wayBack.starts ? [] : [wayBack.says]), ...wayBack.failing],
    'fails afterwards': afterwards,
  };
  return Object.entries(lists).flatMap(([kind, lines]) => [
    ...lines.slice(0, SHOWN).map((line) => `${kind}: ${line}`),
    ...(lines.length > SHOWN ? [`${kind}: … and ${lines.length - SHOWN} more`] : []),
  ]);
}
