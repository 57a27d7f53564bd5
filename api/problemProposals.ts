import { Prisma } from '../prisma/client';
import type { RecurrenceWay } from '../workflows/domain/recurrence';
import type { Permissions } from './abilities';
import { pageOf, readCursor, writeCursor } from './cursor';
import { forbidden, notFound } from './problem';
import type { Call } from './route';
import { UUID_FORM } from './schemas/common';
import type { ProposalState } from './schemas/problems';

type Asking = Pick<Call, 'deps' | 'permissions'>;

/** A proposal with what its tickets add up to. */
export interface ProposalRow {
  readonly id: string;
  readonly way: RecurrenceWay;
  readonly cause: string;
  readonly state: ProposalState;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly tickets: number;
  readonly requesters: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  /** Whose most of its tickets are. */
  readonly team: string | null;
  readonly problem: string | null;
  readonly known: string | null;
  /** Of the ticket whose subject the others are like. */
  readonly subject: string | null;
  readonly reason: string | null;
  readonly quietUntil: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}

/** @throws Problem 403 if the caller decides upon no proposals at all */
export function requireDeciding({ permissions, caller }: Pick<Call, 'permissions' | 'caller'>): void {
  if (!permissions.mayDecide())
    throw forbidden(`Leads and administrators decide upon problems, not a key of role ${caller.role}.`);
}

/** @throws Problem 403; 404 whether it is absent or of other teams */
export async function findProposal(
  call: Pick<Call, 'deps' | 'permissions' | 'params' | 'caller'>,
): Promise<ProposalRow> {
  requireDeciding(call);
  const id = call.params.id ?? '';
  const row = UUID_FORM.test(id) ? await readProposal(call, id) : null;
  if (!row) throw notFound('proposal of this id');
  return row;
}

export async function readProposal(call: Asking, id: string): Promise<ProposalRow | null> {
  const { deps, permissions } = call;
  const found = await deps.prisma.problemProposal.findFirst({
    where: { AND: [permissions.proposals(), { id }] },
    select: { id: true },
  });
  return found ? ((await readProposals(call, [found.id]))[0] ?? null) : null;
}

