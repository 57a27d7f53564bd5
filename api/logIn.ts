import { Prisma, type PrismaClient } from '../prisma/client';
import { accountBrake, addressBrake, beginAttempt, forgiveAccount, takeBackAttempt } from './guessing';
import { verifyInTurn } from './passwordWork';
import { unauthenticated } from './problem';
import type { Answer, Lookup } from './route';
import type { Credentials } from './schemas/sessions';
import { beginSession, showBegun } from './sessions';

/**
 * Logs in with e-mail address and password. Unknown people, people without a password, inactive ones and wrong passwords
 * are answered alike, after the same work.
 */
export async function logIn({ deps, body, req, log }: Lookup & { readonly body: Credentials }): Promise<Answer> {
  const { prisma, settings } = deps;
  const address = addressBrake(req, 'login');
  await beginAttempt(prisma, address, accountBrake(body.email));
  const account = await findAccount(prisma, body.email);
  if (!(await verifyInTurn(body.password, account?.hash)) || !account) {
    log.info('a log-in was refused');
    throw unauthenticated('E-mail address and password do not belong together.');
  }
  const begun = await prisma.$transaction(async (tx) => {
    await forgiveAccount(tx, body.email);
    await takeBackAttempt(tx, address);
    return beginSession(tx, { settings, req }, { userId: account.id, method: 'password' });
  });
  return showBegun(deps, begun, 201);
}

export interface Account {
  readonly id: string;
  readonly email: string;
  /** Undefined: has no password. */
  readonly hash: string | undefined;
}

/** Somebody active, by her address without regard to case. */
export async function findAccount(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  email: string,
): Promise<Account | undefined> {
  const rows = await prisma.$queryRaw<{ id: string; email: string; hash: string | null }[]>(Prisma.sql`
    SELECT u.id::text AS id, u.email, p.hash
      FROM users u LEFT JOIN passwords p ON p.user_id = u.id
     WHERE lower(u.email) = lower(${email.trim()}) AND u.active`);
  const [row] = rows;
  return row && { ...row, hash: row.hash ?? undefined };
}
