import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../stack/deskCaller';
import type { FaultRig } from '../stack/rig';
import type { Act, Journal } from './journal';

/** After that a client gives up, and does not know what became of what it asked for. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 250;

export interface Request {
  readonly role: string;
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: unknown;
}

/**
 * Asks as a careful client does: under the same Idempotency-Key until the answer is final, and writes down what it was
 * told.
 * @returns the answer; null: it gave up, or the answer was a refusal, which nothing here deserves
 */
export async function insist(
  rig: FaultRig,
  journal: Journal,
  act: Act,
  { role, method, path, body }: Request,
): Promise<Answer | null> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await rig.call(role, method, path, body, act.id).catch(() => null);
    journal.see(answer?.status ?? 0);
    if (answer && !isUndecided(answer)) {
      if (answer.status < 300) {
        journal.acknowledge(act, act.ticket ?? String(answer.body.key), answer.status);
        return answer;
      }
      journal.surprise(act, `${answer.status} ${JSON.stringify(answer.body)}`);
      return null;
    }
    if (Date.now() > deadline) {
      journal.leaveUnsure(act);
      return null;
    }
    await sleep(PAUSE_MS);
  }
}

function isUndecided({ status, body }: Answer): boolean {
  return status === 202 || status === 503 || body.code === 'idempotency_in_flight';
}

/** The same by a Signal, which is acknowledged when Temporal has it. */
export async function insistBySignal(rig: FaultRig, journal: Journal, act: Act & { readonly ticket: string }) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await rig.withTemporal((client) => client.workflow.getHandle(act.ticket).signal(act.deed, { id: act.id }));
      journal.acknowledge(act, act.ticket, 0);
      return;
    } catch {
      // Temporal is away, or the ticket's workflow was not started yet: the sweep does it.
      journal.see(0);
    }
    if (Date.now() > deadline) return journal.leaveUnsure(act);
    await sleep(PAUSE_MS);
  }
}