interface ListQuery {
  readonly state?: readonly ProposalState[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of those that the caller decides upon, the latest first. */
export async function listProposals({ deps, caller, permissions, query }: Call<unknown, ListQuery>) {
  const { state = ['open'], limit, cursor } = query;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `problem-proposals ${state.join()}` };
  const after = readCursor(scope, cursor);
  const rows = await deps.prisma.problemProposal.findMany({
    where: {
      AND: [
        permissions.proposals(),
        { state: { in: [...state] } },
        ...(after ? [{ id: { lt: String(after[1]) } }] : []),
      ],
    },
    select: { id: true },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [null, last.id]));
  const ids = data.map(({ id }) => id);
  return { data: (await readProposals({ deps, permissions }, ids)).map(viewProposal), page };
}

function readProposals({ deps, permissions }: Asking, ids: readonly string[]): Promise<ProposalRow[]> {
  return deps.prisma.$queryRaw<ProposalRow[]>`
    SELECT p.id::text, p.way, p.cause, p.state, p.reason, p.quiet_until AS "quietUntil", p.decided_by AS "decidedBy",
           p.decided_at AS "decidedAt", p.created_at AS "createdAt", sum.*, t.subject, parent.key AS problem,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) ORDER BY m.name, m.id)
                       FROM teams m WHERE m.id = ANY (p.team_ids)), '[]') AS teams,
           (SELECT k.key FROM problem_proposals o JOIN tickets k ON k.id = o.parent_id
             WHERE o.way = p.way AND o.cause = p.cause AND o.state = 'accepted' AND o.id <> p.id
               AND k.status NOT IN ('resolved', 'closed')
             ORDER BY o.decided_at DESC LIMIT 1) AS known
      FROM problem_proposals p
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS tickets, count(DISTINCT x.requester_id)::int AS requesters,
              min(x.created_at) AS "firstAt", max(x.created_at) AS "lastAt",
              mode() WITHIN GROUP (ORDER BY x.team_id) AS team
         FROM problem_proposal_tickets m JOIN tickets x ON x.id = m.ticket_id WHERE m.proposal_id = p.id) sum
      LEFT JOIN tickets parent ON parent.id = p.parent_id
      LEFT JOIN tickets t ON t.id = CASE p.way WHEN 'subject' THEN p.cause::uuid END
       AND ${permissions.ticketsWhere('see')}
     WHERE p.id = ANY(${[...ids]}::uuid[]) ORDER BY p.id DESC`;
}

export function viewProposal(row: ProposalRow) {
  return {
    id: row.id,
    state: row.state,
    cause: viewCause(row),
    tickets: row.tickets,
    requesters: row.requesters,
    teams: row.teams,
    firstAt: (row.firstAt ?? row.createdAt).toISOString(),
    lastAt: (row.lastAt ?? row.createdAt).toISOString(),
    problem: row.problem,
    known: row.state === 'open' ? row.known : null,
    reason: row.reason,
    quietUntil: row.quietUntil?.toISOString() ?? null,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** @param subject of the ticket that a cause of the way `subject` names */
export function viewCause({ way, cause, subject }: Pick<ProposalRow, 'way' | 'cause' | 'subject'>) {
  switch (way) {
    case 'fingerprint':
      return { by: way, fingerprint: cause };
    case 'field': {
      const at = cause.indexOf('=');
      return { by: way, field: cause.slice(0, at), value: cause.slice(at + 1) };
    }
    case 'subject':
      return { by: way, subject };
    case 'tag':
      return { by: way, tag: cause };
  }
}

interface TicketOfProposal {
  readonly number: bigint;
  readonly key: string;
  readonly createdAt: Date;
}

/** The proposal with a page of its tickets that the caller may see, the oldest first. */
export async function showProposal(
  call: Pick<Call<unknown, unknown, ProposalRow>, 'deps' | 'caller' | 'permissions'>,
  row: ProposalRow,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined } = { limit: 50 },
) {
  const { deps, caller, permissions } = call;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `problem-proposals ${row.id}` };
  const after = readCursor(scope, cursor);
  const rows = await readTickets(call.deps.prisma, permissions, {
    proposal: row.id,
    after: after ? BigInt(after[1]) : 0n,
    limit: limit + 1,
  });
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [null, Number(last.number)]));
  const view = ({ number: _number, createdAt, ...ticket }: TicketOfProposal) => ({
    ...ticket,
    createdAt: createdAt.toISOString(),
  });
  return { ...viewProposal(row), listed: { data: data.map(view), page } };
}

function readTickets(
  prisma: Asking['deps']['prisma'],
  permissions: Permissions,
  { proposal, after, limit }: { readonly proposal: string; readonly after: bigint; readonly limit: number },
): Promise<TicketOfProposal[]> {
  return prisma.$queryRaw<TicketOfProposal[]>(Prisma.sql`
    SELECT t.number, t.key, t.subject, t.type, t.status, t.priority, t.created_at AS "createdAt",
           jsonb_build_object('id', r.id, 'name', r.name) AS requester,
           EXISTS (SELECT FROM ticket_links l WHERE l.from_id = p.parent_id AND l.kind = 'parentOf' AND l.to_id = t.id
                      AND l.pending_since IS NULL) AS linked
      FROM problem_proposals p
      JOIN problem_proposal_tickets m ON m.proposal_id = p.id
      JOIN tickets t ON t.id = m.ticket_id
      JOIN users r ON r.id = t.requester_id
     WHERE p.id = ${proposal}::uuid AND t.number > ${after} AND ${permissions.ticketsWhere('see')}
     ORDER BY t.number LIMIT ${limit}`);
}
