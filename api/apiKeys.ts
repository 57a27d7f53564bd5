import { bearerOf, makeApiKey } from '../prisma/apiKeys';
import type { Prisma } from '../prisma/client';
import { pageOf, readCursor, writeCursor } from './cursor';
import { once } from './once';
import { requireNoAdmin } from './people';
import { forbidden, invalid, notFound } from './problem';
import { requireDesk } from './require';
import { audit, type Transaction } from './resource';
import type { Answer, Call } from './route';
import type { NewKey, Rotation } from './schemas/people';

type KeyRow = Prisma.ApiKeyGetPayload<object>;

function viewKey(row: KeyRow) {
  return {
    id: row.id,
    name: row.name,
    user: row.userId,
    scopes: row.scopes,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    /** Until then the secret before the last rotation holds, too. */
    previousExpiresAt: holdsUntil(row)?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function holdsUntil({ previousExpiresAt }: KeyRow): Date | null {
  return previousExpiresAt && previousExpiresAt > new Date() ? previousExpiresAt : null;
}

/** Keys that are not revoked, without their secrets, which nobody has. */
export async function listKeys({ deps, caller, query }: Call<unknown, { limit: number; cursor?: string | undefined }>) {
  const scope = { secret: deps.settings.secret, caller: caller.id, list: 'api-keys' };
  const after = readCursor(scope, query.cursor);
  const rows = await deps.prisma.apiKey.findMany({
    where: { revokedAt: null, ...(after ? { id: { gt: String(after[1]) } } : {}) },
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  });
  const { data, page } = pageOf(rows, query.limit, (last) => writeCursor(scope, [null, last.id]));
  return { data: data.map(viewKey), page };
}

/** The secret is in this answer and nowhere else. */
export async function createKey(call: Call<NewKey>): Promise<Answer> {
  const { body, caller } = call;
  if (caller.role === 'service' && body.scopes?.some((scope) => !caller.scopes.has(scope)))
    throw forbidden('A service account grants only scopes that it has.');
  return once(call, async (tx) => {
    // In here, because a repeat of yesterday's request gets yesterday's answer.
    if (body.expiresAt !== undefined && Date.parse(body.expiresAt) <= Date.now())
      throw invalid([
        { pointer: '/expiresAt', code: 'past', message: `${body.expiresAt} is over. Name a later instant.` },
      ]);
    if (body.user !== undefined) {
      const user = await tx.user.findUnique({ where: { id: body.user }, select: { role: true } });
      if (!user) throw invalid([{ pointer: '/user', code: 'unknown', message: 'Nobody has this id.' }]);
      requireNoAdmin(call, user.role);
    }
    const key = makeApiKey();
    const row = await tx.apiKey.create({
      data: {
        id: key.id,
        secretHash: key.hash,
        name: body.name ?? null,
        userId: body.user ?? null,
        scopes: [...new Set(body.scopes ?? [])],
        expiresAt: body.expiresAt === undefined ? null : new Date(body.expiresAt),
      },
    });
    const entry = { actor: caller.id, action: 'create', object: `api-key:${row.id}` };
    await audit(tx, { ...entry, before: null, after: { version: 1, document: viewKey(row) } });
    return {
      status: 201,
      body: { ...viewKey(row), secret: key.bearer },
      headers: { Location: `/api/v1/api-keys/${row.id}` },
    };
  });
}

/** @throws Problem 404 if there is no such key, or it is revoked already; 403 for those who may read of none */
export async function findKey(call: Pick<Call, 'deps' | 'params' | 'permissions' | 'caller'>): Promise<KeyRow> {
  requireDesk('read', 'People')(call);
  const { deps, params } = call;
  const id = params.id ?? '';
  const row = /^[0-9a-z]{1,32}$/.test(id)
    ? await deps.prisma.apiKey.findFirst({ where: { id, revokedAt: null } })
    : null;
  if (!row) throw notFound('key of this id');
  return row;
}

export function showKey(row: KeyRow): Answer {
  return { status: 200, body: viewKey(row) };
}

/**
 * Gives a key a new secret; the old one lives on for a while, so that programs change over without a gap. Of three secrets
 * the oldest dies at once.
 */
export async function rotateKey(call: Call<Rotation, unknown, KeyRow>): Promise<Answer> {
  const { body, caller, target } = call;
  if (caller.role === 'service' && target.scopes.some((scope) => !caller.scopes.has(scope)))
    throw forbidden('A service account rotates only keys with scopes that it has.');
  return once(call, async (tx) => {
    await requireNoAdminsKey(tx, call);
    const { secret, hash } = makeApiKey();
    const [before] = await tx.$queryRaw<{ secret_hash: Uint8Array<ArrayBuffer> }[]>`
      SELECT secret_hash FROM api_keys WHERE id = ${target.id} AND revoked_at IS NULL FOR UPDATE`;
    if (!before) throw notFound('key of this id');
    const row = await tx.apiKey.update({
      where: { id: target.id },
      data: {
        secretHash: hash,
        previousHash: before.secret_hash,
        previousExpiresAt: new Date(Date.now() + body.overlap),
      },
    });
    const stored = (seen: KeyRow) => ({ version: 1, document: viewKey(seen) });
    const entry = { actor: caller.id, action: 'rotate', object: `api-key:${row.id}` };
    await audit(tx, { ...entry, before: stored(target), after: stored(row) });
    return { status: 200, body: { ...viewKey(row), secret: bearerOf(row.id, secret) } };
  });
}

export async function revokeKey(call: Call<unknown, unknown, KeyRow>): Promise<Answer> {
  const { deps, caller, target } = call;
  await deps.prisma.$transaction(async (tx) => {
    await requireNoAdminsKey(tx, call);
    await tx.apiKey.update({ where: { id: target.id }, data: { revokedAt: new Date() } });
    const before = { version: 1, document: viewKey(target) };
    await audit(tx, { actor: caller.id, action: 'revoke', object: `api-key:${target.id}`, before, after: null });
  });
  return { status: 204 };
}

/** @throws Problem 403 if it is an administrator's key and the caller none */
async function requireNoAdminsKey(tx: Transaction, call: Pick<Call<unknown, unknown, KeyRow>, 'caller' | 'target'>) {
  const { userId } = call.target;
  if (userId === null) return;
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { role: true } });
  requireNoAdmin(call, user.role);
}
