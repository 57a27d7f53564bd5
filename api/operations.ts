import { finish, keptColumns } from './idempotency';
import { textId } from './ids';
import { showAttached } from './attachments/upload';
import { BULK_ROUTE, readBulk } from './bulk/take';
import { showTicket } from './command';
import { showComment } from './comments';
import { showOperation } from './operationView';
import { notFound, refusal, type ProblemBody } from './problem';
import type { Answer, Call } from './route';
import { openKept } from '../prisma/seal';
import { readTicketById } from './readTicket';
import { isProjected, pollUpdate } from './update';

const ID = /^[A-Za-z0-9_-]{22}$/;

type OperationCall = Call<unknown, unknown, OperationRow>;
export type OperationRow = Awaited<ReturnType<typeof findOperation>>;

/** @throws Problem 404 unless the caller sent it */
export async function findOperation({ deps, params, caller }: Pick<Call, 'deps' | 'params' | 'caller'>) {
  const id = params.id ?? '';
  const row = ID.test(id) ? await deps.prisma.operation.findFirst({ where: { id, actorId: caller.id } }) : null;
  if (!row) throw notFound('operation of this id');
  return row;
}

/** How a command that was answered 202 went on: PostgreSQL is asked first, then the server about its Update. */
export async function readOperation(call: OperationCall): Promise<Answer> {
  const { deps, target: row } = call;
  if (row.route === BULK_ROUTE) return readBulk(call, row.id);
  if (row.state === 'done') return { status: 200, body: showKept(call, row) };
  const { id, ticketId } = row;
  if (ticketId === null) return { status: 200, body: showOperation(id, 'running') };
  if (await isProjected(deps, { ticketId, id })) return { status: 200, body: await showDone(call, ticketId) };
  const key = (await deps.prisma.ticket.findUnique({ where: { id: ticketId }, select: { key: true } }))?.key ?? '';
  const polled = await pollUpdate(deps, { key, runId: row.runId ?? '', id });
  switch (polled.kind) {
    case 'done':
      return { status: 200, body: await showDone(call, ticketId) };
    case 'accepted':
      return { status: 200, body: showOperation(id, 'running') };
    case 'failed':
      return { status: 200, body: await showRefused(call, polled.failure) };
    case 'absent':
    case 'unknown':
      return { status: 200, body: showOperation(id, 'unknown') };
  }
}

function showKept({ deps }: Pick<Call, 'deps'>, row: OperationRow) {
  const kept = openKept(deps.settings.secret, row.body === null ? {} : { text: row.body });
  const body: unknown = JSON.parse(kept.text ?? 'null');
  if ((row.status ?? 500) >= 400) return showOperation(row.id, 'refused', { problem: body as ProblemBody });
  return showOperation(row.id, 'done', { result: body });
}

async function showDone(call: OperationCall, ticketId: string) {
  const { deps, caller, target: row } = call;
  const ticket = await readTicketById(deps.prisma, ticketId);
  if (!ticket) return showOperation(row.id, 'unknown');
  const answer =
    row.route === 'comment'
      ? await showComment(call, textId(row.id, 'comment'))
      : row.route === 'attach'
        ? await showAttached(call, { ticketId, id: row.id })
        : await showTicket({ deps, caller, target: ticket });
  await finish(deps.prisma, row.id, answer);
  return showOperation(row.id, 'done', { result: answer.body });
}

async function showRefused(
  { deps, target: row, requestId }: OperationCall,
  failure: Parameters<typeof refusal>[0] | null,
) {
  if (!failure) return showOperation(row.id, 'unknown');
  const problem = refusal(failure);
  const body = problem.body(requestId);
  await deps.prisma.operation.updateMany({
    where: { id: row.id, state: 'running' },
    data: keptColumns({ status: problem.status, body }),
  });
  return showOperation(row.id, 'refused', { problem: body });
}
