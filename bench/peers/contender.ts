/** Somebody signed in, who does one thing after another. */
export interface Visitor {
  /** @throws Refused, or an error unless the answer says that the ticket is kept */
  readonly open: (subject: string) => Promise<void>;
  /** The newest open tickets, at most `LIST_LENGTH`. @returns how many the answer held */
  readonly list: () => Promise<number>;
}

/** What a sweep for overdue tickets cost; milliseconds. */
export interface SweepCost {
  readonly tookMs: number;
  /** Of the command that sweeps, without PostgreSQL. */
  readonly cpuMs: number;
}

/** The command that an installation has run by cron, to raise what is overdue. */
export interface Sweep {
  readonly what: string;
  readonly run: () => Promise<SweepCost>;
}

export interface Sweeping {
  readonly sweeps: readonly Sweep[];
  /** Makes so many open tickets overdue, and no others. */
  readonly makeOverdue: (count: number) => Promise<void>;
  readonly countRaised: () => Promise<number>;
}

/** A service desk that runs, signed up to and empty, or as somebody else has left it. */
export interface Contender {
  readonly name: string;
  /**
   * Processor time in milliseconds that its own servers have used until now, by name; all contenders' PostgreSQL is the
   * same one, and counted apart.
   */
  readonly cpu: () => Readonly<Record<string, number>>;
  readonly signIn: () => Promise<Visitor>;
  /** Waits until nothing that was answered is still being worked on. */
  readonly settle: () => Promise<void>;
  /** False: its API cannot list. */
  readonly lists: boolean;
  /** Null: what is overdue is not swept for, or cannot be had to be. */
  readonly sweeping: Sweeping | null;
  readonly stop: () => Promise<void>;
}

/** Somebody was told to come back (503): on a machine that others use too, that happens to the best. */
export class Refused extends Error {}

export const LIST_LENGTH = 50;
export const DESCRIPTION = 'Depuis ce matin, le message « accès refusé » apparaît à chaque connexion.';
