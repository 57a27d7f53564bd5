import { appendFileSync } from 'node:fs';

/** What people do to tickets here, and the kind of event that must come of it, once. */
export const EFFECTS = {
  open: 'received',
  comment: 'commented',
  accept: 'accepted',
  pend: 'pended',
  resume: 'resumed',
  reclassify: 'reclassified',
  resolve: 'resolved',
  reopen: 'reopened',
  /** Sent as a Signal. */
  escalate: 'escalated',
  rate: 'surveyRated',
} as const;

export type Deed = keyof typeof EFFECTS;

/** One operation, asked for under one id until there is a final answer. */
export interface Act {
  readonly deed: Deed;
  /** Key of the ticket; null: it is to be opened. */
  readonly ticket: string | null;
  /** Idempotency-Key, or the id in a Signal's payload. */
  readonly id: string;
  /** Of a new ticket's subject or of a comment, found nowhere else. */
  readonly text?: string;
  /** 1–5 */
  readonly score?: number;
}

export interface Done extends Act {
  readonly ticket: string;
  /** Of the final answer; 0: a Signal that the server has taken. */
  readonly status: number;
  /** UTC epoch milliseconds. */
  readonly at: number;
}

/**
 * What clients were told: kept in memory for the check afterwards, and line by line in a file for whoever wants to see
 * what a run was about.
 */
export class Journal {
  readonly acknowledged: Done[] = [];
  /** Begun, and the client gave up: it may be there or not, but once at most. */
  readonly unsure: Act[] = [];
  /** Final answers that no client should get here, one line each. */
  readonly surprises: string[] = [];
  /** How often each status was seen; 0: no answer at all. */
  readonly statuses = new Map<number, number>();

  constructor(readonly file: string) {}

  see(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  acknowledge(act: Act, ticket: string, status: number): void {
    const done: Done = { ...act, ticket, status, at: Date.now() };
    this.acknowledged.push(done);
    this.write({ acknowledged: done });
  }

  leaveUnsure(act: Act): void {
    this.unsure.push(act);
    this.write({ unsure: act });
  }

  surprise(act: Act, why: string): void {
    this.surprises.push(`${act.deed} of ${act.ticket ?? 'a new ticket'} under ${act.id}: ${why}`);
    this.write({ surprise: act, why });
  }

  private write(line: object): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }
}
