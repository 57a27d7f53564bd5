import { claimLink, dropClaim, type Claim, type Claimed } from '../prisma/links';
import { SETTABLE_LINK_KINDS, type LinkKind, type SettableLinkKind } from '../workflows/domain/codes';
import { reverseOf } from '../workflows/domain/handOver';
import { runCommand } from './command';
import { pageOf, readCursor, writeCursor } from './cursor';
import { findTicket } from './findTicket';
import { forbidden, invalid, Problem } from './problem';
import type { Answer, Call } from './route';
import type { TicketRow } from './ticketView';

type LinkCall = Pick<
  Call<unknown, unknown, TicketRow>,
  'deps' | 'caller' | 'permissions' | 'params' | 'req' | 'target'
>;

/** What a link's path names: both tickets, each the caller's to work on, and how they are linked. */
export interface Named {
  readonly kind: SettableLinkKind;
  readonly other: TicketRow;
}

/** @throws Problem 404 if the other ticket is not there or not hers to see, 403 if it is not hers to work on */
export async function findOther(call: Pick<LinkCall, 'deps' | 'permissions' | 'caller'>, key: string) {
  const { deps, permissions, caller } = call;
  const other = await findTicket({ deps, permissions, params: { key } });
  if (!permissions.mayTicket('work', other))
    throw forbidden(`A key of role ${caller.role} may not do this with ticket ${key}.`);
  return other;
}

async function readNamed(call: LinkCall): Promise<Named> {
  const kind = SETTABLE_LINK_KINDS.find((one) => one === call.params.kind);
  if (!kind) {
    const message = `A link is one of ${SETTABLE_LINK_KINDS.join(', ')}.`;
    throw invalid([{ parameter: 'kind', code: 'invalid', message }]);
  }
  return { kind, other: await findOther(call, call.params.other ?? '') };
}

/** Makes a link, once however often it is asked for. @throws Problem 409, 422 */
export async function putLink(call: LinkCall): Promise<Answer> {
  const named = await readNamed(call);
  const { prisma } = call.deps;
  const claim: Claim = { from: call.target.id, kind: named.kind, to: named.other.id };
  const reserved = await reserve(call, claim, named.other.key);
  if (reserved === 'known') return showLinks(call);
  try {
    return await runCommand(asked(call, named), {
      name: 'link',
      data: () => dataOf(call, named),
      show: () => showLinks(call),
    });
  } catch (error) {
    await forgetClaim(prisma, claim, error);
    throw error;
  }
}

/** Undoes a link. @throws Problem 404 if there is none */
export async function deleteLink(call: LinkCall): Promise<Answer> {
  const named = await readNamed(call);
  const { prisma } = call.deps;
  const where = { fromId: call.target.id, kind: named.kind, toId: named.other.id, pendingSince: null };
  if (!(await prisma.ticketLink.findFirst({ where })))
    throw new Problem('not_found', `${call.target.key} has no link ${named.kind} to ${named.other.key}.`);
  return runCommand(asked(call, named), {
    name: 'unlink',
    data: () => dataOf(call, named),
    show: () => Promise.resolve({ status: 204 }),
  });
}

/** Reserves a link, so that no circle closes. @throws Problem 409, 422 */
export async function reserve(
  { deps, target }: Pick<LinkCall, 'deps' | 'target'>,
  claim: Claim,
  other: string,
): Promise<'claimed' | 'known'> {
  if (claim.from === claim.to)
    throw invalid([{ pointer: '', code: 'invalid', message: `${other} is this very ticket: name another.` }]);
  const claimed = await claimLink(deps.prisma, claim);
  if (claimed.kind === 'claimed' || claimed.kind === 'known') return claimed.kind;
  throw problemOf(claimed, claim.kind, target.key, other);
}

function problemOf(
  claimed: Exclude<Claimed, { kind: 'claimed' | 'known' }>,
  kind: LinkKind,
  key: string,
  other: string,
): Problem {
  if (claimed.kind === 'circle') {
    const message = `${key} cannot be ${kind} ${other}: the links that are there would lead in a circle.`;
    return invalid([{ pointer: '', code: 'circle', message }]);
  }
  if (kind === 'mergedInto') return new Problem('already_done', `${key} is merged into ${claimed.key}.`);
  const child = kind === 'childOf' ? key : other;
  return new Problem('already_exists', `${child} has the parent ${claimed.key}: undo that link first.`);
}

/** What was refused leaves nothing; what is unknown stays reserved until it is asked again, or swept. */
export async function forgetClaim(prisma: LinkCall['deps']['prisma'], claim: Claim, error: unknown): Promise<void> {
  const unknown = !(error instanceof Problem) || error.status >= 500 || error.code === 'idempotency_in_flight';
  if (!unknown) await dropClaim(prisma, claim);
}

/**
 * Whichever of the two still has a workflow is asked; a ticket that is over hears nothing, but shows its links. Of both, the
 * parent: it tells its child of the link and of what it said before, in the order of all that it says.
 */
function asked(call: LinkCall, named: Named): LinkCall {
  return isAskedInstead(call, named) ? { ...call, target: named.other } : call;
}

function dataOf(call: LinkCall, named: Named) {
  const { kind, other } = named;
  if (!isAskedInstead(call, named)) return { kind, key: other.key };
  // The reverse of what people may set is of the same five.
  return { kind: reverseOf(kind) as SettableLinkKind, key: call.target.key };
}

function isAskedInstead({ target }: LinkCall, { kind, other }: Named): boolean {
  return other.endedAt === null && (target.endedAt !== null || kind === 'childOf');
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of a ticket's links, the oldest other ticket first. */
export async function showLinks(call: LinkCall, query: PageQuery = { limit: 50 }): Promise<Answer> {
  const { deps, caller, permissions, target } = call;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `links ${target.id}` };
  const after = readCursor(scope, query.cursor);
  const [kind, number] = after ? [String(after[0]), BigInt(after[1])] : ['', 0n];
  const own = caller.role === 'requester' ? { requesterId: target.requesterId } : {};
  const rows = await deps.prisma.ticketLink.findMany({
    where: {
      fromId: target.id,
      pendingSince: null,
      // Somebody else's ticket is nothing that a requester knows of, nor a restricted agent.
      to: { AND: [permissions.tickets('see'), own] },
      OR: [{ to: { number: { gt: number } } }, { to: { number }, kind: { gt: kind } }],
    },
    select: {
      kind: true,
      to: { select: { key: true, number: true, subject: true, type: true, status: true, priority: true } },
    },
    orderBy: [{ to: { number: 'asc' } }, { kind: 'asc' }],
    take: query.limit + 1,
  });
  const { data, page } = pageOf(rows, query.limit, (last) => writeCursor(scope, [last.kind, Number(last.to.number)]));
  return {
    status: 200,
    body: { data: data.map(({ kind: one, to: { number: _number, ...other } }) => ({ kind: one, ...other })), page },
  };
}
