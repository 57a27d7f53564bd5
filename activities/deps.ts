import type { Client } from '@temporalio/client';
import type { Files } from '../files/scan';
import type { Retention } from './retention';
import type { PrismaClient } from '../prisma/client';
import type { RunSettings } from '../workflows/contract';

/** What activities write to the log; pino's loggers fit. */
export interface ActivityLogger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface ActivitySettings {
  /** What workflows that the sweeps start are born with. */
  readonly run: RunSettings;
  /** A ticket that no workflow has saved after this many milliseconds is started by the sweep; default 5,000. */
  readonly startMissingAfterMs?: number;
  /** How long `reconcile` takes over a page at least while all is well, in milliseconds; default: 1,000 tickets a minute. */
  readonly reconcilePageMs?: number;
  /** Deadlines of one second that are acted on each second, a quarter of them at once; absent or 0: all at once. */
  readonly alarmRate?: number;
  /** Other desks' tickets are in the namespace, too, as in tests: that one has no row here means nothing. */
  readonly sharesNamespace?: boolean;
  /** A claim that no ticket holds after this many milliseconds is freed; default 600,000. */
  readonly claimLifeMs?: number;
  /** What goes after so many days; absent: everything stays. */
  readonly retention?: Retention;
}

/** All that activities reach the world by. */
export interface ActivityDeps {
  readonly prisma: PrismaClient;
  /** Of the namespace in which tickets live. */
  readonly client: Client;
  readonly logger: ActivityLogger;
  readonly settings: ActivitySettings;
  /** Where attachments are; absent: nobody here scans or sweeps them. */
  readonly files?: Files;
}
