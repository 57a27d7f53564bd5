import type { z } from 'zod';
import type { Prisma } from '../prisma/client';
import { pageOf, readCursor, writeCursor } from './cursor';
import { hashJson } from './ids';
import { once } from './once';
import { forbidden, notFound, Problem, unavailable } from './problem';
import { audit } from './resource';
import type { Answer, Call } from './route';
import { UUID_FORM } from './schemas/common';
import type { inboundMail, inboundMailQuery, MailState } from './schemas/inboundMails';
import type { Deps } from './settings';

const INCLUDE = {
  ticket: { select: { key: true, requesterId: true, organisationId: true, teamId: true } },
} as const satisfies Prisma.InboundMailInclude;
export type InboundMailRow = Prisma.InboundMailGetPayload<{ include: typeof INCLUDE }>;
type OnMail = Call<unknown, unknown, InboundMailRow>;

/**
 * A mail, for whoever answers for mail, and for those who work on the ticket that it went into.
 * @throws Problem 403 to all others, whether it is there or not; 404
 */
export async function findInboundMail({
  deps,
  params,
  permissions,
}: Pick<Call, 'deps' | 'params' | 'permissions'>): Promise<InboundMailRow> {
  const id = params.id ?? '';
  const row = UUID_FORM.test(id)
    ? await deps.prisma.inboundMail.findFirst({ where: { id, state: { not: 'receiving' } }, include: INCLUDE })
    : null;
  if (permissions.may('read', 'Mail')) {
    if (!row) throw notFound('mail of this id');
    return row;
  }
  const works = row?.ticket && row.state !== 'held' && permissions.mayTicket('readInternal', row.ticket);
  if (!row || !works) throw forbidden('Only leads and those who work on its ticket may read a mail.');
  return row;
}

export function viewInboundMail(row: InboundMailRow): z.infer<typeof inboundMail> {
  return {
    id: row.id,
    state: row.state as MailState,
    why: row.why,
    notes: row.notes,
    source: row.source as 'imap' | 'lmtp',
    sender: row.sender,
    subject: row.subject,
    size: Number(row.size),
    ticket: row.ticket?.key ?? null,
    comment: row.commentId,
    original: row.original === 'kept',
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    lastError: row.lastError,
    receivedAt: row.receivedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}

/** A page of what came by mail, the latest first. */
export async function listInboundMails({ deps, caller, query }: Call<unknown, z.infer<typeof inboundMailQuery>>) {
  const { limit, cursor, state = ['held', 'refused', 'noted'] } = query;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `inbound-mails ${hashJson(state)}` };
  const after = readCursor(scope, cursor);
  const rows = await deps.prisma.inboundMail.findMany({
    where: { state: { in: [...state] }, ...(after ? { id: { lt: String(after[1]) } } : {}) },
    include: INCLUDE,
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [null, last.id]));
  return { data: data.map(viewInboundMail), page };
}

/** A held mail is taken after all: a worker makes of it what it would have been. */
export function acceptMail(call: OnMail): Promise<Answer> {
  return decide(call, 'accept', ['held', 'noted', 'refused', 'discarded'], (now) => ({
    ...{ state: 'waiting', why: null, doneAt: null, attempts: 0, notBefore: null, claimedUntil: null },
    ...{ decidedBy: call.caller.id, decidedAt: now },
  }));
}

export function discardMail(call: OnMail): Promise<Answer> {
  return decide(call, 'discard', ['held', 'noted', 'refused'], (now) => ({
    ...{ state: 'discarded', doneAt: now, decidedBy: call.caller.id, decidedAt: now },
  }));
}

/** What nobody can read cannot be taken: somebody reads the original and opens a ticket by hand. */
const NEVER_TAKEN = ['unreadable', 'tooLarge'];

function decide(
  call: OnMail,
  action: 'accept' | 'discard',
  from: readonly MailState[],
  columns: (now: Date) => Prisma.InboundMailUpdateManyMutationInput,
): Promise<Answer> {
  const { id, why } = call.target;
  return once(call, async (tx) => {
    const unreadable = action === 'accept' && NEVER_TAKEN.includes(why ?? '');
    const { count } = unreadable
      ? { count: 0 }
      : await tx.inboundMail.updateMany({
          where: { id, state: { in: [...from] }, ...(action === 'accept' && { original: 'kept' }) },
          data: columns(new Date()),
        });
    const row = await tx.inboundMail.findUniqueOrThrow({ where: { id }, include: INCLUDE });
    if (count === 0) {
      const state = unreadable ? `held as ${why}` : row.state;
      throw new Problem('not_allowed_in_status', `The mail is ${state}: ${action} is not possible.`);
    }
    await audit(tx, { actor: call.caller.id, action, object: `mail:${id}`, before: null, after: null });
    return { status: 200, body: viewInboundMail(row) };
  });
}

/** The mail as it came: to be saved, never to be shown. */
export function sendOriginal({ deps, target: row }: OnMail): Answer {
  requireOriginal(row);
  return {
    status: 200,
    contentType: 'message/rfc822',
    headers: {
      'Content-Length': String(row.size),
      'Content-Disposition': `attachment; filename="${row.id}.eml"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
    stream: () => openOriginal(deps, row),
  };
}

function requireOriginal({ original }: InboundMailRow): void {
  if (original !== 'kept') throw new Problem('gone', 'The original has been deleted.');
}

/** @throws Problem 503 */
export async function openOriginal({ files, logger }: Deps, { id }: InboundMailRow) {
  const content = await files.store.read(id).catch((error: unknown) => {
    logger.error({ err: error, mail: id }, 'the store does not give a mail');
    return null;
  });
  if (!content) throw unavailable('The mail cannot be read just now. Repeat the request.', 5);
  return content;
}
