import { type Prisma, type PrismaClient } from '../../prisma/client';
import type { Filing, Mail } from './fileMail';
import type { ParsedMail } from './mailReader';

/** For so long nobody else works on a mail that somebody has begun with, unless she says that she is at it still. */
const LEASE_SECONDS = 10;
/** A mail that fails so often does not hold back its sender's others any longer. */
const PATIENT_ATTEMPTS = 5;
/** Then a lead is to look at it: about eight hours. */
const LAST_ATTEMPT = 60;
const LONGEST_WAIT_S = 600;

export interface ClaimedMail extends Mail {
  readonly size: bigint;
  readonly attempts: number;
}

/** The next mail whose turn it is; those of one sender one after the other, in the order in which they came. */
export async function claimMail(prisma: PrismaClient): Promise<ClaimedMail | null> {
  const rows = await prisma.$queryRaw<ClaimedMail[]>`
    UPDATE inbound_mails SET claimed_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
     WHERE id = (
       SELECT m.id FROM inbound_mails m
        WHERE m.state = 'waiting' AND (m.claimed_until IS NULL OR m.claimed_until < now())
          AND (m.not_before IS NULL OR m.not_before < now())
          AND NOT EXISTS (
            SELECT 1 FROM inbound_mails e
             WHERE e.state = 'waiting' AND e.id < m.id AND e.sender = m.sender AND e.attempts < ${PATIENT_ATTEMPTS})
        ORDER BY m.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id::text, key, size, attempts, envelope_from AS "envelopeFrom", envelope_to AS "envelopeTo",
              decided_by AS "decidedBy", ticket_id::text AS "ticketId"`;
  return rows[0] ?? null;
}

/** Keeps mails that are being worked on; those of a worker that was killed are free again after their lease. */
export async function renewLeases(prisma: PrismaClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await prisma.$executeRaw`
    UPDATE inbound_mails SET claimed_until = now() + make_interval(secs => ${LEASE_SECONDS})
     WHERE id = ANY(${ids}::uuid[]) AND state = 'waiting'`;
}

/** What is known of a mail once it is read: lists show it, and later mails are told by it. */
export async function recordFacts(
  prisma: PrismaClient,
  id: string,
  facts: { readonly messageId: string | null; readonly sender: string | null; readonly subject: string },
): Promise<void> {
  await prisma.inboundMail.update({ where: { id }, data: facts });
}

export function factsOf(mail: ParsedMail, clean: (text: string) => string) {
  const messageId = mail.messageId === null ? null : clean(mail.messageId);
  const address = clean(mail.from[0]?.address ?? '').toLowerCase();
  return { messageId, sender: address === '' ? null : address, subject: clean(mail.subject) };
}

/** What became of a mail; the polite refusal goes out with it, once to an address. */
export async function recordFiling(prisma: PrismaClient, id: string, filing: Filing): Promise<void> {
  const columns = columnsOf(filing);
  const { sender } = await prisma.inboundMail.findUniqueOrThrow({ where: { id }, select: { sender: true } });
  const done = prisma.inboundMail.updateMany({
    where: { id, state: 'waiting' },
    data: { ...columns, doneAt: new Date(), claimedUntil: null, lastError: null },
  });
  if (filing.state !== 'refused' || sender === null) {
    await done;
    return;
  }
  await prisma.$transaction([done, refuse(prisma, sender, filing.language)]);
}

function columnsOf(filing: Filing) {
  switch (filing.state) {
    case 'opened':
    case 'commented': {
      const { state, ticketId, commentId, authorId, notes } = filing;
      return { state, ticketId, commentId, authorId, notes: [...notes] };
    }
    case 'noted':
    case 'held': {
      const { state, why, ticketId } = filing;
      return { state, why, ticketId };
    }
    case 'refused':
      return { state: filing.state, why: filing.why };
  }
}

function refuse(prisma: PrismaClient, sender: string, language: 'en' | 'fr'): Prisma.PrismaPromise<number> {
  return prisma.$executeRaw`
    INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload)
    VALUES (gen_random_uuid(), ${`mailRefused:${sender}`}, NULL, 0, 'mailRefused', 'email', ${sender},
            jsonb_build_object('language', ${language}::text))
    ON CONFLICT (key) DO NOTHING`;
}

/** Something that it takes is away: it waits, at last for a lead. */
export async function recordFailure(prisma: PrismaClient, mail: ClaimedMail, error: string): Promise<void> {
  const wait = Math.min(2 ** mail.attempts, LONGEST_WAIT_S) * 1_000;
  const lastError = error.slice(0, 500);
  const data =
    mail.attempts >= LAST_ATTEMPT
      ? { state: 'held', why: 'failed', doneAt: new Date() }
      : { notBefore: new Date(Date.now() + wait) };
  await prisma.inboundMail.updateMany({
    where: { id: mail.id, state: 'waiting' },
    data: { ...data, lastError, claimedUntil: null },
  });
}
