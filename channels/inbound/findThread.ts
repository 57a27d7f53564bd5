import type { PrismaClient } from '../../prisma/client';
import { readReplyAddress, readThreadRoot } from '../mail/replyAddress';
import type { ParsedMail } from './mailReader';

/** The ticket that a mail answers to. */
export interface Thread {
  readonly ticketId: string;
  /**
   * The mail names what only those know who got mail of the ticket: a signed address, or an id of ours. Else it names a
   * key, or an id that its sender made up: that counts for those whom the ticket concerns.
   */
  readonly proven: boolean;
}

const LONGEST = 100;
const TOKEN = /\[(SD-\d{1,12})\]/i;

/** @returns null if the mail answers to nothing that the desk knows */
export async function findThread(
  prisma: PrismaClient,
  secret: string,
  mail: ParsedMail,
  envelopeTo: readonly string[],
): Promise<Thread | null> {
  const addresses = [...envelopeTo, ...mail.to.map(({ address }) => address)].slice(0, LONGEST);
  const references = mail.references.map((id) => id.trim()).slice(-LONGEST);
  const signed =
    firstOf(addresses, (address) => readReplyAddress(secret, address)) ??
    firstOf(references, (id) => readThreadRoot(secret, id));
  const proven = (await byKey(prisma, signed)) ?? (await byOurIds(prisma, references));
  if (proven !== null) return { ticketId: proven, proven: true };
  const [, token] = TOKEN.exec(mail.subject) ?? [];
  const told = (await byKey(prisma, token?.toUpperCase() ?? null)) ?? (await byTheirIds(prisma, references));
  return told === null ? null : { ticketId: told, proven: false };
}

function firstOf(texts: readonly string[], read: (text: string) => string | null): string | null {
  for (const text of texts) {
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}

async function byKey(prisma: PrismaClient, key: string | null): Promise<string | null> {
  if (key === null) return null;
  return (await prisma.ticket.findUnique({ where: { key }, select: { id: true } }))?.id ?? null;
}

/** Mails that the desk has sent. */
async function byOurIds(prisma: PrismaClient, references: readonly string[]): Promise<string | null> {
  const rows = await prisma.delivery.findMany({
    where: { messageId: { in: [...references] }, ticketId: { not: null } },
    select: { ticketId: true },
    orderBy: { createdAt: 'desc' },
    take: 1,
  });
  return rows[0]?.ticketId ?? null;
}

/** Mails that the desk has taken: somebody goes on where she or another began. */
async function byTheirIds(prisma: PrismaClient, references: readonly string[]): Promise<string | null> {
  const rows = await prisma.inboundMail.findMany({
    where: { messageId: { in: [...references] }, state: { in: ['opened', 'commented'] }, ticketId: { not: null } },
    select: { ticketId: true },
    orderBy: { id: 'desc' },
    take: 1,
  });
  return rows[0]?.ticketId ?? null;
}
