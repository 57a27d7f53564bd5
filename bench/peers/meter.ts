import type { FaultRig } from '../stack/rig';
import type { Contender } from './contender';

/** Processor time in milliseconds by the process that used it. */
export type Used = Readonly<Record<string, number>>;

/** Counts what a contender's servers use and, apart, what PostgreSQL uses meanwhile, whoever asks it. */
export class Meter {
  constructor(private readonly rig: FaultRig) {}

  /** @returns tells what was used since */
  start(contender: Contender): () => Used {
    const before = this.read(contender);
    return () => {
      const now = this.read(contender);
      return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, value - (before[name] ?? 0)]));
    };
  }

  private read(contender: Contender): Used {
    return { ...contender.cpu(), PostgreSQL: this.rig.usage().cpu.postgres };
  }
}

export function sumOf(used: Used): number {
  return Object.values(used).reduce((sum, one) => sum + one, 0);
}
