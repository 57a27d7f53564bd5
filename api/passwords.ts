import { randomBytes } from 'node:crypto';
import { hashSecret } from '../prisma/apiKeys';
import type { Account } from './logIn';
import { accountBrake, addressBrake, beginAttempt, forgiveAccount } from './guessing';
import { findPasswordFault } from './passwordRules';
import { hashInTurn, verifyInTurn } from './passwordWork';
import { pageOf, readCursor, writeCursor } from './cursor';
import { once } from './once';
import { requireNoAdmin, type UserRow } from './people';
import { forbidden, invalid, Problem } from './problem';
import { audit, type Transaction } from './resource';
import type { Answer, Call, Lookup } from './route';
import type { NewPassword, PasswordChange } from './schemas/sessions';
import { beginSession, endSessions, showBegun, viewCaller } from './sessions';

const LINK_LIFE_MS = 24 * 3_600_000;

/**
 * Somebody says that she has forgotten her password. Administrators see it and give her a link. Whether there is such a
 * person, the answer does not tell.
 */
export async function requestLink({
  deps,
  body,
  req,
}: Lookup & { readonly body: { readonly email: string } }): Promise<Answer> {
  await beginAttempt(deps.prisma, addressBrake(req, 'link'));
  await deps.prisma.$executeRaw`
    INSERT INTO password_requests (user_id)
    SELECT id FROM users WHERE lower(email) = lower(${body.email.trim()}) AND active
    ON CONFLICT (user_id) DO UPDATE SET requested_at = now()`;
  return { status: 202 };
}

/** Who waits for a link. */
export async function listRequests({
  deps,
  caller,
  query,
}: Call<unknown, { limit: number; cursor?: string | undefined }>): Promise<Answer> {
  const scope = { secret: deps.settings.secret, caller: caller.id, list: 'password-requests' };
  const after = readCursor(scope, query.cursor);
  const rows = await deps.prisma.passwordRequest.findMany({
    where: { user: { active: true }, ...(after ? { userId: { gt: String(after[1]) } } : {}) },
    include: { user: { select: { id: true, name: true, email: true } } },
    orderBy: { userId: 'asc' },
    take: query.limit + 1,
  });
  const { data, page } = pageOf(rows, query.limit, (last) => writeCursor(scope, [null, last.userId]));
  const shown = data.map(({ user, requestedAt }) => ({ user, requestedAt: requestedAt.toISOString() }));
  return { status: 200, body: { data: shown, page } };
}

/** The link is in this answer and nowhere else; whoever asked for it gives it to the person. */
export async function issueLink(call: Call<unknown, unknown, UserRow>): Promise<Answer> {
  const { deps, caller, target } = call;
  requireNoAdmin(call, target.role);
  return once(call, async (tx) => {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + LINK_LIFE_MS);
    await tx.passwordLink.create({
      data: { tokenHash: hashSecret(token), userId: target.id, issuedBy: caller.id, expiresAt },
    });
    await tx.passwordRequest.deleteMany({ where: { userId: target.id } });
    await note(tx, caller.id, 'issue-password-link', target.id);
    // After `#`, so that no server or proxy writes it into a log.
    const url = `${deps.settings.publicUrl}/password#${token}`;
    return { status: 201, body: { url, token, expiresAt: expiresAt.toISOString() } };
  });
}

/**
 * Sets the password of whoever has the link, and ends whatever was begun under the old one: sessions and other links.
 * @throws Problem 410 if the link was used or is too old
 */
export async function useLink({ deps, body }: Lookup & { readonly body: NewPassword }): Promise<Answer> {
  const tokenHash = hashSecret(body.token);
  const holds = { tokenHash, expiresAt: { gt: new Date() }, user: { active: true } };
  const link = await deps.prisma.passwordLink.findFirst({ where: holds, include: { user: true } });
  if (!link) throw usedUp();
  const { user } = link;
  requireGood(body.password, user.email);
  const hash = await hashInTurn(body.password);
  await deps.prisma.$transaction(async (tx) => {
    // Of two at once, one deletes the row.
    if ((await tx.passwordLink.deleteMany({ where: { tokenHash } })).count === 0) throw usedUp();
    await storePassword(tx, user.id, hash);
    await forgiveAccount(tx, user.email);
    await note(tx, user.id, 'set-password', user.id);
  });
  return { status: 204 };
}

function usedUp(): Problem {
  return new Problem('gone', 'This link was used or is too old. Ask for another one.');
}

/** @throws Problem 403 */
export function requirePerson({ caller }: Pick<Call, 'caller'>): void {
  if (caller.role === 'service') throw forbidden('A service account has no password.');
}

/** Changes one's password with the old one. Other browsers are logged out, this one gets a new session. */
export async function changePassword(call: Call<PasswordChange>): Promise<Answer> {
  const { deps, caller, body, req } = call;
  const account = await findOwnAccount(call);
  await beginAttempt(deps.prisma, accountBrake(account.email));
  if (!(await verifyInTurn(body.current, account.hash)))
    throw invalid([{ pointer: '/current', code: 'wrong', message: 'This is not your password.' }]);
  requireGood(body.password, account.email);
  const hash = await hashInTurn(body.password);
  const begun = await deps.prisma.$transaction(async (tx) => {
    await storePassword(tx, account.id, hash);
    await forgiveAccount(tx, account.email);
    await note(tx, caller.id, 'change-password', account.id);
    return caller.session
      ? beginSession(tx, { settings: deps.settings, req }, { userId: account.id, method: 'password' })
      : null;
  });
  return begun ? showBegun(deps, begun, 200) : { status: 200, body: viewCaller(caller) };
}

async function findOwnAccount({ deps, caller }: Pick<Call, 'deps' | 'caller'>): Promise<Account> {
  const user = await deps.prisma.user.findUniqueOrThrow({ where: { id: caller.id }, include: { password: true } });
  return { id: user.id, email: user.email, hash: user.password?.hash };
}

function requireGood(password: string, email: string): void {
  const fault = findPasswordFault(password, email);
  if (fault) throw invalid([fault]);
}

async function storePassword(tx: Transaction, userId: string, hash: string): Promise<void> {
  const changedAt = new Date();
  await tx.password.upsert({ where: { userId }, create: { userId, hash, changedAt }, update: { hash, changedAt } });
  await tx.passwordLink.deleteMany({ where: { userId } });
  await tx.passwordRequest.deleteMany({ where: { userId } });
  await endSessions(tx, userId);
}

function note(tx: Transaction, actor: string, action: string, userId: string): Promise<void> {
  return audit(tx, { actor, action, object: `user:${userId}`, before: null, after: null });
}
