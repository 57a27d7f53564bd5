import { table } from '../statistics';
import type { Compared, Exported, Listed } from './measure';

export interface Sized {
  readonly tickets: number;
  readonly generatedInSeconds: number;
  readonly lists: readonly Listed[];
  readonly throughput: readonly Compared[];
  readonly commonTerms: readonly Compared[];
  readonly authentication: { readonly p50: number; readonly p99: number };
  readonly exported: Exported | null;
}

/** The tables of a run, for people: what was asked stands beside what was measured. */
export function report(small: Sized, large: Sized, rate: number): string {
  const parts = [
    `Lists of 50 at ${String(rate)} requests a second, milliseconds`,
    table(
      ['list', `p50 of ${thousands(large)}`, 'p99', 'p99 ≤ 20', `p50 of ${thousands(small)}`, 'p99', 'p50 ≤ 1.3 ×'],
      large.lists.map(({ name, p50, p99 }, index) => {
        const beside = small.lists[index];
        const growth = p50 / (beside?.p50 ?? Number.NaN);
        return [
          ...[name, p50.toFixed(1), p99.toFixed(1), verdict(p99 <= 20)],
          ...[
            beside?.p50.toFixed(1) ?? '',
            beside?.p99.toFixed(1) ?? '',
            `${growth.toFixed(2)} ${verdict(growth <= 1.3)}`,
          ],
        ];
      }),
    ),
    'Requests a second beside a bare Express and pg handler that runs the same SQL',
    table(
      ['list', 'tickets', 'desk', 'bare', 'ratio', '≥ 0.5 ×', 'CPU ms of desk', 'of bare'],
      [large, small].flatMap(({ tickets, throughput }) =>
        throughput.map(({ name, desk, beside, ratio, cpu }) => [
          ...[name, String(tickets), desk.toFixed(0), beside.toFixed(0), ratio.toFixed(2), verdict(ratio >= 0.5)],
          ...[cpu?.desk.toFixed(1) ?? '', cpu?.beside.toFixed(1) ?? ''],
        ]),
      ),
    ),
    'Searches for what many tickets hold, milliseconds, beside the same SQL alone',
    table(
      ['search', 'tickets', 'desk', 'SQL', 'ratio', '≤ 2 ×'],
      [large, small].flatMap(({ tickets, commonTerms }) =>
        commonTerms.map(({ name, desk, beside, ratio }) => [
          ...[name, String(tickets), desk.toFixed(1), beside.toFixed(1), ratio.toFixed(2), verdict(ratio <= 2)],
        ]),
      ),
    ),
    table(
      ['authentication of a request, ms', 'p50', 'p99', 'p50 ≤ 1'],
      [large, small].map(({ tickets, authentication: { p50, p99 } }) => [
        ...[`${String(tickets)} tickets`, p50.toFixed(2), p99.toFixed(2), verdict(p50 <= 1)],
      ]),
    ),
    table(
      ['export', 'rows', 'seconds', 'memory before, MB', 'memory at most, MB'],
      [large, small].map(({ exported }) =>
        exported
          ? [
              ...['NDJSON', String(exported.rows), exported.seconds.toFixed(1)],
              ...[megabytes(exported.idle), megabytes(exported.most)],
            ]
          : ['this desk has none', '', '', '', ''],
      ),
    ),
  ];
  return parts.join('\n\n');
}

function thousands({ tickets }: Sized): string {
  return `${String(tickets / 1_000)}k`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'not reached';
}
