import type { Prisma } from '../../prisma/client';
import { begin, finish, operationOf } from '../idempotency';
import { showOperation } from '../operationView';
import type { Answer, Call } from '../route';
import type { BulkBody } from '../schemas/bulk';
import { runnerOf } from './runner';

/** `route` of an operation that is a bulk. */
export const BULK_ROUTE = 'bulk';

type BulkCall = Call<BulkBody>;

/** Makes the commands durable, then lets them be carried out without anyone waiting. */
export async function takeBulk(call: BulkCall): Promise<Answer> {
  const { deps, caller, body } = call;
  const operation = operationOf(call, { route: BULK_ROUTE });
  const items = body.commands.map(({ key, command, ifVersion, ...members }, no) => ({
    ...{ bulkId: operation.id, no, key, command, body: members as Prisma.InputJsonObject },
    ifVersion: ifVersion ?? null,
  }));
  const answer = await deps.prisma.$transaction(async (tx) => {
    // A second request with the same key waits here, and then finds the answer of the first.
    const beginning = await begin(tx, operation, 0);
    if (beginning.kind === 'kept') return beginning.answer;
    await tx.bulk.create({ data: { id: operation.id, actorId: caller.id, keyId: caller.keyId } });
    await tx.bulkItem.createMany({ data: items });
    const accepted: Answer = {
      status: 202,
      body: showOperation(operation.id, 'running', {
        result: showItems(items.map((item) => ({ ...WAITING, ...item }))),
      }),
      headers: { Location: `/api/v1/operations/${operation.id}` },
    };
    await finish(tx, operation.id, accepted);
    return accepted;
  });
  runnerOf(deps).wake();
  return answer;
}

const WAITING = { state: 'waiting', version: null, problem: null } as const;

interface ItemRow {
  readonly key: string;
  readonly command: string;
  readonly state: string;
  readonly version: number | null;
  readonly problem: unknown;
}

function showItems(items: readonly ItemRow[]) {
  return {
    total: items.length,
    finished: items.filter(({ state }) => state !== 'waiting').length,
    data: items.map(({ key, command, state, version, problem }) => ({ key, command, status: state, version, problem })),
  };
}

/** How far it is: always with what each command came to. */
export async function readBulk({ deps }: Pick<Call, 'deps'>, id: string): Promise<Answer> {
  const bulk = await deps.prisma.bulk.findUniqueOrThrow({
    where: { id },
    include: { items: { orderBy: { no: 'asc' } } },
  });
  const status = bulk.doneAt === null ? 'running' : 'done';
  return { status: 200, body: showOperation(id, status, { result: showItems(bulk.items) }) };
}
