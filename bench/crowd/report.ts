import { writeFileSync } from 'node:fs';
import { quantile, table } from '../statistics';
import { isAnswered, type Command } from './people';

/** What, measured, beside, ratio, asked, verdict. */
export type Row = readonly [string, string, string, string, string, string];

export function printTable(rows: readonly Row[]): void {
  console.log(`\n${table(['what', 'measured', 'beside', 'ratio', 'asked', 'verdict'], rows)}\n`);
}

/** A ratio of two figures of one run. */
export function ratioRow(
  what: string,
  [measured, beside]: readonly [number, number],
  show: (value: number) => string,
  asked: { readonly atLeast: number } | { readonly atMost: number } | null,
): Row {
  const ratio = measured / beside;
  const judged = asked === null ? (['', ''] as const) : judgeRatio(ratio, asked);
  return [what, show(measured), show(beside), `${ratio.toFixed(2)} ×`, ...judged];
}

function judgeRatio(ratio: number, asked: { readonly atLeast: number } | { readonly atMost: number }) {
  if ('atLeast' in asked) return [`≥ ${asked.atLeast} ×`, verdict(ratio >= asked.atLeast)] as const;
  return [`≤ ${asked.atMost} ×`, verdict(ratio <= asked.atMost)] as const;
}

export function verdict(reached: boolean): string {
  return reached ? 'reached' : 'not reached';
}

/** None of them, with those that there are by name. */
export function noneRow(what: string, keys: readonly string[]): Row {
  if (keys.length > 0) console.log(`${what}: ${keys.slice(0, 20).join(' ')}`);
  return [what, String(keys.length), '', '', '0', verdict(keys.length === 0)];
}

export function commandRow(what: string, commands: readonly Command[]): Row {
  const unanswered = commands.filter((command) => !isAnswered(command)).length;
  return [what, `${commands.length - unanswered} of ${commands.length}`, '', '', 'all', verdict(unanswered === 0)];
}

export function latency(commands: readonly Command[], share: number): number {
  return quantile(
    commands.map(({ ms }) => ms),
    share,
  );
}

export function ms(value: number): string {
  return value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1_000).toFixed(1)} s`;
}

export function aSecond(value: number): string {
  return `${value.toFixed(1)} /s`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`;
}

/** Everything as it was measured, for whoever wants to look again. */
export function writeRaw(file: string | undefined, raw: unknown): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(raw, null, 2)}\n`);
}
