import { aSecond, ms, printTable, verdict, type Row } from '../crowd/report';
import { median, quantile, table } from '../statistics';
import type { Load } from './load';
import { sumOf, type Used } from './meter';
import type { DeskFigures, SweepFigures, SweepWithDatabase } from './sweeps';

/** Loads of one round, by the contender's name. */
type Round = Readonly<Record<string, Load>>;

export interface Measured {
  readonly intake: readonly Round[];
  /** Of the desk while another was measured, for each second. */
  readonly meanwhile: readonly Used[];
  readonly lists: readonly Round[];
  /** By the same sweeps in the same order, when there were hardly any tickets. */
  readonly sweepsOfFew: readonly (readonly SweepWithDatabase[])[];
  readonly sweeps: readonly (readonly SweepFigures[])[];
  /** For each second, before there was any ticket. */
  readonly idleEmpty: Used;
  readonly raising: DeskFigures;
  /** Tickets open when lists and sweeps were measured. */
  readonly open: Readonly<Record<string, number>>;
}

const DESK = 'Guichet';
/** How many times as fast the desk's 201 is asked to be. */
const ASKED: Readonly<Record<string, number>> = { 'Request Tracker': 8, osTicket: 1 };

export function printReport(measured: Measured): void {
  const { intake, lists } = measured;
  const peersOf = (rounds: readonly Round[]) => Object.keys(rounds[0] ?? {}).filter((name) => name !== DESK);
  const rows = [
    ...peersOf(intake).flatMap((peer) => intakeRows(intake, peer)),
    ...peersOf(lists).flatMap((peer) => listRows(lists, peer)),
    ...sweepRows(measured),
  ];
  printTable(rows);
  console.log(`${cpuTable('CPU ms for each ticket, until triaged', intake)}\n`);
  console.log(`${cpuTable('CPU ms for each list of 50', lists)}\n`);
  const open = Object.entries(measured.open).map(([name, tickets]) => `${name} ${tickets}`);
  console.log(`Tickets open when lists were asked for: ${open.join(', ')}.`);
  const refused = [...intake, ...lists]
    .flatMap((round) => Object.entries(round))
    .filter(([, load]) => load.refused > 0);
  for (const [name, load] of refused)
    console.log(`${name} refused ${load.refused} times in ${load.count} and was asked again.`);
  const idle = measured.meanwhile.map((used) => sumOf({ ...used, PostgreSQL: 0 }));
  if (idle.length > 0)
    console.log(
      `While others took tickets, the idle desk used ${median(idle).toFixed(0)} CPU ms a second beside them.`,
    );
}

type Figure = (load: Load) => number;

const answered: Figure = ({ count, answeredMs }) => (count * 1_000) / answeredMs;
const settled: Figure = ({ count, settledMs }) => (count * 1_000) / settledMs;
const latencyAt =
  (share: number): Figure =>
  ({ latencies }) =>
    quantile(latencies, share);

function intakeRows(rounds: readonly Round[], peer: string): Row[] {
  return [
    compare(rounds, peer, {
      what: 'tickets taken (201), a second',
      figure: answered,
      show: aSecond,
      asked: ASKED[peer],
    }),
    compare(rounds, peer, { what: 'tickets taken and triaged, a second', figure: settled, show: aSecond }),
    compare(rounds, peer, { what: 'a ticket taken, p50', figure: latencyAt(0.5), show: ms }),
    compare(rounds, peer, { what: 'a ticket taken, p99', figure: latencyAt(0.99), show: ms }),
  ];
}

function listRows(rounds: readonly Round[], peer: string): Row[] {
  return [
    compare(rounds, peer, { what: 'lists of 50 open tickets, a second', figure: answered, show: aSecond }),
    compare(rounds, peer, { what: 'a list, p50', figure: latencyAt(0.5), show: ms }),
    compare(rounds, peer, { what: 'a list, p99', figure: latencyAt(0.99), show: ms }),
  ];
}

interface Comparison {
  readonly what: string;
  readonly figure: Figure;
  readonly show: (value: number) => string;
  /** The least ratio. */
  readonly asked?: number | undefined;
}

/** Medians of the rounds; the ratio is the median of the rounds' own. */
function compare(rounds: readonly Round[], peer: string, { what, figure, show, asked }: Comparison): Row {
  const pairs = rounds.flatMap((round) => {
    const [ours, theirs] = [round[DESK], round[peer]];
    return ours && theirs ? [[figure(ours), figure(theirs)] as const] : [];
  });
  const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
  const judged = asked === undefined ? (['', ''] as const) : ([`≥ ${asked} ×`, verdict(ratio >= asked)] as const);
  const beside = `${peer} ${show(median(pairs.map(([, theirs]) => theirs)))}`;
  return [what, show(median(pairs.map(([ours]) => ours))), beside, `${ratio.toFixed(2)} ×`, ...judged];
}

/** Sweeps run once a minute, against what a desk that sweeps for nothing does in that minute. */
function sweepRows({ sweepsOfFew, sweeps, idleEmpty, raising }: Measured): Row[] {
  const minute = (used: Used) => sumOf(used) * 60;
  const [empty, full] = [minute(idleEmpty), minute(raising.idle)];
  const raised = raising.raisingMs / raising.raised;
  const whole = ({ cpuMs, postgresMs }: SweepWithDatabase) => cpuMs + postgresMs;
  return (sweeps[0] ?? []).flatMap(({ what }, index) => {
    const few = median(sweepsOfFew.flatMap((round) => (round[index] ? [whole(round[index])] : [])));
    const of = (figure: (sweep: SweepFigures) => number) =>
      median(sweeps.flatMap((round) => (round[index] ? [figure(round[index])] : [])));
    const none = of((sweep) => whole(sweep.none));
    const each = of((sweep) => (whole(sweep.some) - whole(sweep.none)) / sweep.raised);
    return [
      row('CPU a minute, nothing due, a sweep in it', [full, none], what),
      row('more of it than with hardly any tickets', [full - empty, none - few], what),
      row('CPU for each ticket that comes due', [raised, each], what),
    ];
  });
}

function row(what: string, [ours, theirs]: readonly [number, number], name: string): Row {
  // Of small differences a ratio says nothing.
  const ratio = ours > 0 && theirs > 0 ? `${(ours / theirs).toFixed(2)} ×` : '';
  return [what, ms(ours), `${name} ${ms(theirs)}`, ratio, '', ''];
}

function cpuTable(title: string, rounds: readonly Round[]): string {
  const rows = Object.keys(rounds[0] ?? {}).map((name) => {
    const parts = Object.keys(rounds[0]?.[name]?.used ?? {});
    const each = (part: string) =>
      median(rounds.map((round) => (round[name]?.used[part] ?? Number.NaN) / (round[name]?.count ?? Number.NaN)));
    const all = parts.map((part) => `${part} ${each(part).toFixed(1)}`);
    const total = parts.reduce((sum, part) => sum + each(part), 0);
    return [name, total.toFixed(1), all.join(', ')];
  });
  return table([title, 'all', 'of these'], rows);
}
