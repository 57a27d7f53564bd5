import { familyOf } from './usage';

/**
 * SIGKILL of a process and all below it, the first one first, so that it starts no others.
 * @throws where there is no /proc
 */
export function killFamily(pid: number): void {
  for (const { id } of [...familyOf(pid)].sort((one, other) => Number(other.id === pid) - Number(one.id === pid))) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended with the first one already.
    }
  }
}
