import { storeComment } from '../../prisma/comments';
import { appendFollowUp, continueTicket } from '../../prisma/followUp';
import { commandId, textId } from '../../prisma/ids';
import { endOfMerge, visibilityThere } from '../../prisma/links';
import { startTicket } from '../../workflows/start';
import { askTicket } from './askTicket';
import { cleanText } from './cleanText';
import { cutQuotes } from './cutQuotes';
import type { Filing, FilingDeps, Mail } from './fileMail';
import type { Sender } from './findSender';
import type { Thread } from './findThread';
import { keepFiles } from './keepFiles';
import type { ParsedMail } from './mailReader';
import { commandOf } from './openByMail';

const INCLUDE = { requester: true, organisation: true } as const;

/**
 * Writes what a mail says as a public comment, by the command of the API. A requester's answer to a closed ticket goes on
 * in a new one.
 * @returns null if the ticket does not concern the sender: her mail is one of its own
 */
export async function commentByMail(
  deps: FilingDeps,
  mail: Mail,
  parsed: ParsedMail,
  sender: Sender,
  { ticketId, proven }: Thread,
): Promise<Filing | null> {
  const { prisma } = deps;
  const ticket = await prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, include: INCLUDE });
  const works = sender.role !== 'requester' && (!sender.restricted || sender.teams.includes(ticket.teamId ?? ''));
  const concerns = works || ticket.requesterId === sender.id || proven;
  if (!concerns) return null;
  if (!works && sender.role !== 'requester' && ticket.requesterId !== sender.id)
    return { state: 'held', why: 'notAllowed', ticketId };

  const id = commandOf(mail);
  const comment = textId(id, 'comment');
  const by = { id: sender.id, role: sender.role };
  const from: 'agent' | 'requester' = works ? 'agent' : 'requester';
  // Merged since the attempt that wrote it, a ticket must not pass it on as well.
  const end = (await isWritten(prisma, ticketId, id)) ? null : await endOfMerge(prisma, ticketId);
  const there = end && end.status !== 'closed' ? end : null;
  const place = there ?? ticket;
  const written = { from, author: sender.id, visibility: 'public' as const };
  const visibility = there ? visibilityThere(there, written) : 'public';
  const { text, shortened } = cleanText(await cutQuotes(deps.reader, cleanText(parsed.text).text));
  await prisma.inboundMail.update({ where: { id: mail.id }, data: { ticketId } });
  const words = { author: by, visibility, body: text || '…', ...(there && { viaId: ticketId }) };
  await storeComment(prisma, { ...words, id: comment, ticketId: place.id });
  const files = await keepFiles(deps, mail.id, parsed.attachments, by, { ticketId: place.id, comment, visibility });
  const notes = [...(shortened ? (['shortened'] as const) : []), ...files.notes];
  const commented = { state: 'commented', commentId: comment, authorId: sender.id, notes } as const;

  const payload = { comment, visibility, from, id, by, ...(there && { via: ticket.key }) };
  const outcome = await askTicket(deps, place, 'comment', payload);
  if (outcome.kind === 'done') return { ...commented, ticketId: place.id };
  if (!end && (await endOfMerge(prisma, ticketId))) throw new Error('The ticket has just been merged into another');
  if (from === 'agent' || there) return { state: 'held', why: 'closed', ticketId };
  const other = await goOn(deps, ticket, { commandId: id, comment, by });
  return { ...commented, state: 'opened', ticketId: other };
}

async function isWritten(prisma: FilingDeps['prisma'], ticketId: string, commandId: string): Promise<boolean> {
  const where = { ticketId_commandId: { ticketId, commandId } };
  return (await prisma.ticketEvent.findUnique({ where, select: { seq: true } })) !== null;
}

type Continuation = Parameters<typeof continueTicket>[1];
type TicketRow = Continuation['old'];
type Said = Pick<Continuation, 'commandId' | 'comment' | 'by'>;

/** @returns id of the ticket that goes on where the closed one ended */
async function goOn(deps: FilingDeps, old: TicketRow, said: Said): Promise<string> {
  const { prisma, client, inbound, logger } = deps;
  const taken = await continueTicket(prisma, { old, ...said, source: 'email' });
  if (taken) {
    const { key, received, facts } = taken.workflow;
    await startTicket(client, key, { received, settings: inbound.run }, facts).catch((error: unknown) =>
      logger.warn({ err: error, key }, 'workflow not started; the sweep will start it'),
    );
    await tellOld(deps, old, key, said).catch((error: unknown) =>
      logger.warn({ err: error, key: old.key, followUp: key }, 'the old ticket could not be told of its follow-up'),
    );
  }
  return (await prisma.comment.findUniqueOrThrow({ where: { id: said.comment } })).ticketId;
}

async function tellOld(
  deps: FilingDeps,
  old: TicketRow,
  key: string,
  { commandId: from, by }: Pick<Said, 'commandId' | 'by'>,
): Promise<void> {
  const id = commandId({ actor: by.id, method: 'followUp', path: old.key, key: from });
  const outcome = await askTicket(deps, old, 'followUp', { key, id, by });
  if (outcome.kind !== 'done') await appendFollowUp(deps.prisma, { ticketId: old.id, key, commandId: id, by });
}
