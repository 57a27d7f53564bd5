import type { Random } from '../api/random';
import type { FaultRig } from '../stack/rig';
import type { Journal } from './journal';

/** What a fault works with: a desk, people who use it all the time, and chance. */
export interface Scene {
  readonly rig: FaultRig;
  readonly journal: Journal;
  readonly random: Random;
  /** A ticket that nobody works on, for probes. */
  readonly probed: string;
  readonly kills: number;
  /** Where its cluster is, if on a disk of its own. */
  readonly postgresFolder: string | undefined;
  /** Of ten-fold load, and of how long a fault lasts where it is not said otherwise, in seconds. */
  readonly seconds: number;
}

/** From the start of what was away until a probe succeeds. */
export interface Return {
  readonly part: string;
  readonly ms: number;
  readonly askedMs: number;
}

export interface Outcome {
  readonly returns: readonly Return[];
  /** What was not reached beside the returns, one line each. */
  readonly misses: readonly string[];
  /** Worth knowing, one line each. */
  readonly notes: readonly string[];
  /** Raw, for the file. */
  readonly raw?: unknown;
}

export interface Fault {
  readonly name: string;
  /** For people, in the table. */
  readonly title: string;
  /** Faults with the same need share a desk, one after another. */
  readonly needs: 'desk' | 'links' | 'small disk' | 'desk to go back';
  /** Lines of the check that are meant to be there. */
  readonly excuses?: (line: string) => boolean;
  /** False: whoever uses the desk comes with the fault itself. */
  readonly people: boolean;
  /** @throws Skipped where the machine cannot do it */
  run(scene: Scene): Promise<Outcome>;
}

/** The machine lacks what a fault needs. */
export class Skipped extends Error {}

export const ASKED_MS = { api: 10_000, postgres: 10_000, worker: 15_000, temporal: 15_000, all: 15_000 } as const;
