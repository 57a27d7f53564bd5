import type { Prisma, PrismaClient } from '../prisma/client';
import { commandId, hashJson, randomCommandId } from './ids';
import { invalid, Problem } from './problem';
import type { Answer, Asked } from './route';

/** For so long a key is remembered. */
const KEPT_MS = 24 * 3_600_000;

/** One row of `idempotency_keys`: a request that its sender may ask about again. */
export interface Operation {
  readonly id: string;
  readonly actorId: string;
  readonly idempotencyKey: string | null;
  /** Name of the command, or the method and path. */
  readonly route: string;
  readonly bodyHash: string;
  readonly ticketId: string | null;
}

/** A database, or a transaction on it. */
type Operations = Pick<PrismaClient, 'operation' | '$executeRaw' | '$queryRaw'>;

/** @throws Problem 422 */
function idempotencyKeyOf(req: Asked): string | null {
  const key = req.headers['idempotency-key'];
  if (key === undefined) return null;
  const text = String(key);
  if (text.length >= 1 && text.length <= 255 && !/[\u0000-\u001f\u007f]/.test(text)) return text;
  throw invalid([
    { header: 'Idempotency-Key', code: 'invalid', message: 'Idempotency-Key must have 1 to 255 characters.' },
  ]);
}

/** Of all that a repeat must have in common with the first request: its body, and its parameters if there are any. */
function bodyHashOf(req: Asked): string {
  const body = (req.body as unknown) ?? {};
  const [, query = ''] = req.originalUrl.split('?', 2);
  return hashJson(query === '' ? body : { query, body });
}

/** As what a request is remembered, where its method and path alone do not say it. */
interface Naming {
  readonly method?: string;
  readonly path?: string;
  readonly route?: string;
  readonly ticketId?: string;
}

/** The row of a request; without an Idempotency-Key nothing finds it again but its id. @throws Problem 422 */
export function operationOf(
  { caller, req }: { readonly caller: { readonly id: string }; readonly req: Asked },
  naming: Naming = {},
): Operation {
  const key = idempotencyKeyOf(req);
  const { method = req.method, path = req.originalUrl.split('?')[0] ?? '', ticketId = null } = naming;
  return {
    id: key === null ? randomCommandId() : commandId({ actor: caller.id, method, path, key }),
    actorId: caller.id,
    idempotencyKey: key,
    route: naming.route ?? `${req.method} ${path}`,
    bodyHash: bodyHashOf(req),
    ticketId,
  };
}

export type Beginning =
  /** This request is the first: its row is there, and is to be finished or forgotten. */
  | { readonly kind: 'first' }
  /** The first was cut off, or answered 202: this request carries on under the same id. */
  | { readonly kind: 'resumed' }
  | { readonly kind: 'kept'; readonly answer: Answer };

/**
 * Claims a key for this request.
 * @param aliveMs so long a request without an outcome is taken to be running still
 * @throws Problem 422 if the key was used with another body, 409 if the first request is still running
 */
export async function begin(prisma: Operations, operation: Operation, aliveMs: number): Promise<Beginning> {
  const { id, actorId, idempotencyKey, route, bodyHash, ticketId } = operation;
  // Dated by PostgreSQL: clocks of API processes differ, and whoever repeats may meet another.
  const count = await prisma.$executeRaw`
    INSERT INTO idempotency_keys (id, actor_id, idempotency_key, route, body_hash, ticket_id, state)
    VALUES (${id}, ${actorId}, ${idempotencyKey}, ${route}, ${bodyHash}, ${ticketId}::uuid, 'running')
    ON CONFLICT DO NOTHING`;
  return count === 1 ? { kind: 'first' } : lookBack(prisma, operation, aliveMs);
}

/** What is known of a key that was used before; `first` if it was not. */
export async function lookBack(prisma: Operations, operation: Operation, aliveMs: number): Promise<Beginning> {
  const row = await prisma.operation.findUnique({ where: { id: operation.id } });
  if (!row) return { kind: 'first' };
  const age = await ageOf(prisma, row.id);
  const over = age > KEPT_MS || (row.state === 'done' && (row.status ?? 500) >= 400);
  if (over) {
    await prisma.operation.deleteMany({ where: { id: row.id, createdAt: row.createdAt } });
    return { kind: 'first' };
  }
  if (row.bodyHash !== operation.bodyHash)
    throw new Problem('idempotency_mismatch', 'This Idempotency-Key came with another body before. Use a new key.');
  if (row.state === 'done') return { kind: 'kept', answer: keptAnswer(row) };
  if (row.runId === null && age < aliveMs)
    throw new Problem('idempotency_in_flight', 'The first request with this Idempotency-Key is still running.', {
      headers: { 'Retry-After': '1' },
    });
  return { kind: 'resumed' };
}

/** In milliseconds, by PostgreSQL's clock. */
async function ageOf(prisma: Operations, id: string): Promise<number> {
  const rows = await prisma.$queryRaw<{ age: number }[]>`
    SELECT extract(epoch FROM clock_timestamp() - created_at)::float8 * 1000 AS age
      FROM idempotency_keys WHERE id = ${id}`;
  return rows[0]?.age ?? 0;
}

function keptAnswer(row: { status: number | null; body: string | null; headers: Prisma.JsonValue }): Answer {
  const headers = (row.headers ?? {}) as Record<string, string>;
  return {
    status: row.status ?? 200,
    ...(row.body === null ? {} : { text: row.body }),
    headers: { ...headers, 'Idempotent-Replayed': 'true' },
  };
}

/** The columns of an answer that is kept, byte for byte. */
export function keptColumns(answer: Answer) {
  const etag = answer.version === undefined ? {} : { ETag: `"v${answer.version}"` };
  return {
    state: 'done',
    status: answer.status,
    body: answer.text ?? (answer.body === undefined ? null : JSON.stringify(answer.body)),
    headers: { ...answer.headers, ...etag } as Prisma.InputJsonObject,
    doneAt: new Date(),
  };
}

export async function finish(prisma: Operations, id: string, answer: Answer): Promise<void> {
  await prisma.operation.updateMany({ where: { id }, data: keptColumns(answer) });
}

/** Refusals are not kept: the same key may be tried again. */
export async function forget(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.operation.deleteMany({ where: { id, state: 'running', runId: null } });
}
