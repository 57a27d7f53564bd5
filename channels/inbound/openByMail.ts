import { Prisma } from '../../prisma/client';
import { commandId, textId } from '../../prisma/ids';
import { writeIntake } from '../../prisma/takeIn';
import { startTicket } from '../../workflows/start';
import { cleanText } from './cleanText';
import type { Filing, FilingDeps, Mail } from './fileMail';
import type { Sender } from './findSender';
import { keepFiles } from './keepFiles';
import { subjectFor } from './limits';
import type { ParsedMail } from './mailReader';

/** The command under which a mail's effect is known, however often the mail is gone through. */
export function commandOf({ key }: Pick<Mail, 'key'>): string {
  return commandId({ actor: 'mail', method: 'mail', path: '', key });
}

/**
 * The ticket that an earlier attempt has opened for a mail, whose end was not written down: whatever would be decided about
 * the mail now (the same words were just said, by itself), it stands.
 * @returns null if there is none
 */
export async function openedBefore({ prisma }: Pick<FilingDeps, 'prisma'>, mail: Mail): Promise<Filing | null> {
  const where = { id: textId(commandOf(mail), 'ticket') };
  const ticket = await prisma.ticket.findUnique({ where, select: { id: true, requesterId: true } });
  return ticket && { state: 'opened', ticketId: ticket.id, commentId: null, authorId: ticket.requesterId, notes: [] };
}

/** Opens a ticket, as `POST /tickets` does, with the mail's text and files. */
export async function openByMail(deps: FilingDeps, mail: Mail, parsed: ParsedMail, sender: Sender): Promise<Filing> {
  const { prisma, client, inbound, logger } = deps;
  const command = commandOf(mail);
  const id = textId(command, 'ticket');
  const by = { id: sender.id, role: sender.role };
  const { text, shortened } = cleanText(parsed.text);
  const files = await keepFiles(deps, mail.id, parsed.attachments, by, null);
  const taken = await writeIntake(prisma, {
    ...{ id, commandId: command, by, requester: sender, given: {}, source: 'email' },
    ...{ subject: subjectFor(parsed), description: text, fields: {}, tags: [], fingerprint: null },
    along: (ticket) => [
      Prisma.sql`attached AS (
        UPDATE attachments SET ticket_id = ${ticket.id}::uuid, visibility = 'public', seq = 1
         WHERE id = ANY(${[...files.ids]}::uuid[]) AND seq IS NULL
      )`,
    ],
  });
  if (taken.kind !== 'created') throw new Error('A mail has no fingerprint to join a ticket by');
  const { key, received, facts } = taken.workflow;
  // The ticket stands; whatever keeps its workflow from starting, the sweep starts it.
  await startTicket(client, key, { received, settings: inbound.run }, facts).catch((error: unknown) =>
    logger.warn({ err: error, key }, 'workflow not started; the sweep will start it'),
  );
  const notes = [...(shortened ? (['shortened'] as const) : []), ...files.notes];
  return { state: 'opened', ticketId: id, commentId: null, authorId: sender.id, notes };
}
