import { v5 as uuidv5 } from 'uuid';
import { Prisma } from '../prisma/client';
import { DEFAULT_PROBLEM_DETECTION, ONLY } from '../prisma/defaults';
import { currentDocument } from '../prisma/documents';
import { parseDuration } from '../workflows/domain/duration';
import { actorOf } from './auth';
import { speaker } from './i18n';
import { takeIn } from './intake';
import { invalid, notFound, Problem } from './problem';
import { readProposal, showProposal, viewCause, type ProposalRow } from './problemProposals';
import { readTicketByKey } from './readTicket';
import { audit, type Transaction } from './resource';
import type { Answer, Call } from './route';
import type { AcceptProposal } from './schemas/problems';
import type { TicketRow } from './ticketView';

type OnProposal<B> = Call<B, unknown, ProposalRow>;

/** Ids of problems follow from their proposals, so that two who accept at once open one. */
const NAMESPACE = '6c1c2a6e-2f1f-4f0e-9a51-6f5d0b8f3d27';
/** What problems can be listed by. */
const TAG = 'problem';

/**
 * Makes a problem of a proposal: of the ticket that the caller names, of the open one that the cause had before, or of a
 * new one. Its tickets become children by and by. Accepting it once more changes nothing.
 */
export async function acceptProposal(call: OnProposal<AcceptProposal>): Promise<Answer> {
  const { target, body } = call;
  const wanted = body.problem ?? (body.subject === undefined ? target.known : null);
  const parent = wanted === null || target.state !== 'open' ? null : await findParent(call, wanted);
  if (target.state === 'open') await (parent ? acceptFor(call, parent) : acceptAnew(call));
  return answerAccepted(call);
}

/** @throws Problem 409 if it was decided otherwise meanwhile, or before */
async function answerAccepted(call: OnProposal<AcceptProposal>): Promise<Answer> {
  const row = (await readProposal(call, call.target.id)) ?? notThere();
  if (row.state === 'dismissed')
    throw new Problem(
      'not_allowed_in_status',
      'The proposal was dismissed. If it goes on growing, there will be another.',
    );
  if (call.body.problem !== undefined && row.problem !== call.body.problem)
    throw new Problem('already_done', `The proposal was accepted: its problem is ${row.problem ?? 'gone'}.`);
  return { status: 200, body: await showProposal(call, row) };
}

/** @throws Problem 422 if there is no such ticket that the caller works on, or it is over */
async function findParent({ deps, permissions }: OnProposal<AcceptProposal>, key: string): Promise<TicketRow> {
  const row = await readTicketByKey(deps.prisma, key);
  const wrong = (code: string, message: string) => invalid([{ pointer: '/problem', code, message }]);
  if (!row || !permissions.mayTicket('work', row))
    throw wrong('unknown', `There is no ticket ${key} that you may see.`);
  if (row.status === 'closed') throw wrong('closed', `${key} is closed: name another, or none to open a new one.`);
  const merged = await deps.prisma.ticketLink.findFirst({
    where: { fromId: row.id, kind: 'mergedInto', pendingSince: null },
    select: { to: { select: { key: true } } },
  });
  if (merged) throw wrong('merged', `${key} is merged into ${merged.to.key}: name that one.`);
  return row;
}

async function acceptFor({ deps, caller, target }: OnProposal<unknown>, parent: TicketRow): Promise<void> {
  await deps.prisma.$transaction(async (tx) => {
    const { id: decidedBy, role: decidedRole } = actorOf(caller);
    const { count } = await tx.problemProposal.updateMany({
      where: { id: target.id, state: 'open' },
      data: { state: 'accepted', parentId: parent.id, decidedBy, decidedRole, decidedAt: new Date() },
    });
    if (count > 0) await noteDecision(tx, caller.id, 'accept', target.id);
  });
}

/** One statement writes the ticket, the decision and the trail: whoever comes second writes none of them. */
async function acceptAnew(call: OnProposal<AcceptProposal>): Promise<void> {
  const { deps, caller, target, body } = call;
  const { id: by, role } = actorOf(caller);
  const id = uuidv5(target.id, NAMESPACE);
  const { organisation, organisationName } = caller;
  try {
    await takeIn(
      deps,
      {
        ...{
          id,
          commandId: `proposal:${target.id}`,
          by: actorOf(caller),
          source: 'api',
          fingerprint: null,
          fields: {},
        },
        requester: {
          ...{ id: caller.id, name: caller.name },
          organisation: organisation === null ? null : { id: organisation, name: organisationName ?? organisation },
        },
        given: { type: 'incident' },
        subject: body.subject ?? subjectOf(call),
        description: body.description ?? describe(call),
        tags: [TAG],
        ...(target.team !== null && { assign: { team: target.team, agent: null } }),
        along: () => [
          Prisma.sql`decided AS (
            UPDATE problem_proposals SET state = CASE state WHEN 'open' THEN 'accepted' END, parent_id = ${id}::uuid,
                   decided_by = ${by}, decided_role = ${role}, decided_at = now()
             WHERE id = ${target.id}::uuid)`,
          Prisma.sql`noted AS (
            INSERT INTO audit_events (actor, action, object) VALUES (${by}, 'accept', ${objectOf(target.id)}))`,
        ],
      },
      null,
    );
  } catch (error) {
    // Somebody else was first: the answer says how.
    if ((await readProposal(call, target.id))?.state === 'open') throw error;
  }
}

function subjectOf({ target, locale }: OnProposal<unknown>): string {
  const say = speaker(locale);
  const nameless = target.way === 'subject' && target.subject === null;
  const text = nameless ? say('problem.nameless') : say(`problem.${target.way}`, viewCause(target));
  return [...text].slice(0, 255).join('');
}

function describe({ target, locale }: OnProposal<unknown>): string {
  return speaker(locale)('problem.description', { tickets: target.tickets, requesters: target.requesters });
}

/** Puts a proposal away: its tickets count no more, and its cause is not heard of for a while. */
export async function dismissProposal(call: OnProposal<{ readonly reason: string }>): Promise<Answer> {
  const { deps, caller, target, body } = call;
  const settings = await currentDocument(deps.prisma, 'problemDetection', ONLY);
  const { quietFor } = settings?.document ?? DEFAULT_PROBLEM_DETECTION;
  const done = await deps.prisma.$transaction(async (tx) => {
    const now = new Date();
    const { id: decidedBy, role: decidedRole } = actorOf(caller);
    const { count } = await tx.problemProposal.updateMany({
      where: { id: target.id, state: 'open' },
      data: {
        ...{ state: 'dismissed', reason: body.reason, decidedBy, decidedRole, decidedAt: now },
        quietUntil: new Date(now.getTime() + parseDuration(quietFor).ms),
      },
    });
    if (count > 0) await noteDecision(tx, caller.id, 'dismiss', target.id);
    return count > 0;
  });
  const row = (await readProposal(call, target.id)) ?? notThere();
  if (!done && row.state === 'dismissed') throw new Problem('already_done', 'The proposal was dismissed already.');
  if (!done)
    throw new Problem('not_allowed_in_status', `The proposal was accepted: its problem is ${row.problem ?? 'gone'}.`);
  return { status: 200, body: await showProposal(call, row) };
}

function noteDecision(tx: Transaction, actor: string, action: 'accept' | 'dismiss', id: string): Promise<void> {
  return audit(tx, { actor, action, object: objectOf(id), before: null, after: null });
}

function objectOf(id: string): string {
  return `problem proposal:${id}`;
}

function notThere(): never {
  throw notFound('proposal of this id');
}
