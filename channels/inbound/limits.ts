import type { PrismaClient } from '../../prisma/client';
import { cleanLine, cleanText } from './cleanText';
import type { ParsedMail } from './mailReader';

const HOUR_MS = 3_600_000;

/** Mails of a sender that have opened or answered tickets in the last hour. */
export function sentWithinTheHour(prisma: PrismaClient, sender: string): Promise<number> {
  return prisma.inboundMail.count({
    where: { sender, doneAt: { gt: new Date(Date.now() - HOUR_MS) }, state: { in: ['opened', 'commented'] } },
  });
}

/**
 * Whether somebody has opened a ticket with these very words in the last hour. An answering machine that does not say
 * what it is says the same to each confirmation: so the two fall silent.
 */
export async function isRepeated(prisma: PrismaClient, requesterId: string, mail: ParsedMail): Promise<boolean> {
  const subject = subjectFor(mail);
  const before = await prisma.ticket.findFirst({
    where: {
      ...{ requesterId, source: 'email', subject, description: cleanText(mail.text).text },
      createdAt: { gt: new Date(Date.now() - HOUR_MS) },
    },
    select: { id: true },
  });
  return before !== null;
}

/** What a ticket that a mail opens is called: a key in it would be of another ticket. */
export function subjectFor(mail: ParsedMail): string {
  const subject = cleanLine(mail.subject.replace(/\[SD-\d{1,12}\]/gi, ' '));
  return subject || '…';
}
