import { readPreferences, withDefaults, type StoredPreferences } from '../../channels/notices/preferences';
import type { Prisma } from '../../prisma/client';
import { findUser, type UserRow } from '../people';
import { checkIfMatch } from '../preconditions';
import { requireDesk } from '../require';
import type { Answer, Call } from '../route';
import type { PutPreferences } from '../schemas/notices';

type Finding = Pick<Call, 'deps' | 'params' | 'permissions' | 'caller'>;
type PersonCall<B = unknown> = Call<B, unknown, Pick<UserRow, 'id'>>;

/** Oneself, or anybody for those who may read of people. @throws Problem 403, 404 */
export async function findPerson(call: Finding): Promise<Pick<UserRow, 'id'>> {
  const { caller, params } = call;
  return caller.role !== 'service' && params.id === caller.id ? { id: caller.id } : findUser(call);
}

/** @throws Problem 403 */
export function requirePerson(action: 'read' | 'write') {
  return (call: Pick<PersonCall, 'caller' | 'permissions' | 'target'>): void => {
    if (call.target.id !== call.caller.id) requireDesk(action, 'People')(call);
  };
}

export async function showPreferences({ deps, target }: PersonCall): Promise<Answer> {
  return show(target.id, await readPreferences(deps.prisma, target.id));
}

export async function replacePreferences({ deps, target, body, req }: PersonCall<PutPreferences>): Promise<Answer> {
  return deps.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${target.id}::uuid FOR NO KEY UPDATE`;
    const before = await readPreferences(tx, target.id);
    checkIfMatch(req, before.version);
    const version = before.version + 1;
    const said = { version, document: body as Prisma.InputJsonObject, updatedAt: new Date() };
    await tx.preferences.upsert({ where: { userId: target.id }, create: { userId: target.id, ...said }, update: said });
    return show(target.id, { version, preferences: withDefaults(body) });
  });
}

function show(user: string, { version, preferences }: StoredPreferences): Answer {
  const { kinds, quietHours, outsideShift, digestAt } = preferences;
  return { status: 200, version, body: { user, version, kinds, quietHours, outsideShift, digestAt } };
}
