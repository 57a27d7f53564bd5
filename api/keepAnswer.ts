import { begin, finish, forget, operationOf } from './idempotency';
import { openKept, seal } from '../prisma/seal';
import type { Answer, Call } from './route';

/** For so long a request without an outcome is taken to be running still; then its process must have died. */
const ALIVE_MS = 60_000;

type KeyedCall = Pick<Call, 'deps' | 'caller' | 'req'>;

/**
 * Keeps the answer to a POST with an Idempotency-Key for 24 hours, and gives it again to whoever repeats it. The pipeline
 * does so for every POST, but for those whose handler keeps it in the transaction that has the effect: here a process that
 * dies between the two leaves an effect without an answer, and the repeat has it once more.
 * @throws Problem 422 if the key came with another body, 409 if the first request is still running
 */
export async function answerOnce(call: KeyedCall, work: () => Promise<Answer>): Promise<Answer> {
  // Under another id than a handler would give its command: the two are kept apart, should one keep its answer too.
  const operation = operationOf(call, { method: `answer to ${call.req.method}` });
  if (operation.idempotencyKey === null) return work();
  const { prisma, settings } = call.deps;
  const beginning = await begin(prisma, operation, ALIVE_MS);
  if (beginning.kind === 'kept') return openKept(settings.secret, beginning.answer);
  try {
    const answer = await work();
    if (answer.stream) await forget(prisma, operation.id);
    else await finish(prisma, operation.id, sealed(settings.secret, answer));
    return answer;
  } catch (error) {
    await forget(prisma, operation.id).catch(() => undefined);
    throw error;
  }
}

/** Of what is answered some is shown once: whoever reads the database must not read it. */
function sealed(secret: string, answer: Answer): Answer {
  const text = answer.text ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body));
  return text === undefined ? answer : { ...answer, text: seal(secret, text) };
}
