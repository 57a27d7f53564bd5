import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation, type PrismaClient } from '../../prisma/client';
import type { MailPolicy } from '../../prisma/documents';
import type { Person } from '../../prisma/takeIn';
import type { Role } from '../../workflows/domain/codes';
import { cleanLine, languageOf } from './cleanText';
import type { ParsedMail } from './mailReader';

/** Somebody whom the desk knows. */
export interface Sender extends Person {
  readonly role: Role;
  readonly active: boolean;
  readonly restricted: boolean;
  /** Ids. */
  readonly teams: readonly string[];
}

/** @returns null if nobody has this address */
export async function findSender(prisma: PrismaClient, address: string): Promise<Sender | null> {
  const user = await prisma.user.findFirst({
    where: { email: { equals: address, mode: 'insensitive' } },
    include: { organisation: { select: { id: true, name: true } }, memberships: { select: { teamId: true } } },
  });
  if (!user) return null;
  const { id, name, organisation, active, restricted, memberships } = user;
  return {
    id,
    name,
    role: user.role as Role,
    organisation,
    active,
    restricted,
    teams: memberships.map((m) => m.teamId),
  };
}

/** The organisation whose domain an address has, or within whose domain it is; null: of none. */
export function organisationOf(policy: MailPolicy, address: string): string | null {
  const domain = address.split('@').at(-1)?.toLowerCase() ?? '';
  const known = policy.domains.find((one) => domain === one.domain || domain.endsWith(`.${one.domain}`));
  return known?.organisation ?? null;
}

/** Makes a requester of somebody who wrote: in the language of her mail, under the name that it has. */
export async function welcome(
  prisma: PrismaClient,
  address: string,
  organisation: string | null,
  mail: ParsedMail,
): Promise<Sender> {
  const known = organisation === null ? null : await prisma.organisation.findUnique({ where: { id: organisation } });
  const data = {
    ...{ id: uuidv7(), email: address, role: 'requester' },
    name: cleanLine(mail.from[0]?.name ?? '') || address,
    locale: languageOf(`${mail.subject}\n${mail.text}`),
    organisationId: known?.id ?? null,
  };
  await prisma.user.create({ data }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
  });
  const sender = await findSender(prisma, address);
  if (!sender) throw new Error('Somebody who has just been made is not there');
  return sender;
}

/** What may be written to, and be somebody's for good. */
export function isPlainAddress(address: string): boolean {
  return (
    address.length <= 254 &&
    /^[^\s<>()[\],;:\\"@\p{Cc}]{1,64}@[^\s<>()[\],;:\\"@\p{Cc}]+\.[^\s<>()[\],;:\\"@\p{Cc}]+$/u.test(address)
  );
}
