import type { PrismaClient } from '../../prisma/client';
import { currentDocument } from '../../prisma/documents';
import type { Mailbox } from '../mail/settings';
import { loudHours, openHours } from './hours';
import type { Before, Hearer } from './plan';
import { DEFAULT_PREFERENCES, readPreferences } from './preferences';

/** Whom a message is for. */
export interface Recipient extends Hearer {
  readonly to: Mailbox;
  /** Null: an address that nobody here has, hence that of nobody's choosing. */
  readonly userId: string | null;
  /** Null: of an address nothing is known. */
  readonly locale: string | null;
}

/** @returns null if it is a person who is not there, or not any more */
export async function readRecipient(prisma: PrismaClient, recipient: string, now: number): Promise<Recipient | null> {
  if (recipient.includes('@')) return addressee(recipient);
  const user = await prisma.user.findUnique({ where: { id: recipient }, include: { agent: true } });
  if (!user?.active || user.erasedAt) return null;
  const { preferences } = await readPreferences(prisma, user.id);
  const shift = preferences.outsideShift === 'wait' ? (user.agent?.calendar ?? null) : null;
  const stored = shift === null ? null : await currentDocument(prisma, 'calendar', shift);
  return {
    to: { name: user.name, address: user.email },
    userId: user.id,
    locale: user.locale,
    side: user.role === 'requester' ? 'requester' : 'desk',
    timeZone: user.timeZone,
    preferences,
    windows: [
      ...(stored ? [openHours(stored.document, now)] : []),
      ...(preferences.quietHours ? [loudHours(preferences.quietHours, user.timeZone, now)] : []),
    ],
  };
}

function addressee(address: string): Recipient {
  return {
    to: { name: '', address },
    userId: null,
    locale: null,
    side: 'desk',
    timeZone: 'UTC',
    preferences: DEFAULT_PREFERENCES,
    windows: [],
  };
}

/** For so long it matters what somebody was told before, in hours: far longer than bursts are gathered. */
const LATELY_HOURS = 6;

/** Of requesters nothing is looked up: nothing that they are told waits for anything, and one may have thousands of messages. */
export async function readBefore(
  prisma: PrismaClient,
  recipient: string,
  { side }: Pick<Recipient, 'side'>,
): Promise<Before> {
  if (side === 'requester') return { lastAt: null, lastTicket: null, lastAlertAt: null };
  const [row] = await prisma.$queryRaw<{ at: Date | null; ticket: string | null; alert: Date | null }[]>`
    SELECT max(d.sent_at) AS at, (array_agg(d.ticket_id::text ORDER BY d.sent_at DESC))[1] AS ticket,
           max(d.sent_at) FILTER (WHERE t.source = 'alert') AS alert
      FROM deliveries d LEFT JOIN tickets t ON t.id = d.ticket_id
     WHERE d.recipient = ${recipient} AND d.created_at > now() - interval '2 days' AND d.channel = 'email'
       AND d.sent_at > now() - make_interval(hours => ${LATELY_HOURS})`;
  return {
    lastAt: row?.at?.getTime() ?? null,
    lastTicket: row?.ticket ?? null,
    lastAlertAt: row?.alert?.getTime() ?? null,
  };
}
