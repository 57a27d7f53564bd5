import { begin, finish, operationOf } from './idempotency';
import type { Transaction } from './resource';
import { openKept, seal } from '../prisma/seal';
import type { Answer, Call } from './route';

/** A transaction ends with its key, so a row that is running still belongs to nobody any more. */
const ALIVE_MS = 0;

/**
 * Does something in one transaction, once for an Idempotency-Key. The answer is kept sealed, because some hold secrets
 * that are shown once.
 */
export async function once(
  { deps, caller, req }: Pick<Call, 'deps' | 'caller' | 'req'>,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  const operation = operationOf({ caller, req });
  if (operation.idempotencyKey === null) return deps.prisma.$transaction(work);
  const { secret } = deps.settings;
  return deps.prisma.$transaction(async (tx) => {
    // A second request waits here for the first one's transaction, and then finds its answer.
    const beginning = await begin(tx, operation, ALIVE_MS);
    if (beginning.kind === 'kept') return openKept(secret, beginning.answer);
    const answer = await work(tx);
    await finish(tx, operation.id, { ...answer, text: seal(secret, JSON.stringify(answer.body)) });
    return answer;
  });
}
