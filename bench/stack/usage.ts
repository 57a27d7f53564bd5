import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of processor time in a second, on every Linux that Node.js runs on. */
const TICKS = 100;

/**
 * Milliseconds of processor time that a process and all below it have used since they began; PostgreSQL is one process
 * for each connection. What a child that has ended used counts for its parent.
 * @returns NaN where there is no /proc
 */
export function cpuMs(pid: number): number {
  return sumOfFamily(pid, ({ used }) => (used * 1_000) / TICKS);
}

/**
 * Bytes of memory that only a process and all below it have: what PostgreSQL's processes share is left out.
 * @returns NaN where there is no /proc
 */
export function memoryBytes(pid: number): number {
  return sumOfFamily(pid, ({ id }) => privateBytes(id));
}

function sumOfFamily(pid: number, measure: (stat: Stat) => number): number {
  try {
    return familyOf(pid).reduce((sum, stat) => sum + measure(stat), 0);
  } catch {
    return Number.NaN;
  }
}

/**
 * A process and all below it.
 * @throws where there is no /proc
 */
export function familyOf(pid: number): readonly Stat[] {
  const stats = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readStat(Number(name)) : []));
  const family = new Set([pid]);
  // Parents may come after their children: numbers are used again.
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const { id, parent } of stats) if (family.has(parent)) family.add(id);
  }
  return stats.filter(({ id }) => family.has(id));
}

function privateBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
    const kilobytes = [...text.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce((sum, [, kB]) => sum + Number(kB), 0);
    return kilobytes * 1_024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

interface Stat {
  readonly id: number;
  readonly parent: number;
  /** In ticks, with that of children that have ended and been waited for. */
  readonly used: number;
}

function readStat(id: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${String(id)}/stat`, 'utf8');
    // The name in parentheses may hold blanks and parentheses.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [parent, ...used] = [1, 11, 12, 13, 14].map((index) => Number(fields[index]));
    return [{ id, parent: parent ?? 0, used: used.reduce((sum, one) => sum + one, 0) }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
