import { table } from '../statistics';
import type { Outcome } from './fault';
import type { Verdict } from './verify';

/** What came of one fault. */
export interface Result {
  readonly fault: string;
  readonly title: string;
  readonly seconds: number;
  readonly outcome?: Outcome;
  readonly verdict?: Verdict;
  /** How often clients saw each status; 0: no answer. */
  readonly statuses?: Readonly<Record<string, number>>;
  /** Why the machine could not do it. */
  readonly skipped?: string;
  readonly failed?: string;
}

const HEAD = ['fault', 'acknowledged', 'lost', 'doubled', 'disagreements', 'back after s, max', 'asked', 'verdict'];
/** Of each kind, below the table; all are in the file. */
const SHOWN = 10;

/** Skipped is neither reached nor not. */
export function reached({ skipped, failed, outcome, verdict }: Result): boolean {
  if (skipped !== undefined) return true;
  if (failed !== undefined || !outcome || !verdict) return false;
  const wrong = [...verdict.lost, ...verdict.doubled, ...verdict.disagreements, ...outcome.misses];
  return wrong.length === 0 && outcome.returns.every(({ ms, askedMs }) => ms <= askedMs);
}

/** A row for each fault, a row for each part of those that parts come back from, and what was wrong. */
export function drawTable(results: readonly Result[]): string {
  const rows = results.flatMap((result) => [rowOf(result), ...returnRows(result)]);
  return [table(HEAD, rows), ...results.flatMap(remarks)].join('\n');
}

function rowOf(result: Result): string[] {
  const { title, verdict, skipped, failed } = result;
  const counts = verdict
    ? [verdict.acknowledged, verdict.lost.length, verdict.doubled.length, verdict.disagreements.length].map(String)
    : ['', '', '', ''];
  const said =
    skipped !== undefined ? 'skipped' : failed !== undefined ? 'failed' : reached(result) ? 'reached' : 'not reached';
  return [title, ...counts, '', '', said];
}

function returnRows({ outcome }: Result): string[][] {
  const parts = new Map<string, { ms: number[]; askedMs: number }>();
  for (const { part, ms, askedMs } of outcome?.returns ?? [])
    parts.set(part, { askedMs, ms: [...(parts.get(part)?.ms ?? []), ms] });
  return [...parts].map(([part, { ms, askedMs }]) => {
    const longest = Math.max(...ms);
    const well = longest <= askedMs ? 'reached' : 'not reached';
    const asked = `≤ ${askedMs / 1_000}`;
    return [`  ${part}, ${ms.length} times`, '', '', '', '', (longest / 1_000).toFixed(1), asked, well];
  });
}

function remarks({ fault, verdict, outcome, skipped, failed }: Result): string[] {
  const lists = {
    lost: verdict?.lost ?? [],
    doubled: verdict?.doubled ?? [],
    disagrees: verdict?.disagreements ?? [],
    missed: outcome?.misses ?? [],
    note: outcome?.notes ?? [],
    skipped: skipped === undefined ? [] : [skipped],
    failed: failed === undefined ? [] : [failed],
  };
  return Object.entries(lists).flatMap(([kind, lines]) => [
    ...lines.slice(0, SHOWN).map((line) => `${fault}: ${kind}: ${line}`),
    ...(lines.length > SHOWN ? [`${fault}: ${kind}: … and ${lines.length - SHOWN} more`] : []),
  ]);
}
