import { setTimeout as sleep } from 'node:timers/promises';
import { scanWaiting } from '../files/scan';
import type { ChannelDeps } from '../channels/deps';
import type { ActivityDeps } from './deps';
import { ChannelStarts } from './startChannels';
import { MissingStarts } from './startMissing';
import { tellSchedules } from './tellSchedules';
import { tellTerms } from './tellTerms';
import { sweepWakes } from './wakeTeams';
import { ProblemWatch } from './watchProblems';

const PAUSE_MS = 5_000;

/**
 * What every worker does beside its activities, every few seconds: starts the workflows of tickets that were kept while
 * Temporal was away, wakes teams whose queues nobody has told them of, and tells running tickets of edited
 * calendars, and Temporal of edited schedules, and looks for recurring problems. Not a schedule of Temporal: it must go on at
 * once when Temporal is back, and 17,000 finished workflows a day would be in the list that process owners read. Several
 * workers may do it at once; what is asked for twice happens once.
 * @param channels absent: nobody here runs any
 * @returns stops it, when the sweep under way has ended
 */
export function startSweeper(deps: ActivityDeps, channels?: ChannelDeps): () => Promise<void> {
  const stopping = new AbortController();
  const swept = sweepUntil(deps, channels, stopping.signal);
  return async () => {
    stopping.abort();
    await swept;
  };
}

async function sweepUntil(deps: ActivityDeps, channels: ChannelDeps | undefined, stop: AbortSignal): Promise<void> {
  const missing = new MissingStarts(deps);
  const starts = channels && new ChannelStarts(channels);
  const problems = new ProblemWatch(deps);
  while (!stop.aborted) {
    await startOrTell(missing, deps);
    if (starts) await runChannelsOrTell(starts, deps);
    await sweepWakes(deps);
    await scanOrTell(deps);
    await tellOrWait(deps);
    await tellSchedulesOrWait(deps);
    await watchOrWait(problems, deps);
    await sleep(PAUSE_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function tellSchedulesOrWait(deps: ActivityDeps): Promise<void> {
  try {
    await tellSchedules(deps);
  } catch (error) {
    deps.logger.warn({ err: error }, 'Temporal could not be told of a schedule; trying again');
  }
}

async function watchOrWait(problems: ProblemWatch, { logger }: ActivityDeps): Promise<void> {
  try {
    await problems.watch();
  } catch (error) {
    logger.warn({ err: error }, 'Recurring problems could not be looked for; trying again');
  }
}

async function tellOrWait(deps: ActivityDeps): Promise<void> {
  try {
    await tellTerms(deps);
  } catch (error) {
    deps.logger.warn({ err: error }, 'Running tickets could not be told of an edit; trying again');
  }
}

/** Files whose scan was cut off, or for which the scanner was away. */
async function scanOrTell({ prisma, files, logger }: ActivityDeps): Promise<void> {
  if (!files) return;
  const tell = (error: unknown, id?: string) =>
    logger.warn({ err: error, attachment: id }, 'Files could not be scanned; trying again');
  await scanWaiting(prisma, files, tell).catch(tell);
}

async function runChannelsOrTell(starts: ChannelStarts, { logger }: ActivityDeps): Promise<void> {
  try {
    await starts.start();
  } catch (error) {
    logger.warn({ err: error }, 'Channels could not be started; trying again');
  }
}

/** Of two servers one may be away for a while; the next sweep is near. */
async function startOrTell(missing: MissingStarts, { logger }: ActivityDeps): Promise<void> {
  try {
    await missing.start();
  } catch (error) {
    logger.warn({ err: error }, 'Tickets without a workflow could not be started; trying again');
  }
}
