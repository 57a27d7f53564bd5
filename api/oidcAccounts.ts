import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation, type PrismaClient } from '../prisma/client';
import type { ProviderAccount } from './oidc';
import { forbidden } from './problem';
import { audit, type Transaction } from './resource';
import { newUser } from './schemas/people';
import type { OidcSettings } from './settings';

type Creating = Pick<OidcSettings, 'createRequesters'>;

/**
 * Whose account at the provider this is. The provider's name for it decides for ever after; the first time, the e-mail
 * address does, if the provider has verified it.
 * @returns the person's id
 * @throws Problem 403 if she is unknown or inactive
 */
export async function linkAccount(prisma: PrismaClient, oidc: Creating, account: ProviderAccount): Promise<string> {
  try {
    return await prisma.$transaction((tx) => findOrLink(tx, oidc, account));
  } catch (error) {
    // Two browsers of one person came for the first time at once: the other one's link is there now.
    if (!isUniqueViolation(error)) throw error;
    return prisma.$transaction((tx) => findOrLink(tx, oidc, account));
  }
}

async function findOrLink(tx: Transaction, oidc: Creating, account: ProviderAccount): Promise<string> {
  const { issuer, subject } = account;
  const linked = await tx.oidcAccount.findUnique({
    where: { issuer_subject: { issuer, subject } },
    include: { user: { select: { active: true } } },
  });
  if (linked) {
    if (!linked.user.active) throw forbidden('Your account at this desk is not active. Ask its administrator.');
    return linked.userId;
  }
  const userId = await findByEmail(tx, oidc, account);
  await tx.oidcAccount.create({ data: { issuer, subject, userId } });
  const entry = { actor: userId, action: 'link-oidc-account', object: `user:${userId}`, before: null };
  await audit(tx, { ...entry, after: { version: 1, document: { issuer, subject } } });
  return userId;
}

async function findByEmail(tx: Transaction, oidc: Creating, account: ProviderAccount): Promise<string> {
  const { issuer, verifiedEmail } = account;
  if (verifiedEmail === undefined)
    throw forbidden('The OpenID provider does not vouch for an e-mail address of yours. Ask its administrator.');
  const [found] = await tx.$queryRaw<{ id: string; active: boolean; linked: boolean }[]>`
    SELECT u.id::text AS id, u.active,
           EXISTS (SELECT 1 FROM oidc_accounts a WHERE a.user_id = u.id AND a.issuer = ${issuer}) AS linked
      FROM users u WHERE lower(u.email) = lower(${verifiedEmail})`;
  if (!found && oidc.createRequesters) return createRequester(tx, verifiedEmail, account);
  if (!found?.active)
    throw forbidden(`Nobody at this desk has the e-mail address ${verifiedEmail}. Ask its administrator.`);
  if (found.linked)
    throw forbidden(
      'Another account of the OpenID provider is linked with your e-mail address. Ask the administrator.',
    );
  return found.id;
}

async function createRequester(tx: Transaction, email: string, { name, locale }: ProviderAccount): Promise<string> {
  const parsed = newUser.safeParse({ email, name: name ?? email, role: 'requester', locale: localeOf(locale) });
  if (!parsed.success) throw forbidden('What the OpenID provider tells of you cannot be stored here.');
  const { restricted, timeZone, role, ...rest } = parsed.data;
  const id = uuidv7();
  await tx.user.create({
    data: { id, role, restricted, timeZone, email: rest.email, name: rest.name, locale: rest.locale },
  });
  const entry = { actor: id, action: 'create', object: `user:${id}`, before: null };
  await audit(tx, { ...entry, after: { version: 1, document: { email, name: rest.name, role, via: 'oidc' } } });
  return id;
}

function localeOf(locale: string | undefined): string {
  return locale?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
