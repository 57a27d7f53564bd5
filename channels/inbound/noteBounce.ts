import type { Prisma, PrismaClient } from '../../prisma/client';
import { tellTicket } from '../engine/giveUp';
import type { InboundDeps } from './deps';
import type { DeliveryReport, ParsedMail } from './mailReader';

const DAY_MS = 86_400_000;
/** A mail gathers what was written in so many days before it at most: more than any digest waits. */
const GATHERED_DAYS = 7;

/**
 * A mail of the desk has come back: its delivery is given up after all, and the ticket tells whoever works on it. Anybody
 * can write such a notice. So it counts only for a mail with the id that it returns, which nobody can guess, if that went
 * to the address that it names; and once. A delay is no failure.
 * @returns id of the ticket that the mail was about; null: it was none of ours, of none, or nothing came back
 * @throws if a ticket could not be told now: to be repeated
 */
export async function noteBounce(
  deps: Pick<InboundDeps, 'prisma' | 'client' | 'logger'>,
  { report, references }: Pick<ParsedMail, 'report' | 'references'>,
): Promise<string | null> {
  const { prisma, logger } = deps;
  const failures = report?.recipients.filter(({ action }) => action === 'failed') ?? [];
  if (!report || failures.length === 0) return null;
  const ids = [report.messageId, ...references].flatMap((id) => (id === null ? [] : [id.trim()]));
  const rows = await prisma.delivery.findMany({
    where: { messageId: { in: ids.slice(0, 10) }, channel: 'email', state: 'sent' },
  });
  let about: string | null = null;
  for (const row of rows) {
    const failure = await failureOf(prisma, row, failures);
    if (!failure) continue;
    const all = [row, ...(await gatheredInto(prisma, row))];
    // The tickets first: whatever happens in between, they are told, and told once.
    for (const one of all)
      if (!(await tellTicket(deps, one))) throw new Error('A ticket could not be told that a mail came back');
    await prisma.delivery.updateMany({
      where: { id: { in: all.map(({ id }) => id) }, state: { in: ['sent', 'gathered'] } },
      data: { state: 'failed', sentAt: null, lastError: `came back: ${failure.status || 'no reason given'}` },
    });
    logger.warn({ delivery: row.id, status: failure.status }, 'A mail came back');
    about = row.ticketId;
  }
  return about;
}

type Delivery = Prisma.DeliveryGetPayload<object>;
type Failure = DeliveryReport['recipients'][number];

async function failureOf(
  prisma: PrismaClient,
  { recipient }: Delivery,
  failures: readonly Failure[],
): Promise<Failure | undefined> {
  const address = recipient.includes('@')
    ? recipient
    : (await prisma.user.findUnique({ where: { id: recipient }, select: { email: true } }))?.email;
  return failures.find(({ addresses }) => address !== undefined && addresses.includes(address.toLowerCase()));
}

/** What the same mail told of beside. */
function gatheredInto(prisma: PrismaClient, { id, recipient, createdAt }: Delivery): Promise<Delivery[]> {
  const since = new Date(createdAt.getTime() - GATHERED_DAYS * DAY_MS);
  return prisma.delivery.findMany({
    where: { recipient, gatheredInto: id, state: 'gathered', createdAt: { gte: since } },
  });
}
