import { Prisma } from '../../prisma/client';
import { commandId, textId } from '../../prisma/ids';
import { writeIntake } from '../../prisma/takeIn';
import { startTicket } from '../../workflows/start';
import { cleanText } from './cleanText';
import type { Filing, FilingDeps, Mail } from './fileMail';
import type { Sender } from './findSender';
import { keepFiles, type Note } from './keepFiles';
import { subjectFor } from './limits';
import type { ParsedMail } from './mailReader';

/** The command under which a mail's effect is known, however often the mail is gone through. */
export function commandOf({ key }: Pick<Mail, 'key'>): string {
  return commandId({ actor: 'mail', method: 'mail', path: '', key });
}

/** Opens a ticket, as `POST /tickets` does, with the mail's text and files. */
export async function openByMail(deps: FilingDeps, mail: Mail, parsed: ParsedMail, sender: Sender): Promise<Filing> {
  const { prisma, client, inbound, logger } = deps;
  const command = commandOf(mail);
  const id = textId(command, 'ticket');
  const by = { id: sender.id, role: sender.role };
  const { text, shortened } = cleanText(parsed.text);
  const opened = (notes: readonly Note[]): Filing => ({
    ...{ state: 'opened', ticketId: id, commentId: null, authorId: sender.id },
    notes: [...(shortened ? (['shortened'] as const) : []), ...notes],
  });
  // Opened in an attempt whose end nobody heard of.
  if (await prisma.ticket.findUnique({ where: { id }, select: { id: true } })) return opened([]);
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
  return opened(files.notes);
}
