import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation, type Prisma } from '../prisma/client';
import { pageOf, readCursor, writeCursor } from './cursor';
import { once } from './once';
import { checkIfMatch } from './preconditions';
import { forbidden, invalid, notFound } from './problem';
import { requireDesk } from './require';
import { audit, type Transaction } from './resource';
import type { Answer, Call } from './route';
import { UUID_FORM } from './schemas/common';
import type { NewUser } from './schemas/people';

export type UserRow = Prisma.UserGetPayload<object>;

export function viewUser(row: UserRow) {
  const { id, version, active, email, name, role, organisationId, restricted, locale, timeZone, createdAt } = row;
  return {
    ...{ id, version, active, email, name, role, organisation: organisationId, restricted, locale, timeZone },
    createdAt: createdAt.toISOString(),
  };
}

/** @throws Problem 404; 403 for those who may read of nobody, so that they do not learn who is there */
export async function findUser(call: Pick<Call, 'deps' | 'params' | 'permissions' | 'caller'>): Promise<UserRow> {
  requireDesk('read', 'People')(call);
  const { deps, params } = call;
  const id = params.id ?? '';
  const row = UUID_FORM.test(id) ? await deps.prisma.user.findUnique({ where: { id } }) : null;
  if (!row) throw notFound('person of this id');
  return row;
}

export async function listUsers({
  deps,
  caller,
  query,
}: Call<unknown, { limit: number; cursor?: string | undefined }>) {
  const scope = { secret: deps.settings.secret, caller: caller.id, list: 'users' };
  const after = readCursor(scope, query.cursor);
  const rows = await deps.prisma.user.findMany({
    where: after ? { id: { gt: String(after[1]) } } : {},
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  });
  const { data, page } = pageOf(rows, query.limit, (last) => writeCursor(scope, [null, last.id]));
  return { data: data.map(viewUser), page };
}

export async function createUser(call: Call<NewUser>): Promise<Answer> {
  requireNoAdmin(call, call.body.role);
  return nameTaken(() =>
    once(call, async (tx) => {
      await checkOrganisation(tx, call.body);
      const row = await tx.user.create({ data: { id: uuidv7(), ...columns(call.body) } });
      await record(tx, call, 'create', null, row);
      return { ...showUser(row), status: 201, headers: { Location: `/api/v1/users/${row.id}` } };
    }),
  );
}

export async function replaceUser(call: Call<NewUser & { active: boolean }, unknown, UserRow>): Promise<Answer> {
  const { deps, target, body, req } = call;
  requireNoAdmin(call, body.role);
  requireNoAdmin(call, target.role);
  return nameTaken(() =>
    deps.prisma.$transaction(async (tx) => {
      await checkOrganisation(tx, body);
      await tx.$queryRaw`SELECT id FROM users WHERE id = ${target.id}::uuid FOR UPDATE`;
      const before = await tx.user.findUniqueOrThrow({ where: { id: target.id } });
      checkIfMatch(req, before.version);
      const data = { ...columns(body), active: body.active, version: before.version + 1 };
      const row = await tx.user.update({ where: { id: target.id }, data });
      // Not merely refused: should she come back, an old cookie or link must not come back with her.
      if (!row.active) await forgetLogIns(tx, row.id);
      await record(tx, call, 'replace', before, row);
      return showUser(row);
    }),
  );
}

async function forgetLogIns(tx: Transaction, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.passwordLink.deleteMany({ where: { userId } });
  await tx.passwordRequest.deleteMany({ where: { userId } });
}

export function showUser(row: UserRow): Answer {
  return { status: 200, body: viewUser(row), version: row.version };
}

/** A service account that manages people must not make itself an administrator by way of one. */
export function requireNoAdmin({ caller }: Pick<Call, 'caller'>, role: string): void {
  if (caller.role === 'service' && role === 'admin') throw forbidden('Administrators are managed by administrators.');
}

function columns({ organisation, ...body }: NewUser) {
  const { email, name, role, restricted, locale, timeZone } = body;
  return { email, name, role, restricted, locale, timeZone, organisationId: organisation ?? null };
}

async function checkOrganisation(tx: Transaction, { organisation }: NewUser): Promise<void> {
  if (organisation === undefined || organisation === null) return;
  if ((await tx.organisation.count({ where: { id: organisation } })) === 0)
    throw invalid([
      { pointer: '/organisation', code: 'unknown', message: `There is no organisation ${organisation}.` },
    ]);
}

/** The database decides between two at once who get the same address. */
async function nameTaken(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw invalid([{ pointer: '/email', code: 'taken', message: 'Somebody has this e-mail address already.' }]);
  }
}

async function record(
  tx: Transaction,
  { caller }: Pick<Call, 'caller'>,
  action: string,
  before: UserRow | null,
  after: UserRow,
): Promise<void> {
  const stored = (row: UserRow) => ({ version: row.version, document: viewUser(row) });
  await audit(tx, {
    actor: caller.id,
    action,
    object: `user:${after.id}`,
    before: before && stored(before),
    after: stored(after),
  });
}
