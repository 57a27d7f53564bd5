import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';
import { findFailing } from './health';
import { mustServe, startPart, type Part } from './parts';

/** What a ticket may take until its command is answered by the release that is older than its history. */
const ANSWERED_WITHIN_MS = 20_000;
const ASK_EVERY_MS = 1_000;

export interface WayBack {
  /** Whether the old release starts on the servers as the new one left them; what it says if it does not. */
  readonly starts: boolean;
  readonly says: string;
  /** Of so many tickets that were asked something, so many answered in time. Zero of zero: nobody could be asked. */
  readonly asked: number;
  readonly answered: number;
  /** Workflows whose task failed under the old code, by name. */
  readonly failing: readonly string[];
}

interface Running {
  readonly api: Part;
  readonly worker: Part;
}

/**
 * Tries what an operator might who regrets an upgrade: the old release again, on the new one's tables and histories.
 * @param newer what runs now; it is stopped meanwhile, if the old release starts at all
 * @param keys tickets that the new code has had in hand
 * @returns what happened, and what runs afterwards: the new release
 */
export async function tryWayBack(
  rig: FaultRig,
  { newer, root, keys }: { readonly newer: Running; readonly root: string; readonly keys: readonly string[] },
): Promise<{ readonly wayBack: WayBack; readonly running: Running }> {
  const [api, worker] = [await startPart(rig, 'api', 'back', root), await startPart(rig, 'worker', 'back', root)];
  try {
    for (const part of [api, worker]) {
      if (!(await part.ready())) continue;
      const wayBack = { starts: false, says: lastLine(part), asked: 0, answered: 0, failing: [] };
      return { wayBack, running: newer };
    }
    rig.sendClientsTo(api.port);
    await newer.api.process.kill('SIGTERM');
    await newer.worker.process.kill('SIGTERM');
    const answers = await Promise.all(keys.map((key) => isAnswered(rig, key)));
    const failing = await rig.withTemporal(findFailing);
    const running = { api: await startPart(rig, 'api', 'again'), worker: await startPart(rig, 'worker', 'again') };
    await mustServe(running.worker);
    await mustServe(running.api);
    rig.sendClientsTo(running.api.port);
    const answered = answers.filter(Boolean).length;
    return { wayBack: { starts: true, says: '', asked: keys.length, answered, failing }, running };
  } finally {
    await Promise.all([api.process.kill('SIGTERM'), worker.process.kill('SIGTERM')]);
  }
}

async function isAnswered(rig: FaultRig, key: string): Promise<boolean> {
  const body = { body: 'Asked of the old release.', visibility: 'internal' };
  for (const deadline = Date.now() + ANSWERED_WITHIN_MS; Date.now() < deadline; await sleep(ASK_EVERY_MS)) {
    const answer = await rig.call('agent', 'POST', `/tickets/${key}/comments`, body, `back-${key}`).catch(() => null);
    if (answer?.status === 201) return true;
  }
  return false;
}

function lastLine({ process }: Part): string {
  return readFileSync(process.command.logFile, 'utf8').trim().split('\n').at(-1) ?? '';
}
