import { runCommand } from '../command';
import { once } from '../once';
import { forbidden, invalid, Problem } from '../problem';
import type { Answer, Asked, Call } from '../route';
import { attachmentLimits } from '../settings';
import type { TicketRow } from '../ticketView';
import { beginScan, discardFile, receivedColumns, receiveFile, type Received } from './receive';
import { ATTACHMENT_INCLUDE, viewAttachments } from './view';

type TicketUpload = Call<unknown, unknown, TicketRow>;

/** A file for later: a comment or a ticket takes it, or the sweep after a day. */
export async function holdFile(call: Call): Promise<Answer> {
  const received = await receiveFile(call);
  try {
    if (received.visibility !== undefined)
      throw invalid([
        { pointer: '/visibility', code: 'unknown_member', message: 'Whatever takes the file says this.' },
      ]);
    const answer = await once({ ...call, req: askedFor(call.req, received) }, async (tx) => {
      const data = receivedColumns(call, received);
      const row = await tx.attachment.update({ where: { id: received.id }, data, include: ATTACHMENT_INCLUDE });
      const [body] = await viewAttachments(call, [row]);
      return { status: 201, body, headers: { Location: `/api/v1/attachments/${row.id}` } };
    });
    if (answer.headers?.['Idempotent-Replayed']) await discardFile(call, received.id);
    else beginScan(call, received.id);
    return answer;
  } catch (error) {
    await discardFile(call, received.id);
    throw error;
  }
}

/** A file for the ticket: stored first, then made visible by the command `attach`, which names it. */
export async function attachFile(call: TicketUpload): Promise<Answer> {
  const { deps, target } = call;
  await requireRoom(call);
  const received = await receiveFile(call);
  const visibility = received.visibility ?? 'public';
  try {
    if (visibility === 'internal' && !call.permissions.mayTicket('work', target))
      throw forbidden('Requesters attach public files only.');
    const answer = await runCommand(
      { ...call, req: askedFor(call.req, received) },
      {
        name: 'attach',
        data: () => ({ attachment: received.id, visibility }),
        store: async () => {
          const data = { ...receivedColumns(call, received), ticketId: target.id, visibility };
          await deps.prisma.attachment.update({ where: { id: received.id }, data });
        },
        show: (id) => showAttached(call, { ticketId: target.id, id }),
      },
    );
    await afterwards(call, received, answer);
    return answer;
  } catch (error) {
    // After a 503 the ticket may still take it: the sweep knows a day later.
    if (error instanceof Problem && error.status < 500) await discardFile(call, received.id);
    throw error;
  }
}

/** A repeat of an earlier command has shown the earlier file. */
async function afterwards(call: TicketUpload, { id }: Received, { status }: Answer): Promise<void> {
  if (status === 202) return;
  const row = await call.deps.prisma.attachment.findUnique({ where: { id }, select: { seq: true } });
  if (row?.seq === null) await discardFile(call, id);
  else beginScan(call, id);
}

/** The file that a command made visible. */
export async function showAttached(
  call: Pick<Call, 'deps'>,
  { ticketId, id }: { readonly ticketId: string; readonly id: string },
): Promise<Answer> {
  const event = await call.deps.prisma.ticketEvent.findUniqueOrThrow({
    where: { ticketId_commandId: { ticketId, commandId: id } },
  });
  const { attachment } = event.data as { attachment: string };
  const row = await call.deps.prisma.attachment.findUniqueOrThrow({
    where: { id: attachment },
    include: ATTACHMENT_INCLUDE,
  });
  const [body] = await viewAttachments(call, [row]);
  return { status: 201, body, headers: { Location: `/api/v1/attachments/${row.id}` } };
}

/** The request as it is compared with a repeat: a file is the same if its name and its bytes are. */
function askedFor({ method, originalUrl, headers }: Asked, { name, size, sha256, visibility }: Received): Asked {
  return { method, originalUrl, headers, body: { name, size, sha256, visibility } };
}

async function requireRoom({ deps, target }: TicketUpload): Promise<void> {
  const { maxCount } = attachmentLimits(deps.settings);
  const taken = await deps.prisma.attachment.count({
    where: { ticketId: target.id, seq: { not: null }, state: { not: 'deleted' } },
  });
  if (taken < maxCount) return;
  const message = `A ticket has ${maxCount} files at most. Delete some, or put several into one archive.`;
  throw invalid([{ pointer: '/file', code: 'too_many', message }]);
}
