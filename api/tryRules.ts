import { setImmediate as others } from 'node:timers/promises';
import type { PrismaClient } from '../prisma/client';
import { readLastAdmissions, type Admission } from '../prisma/admission';
import { ONLY } from '../prisma/defaults';
import { currentDocument, currentDocuments, type StoredDocument, type TriageRule } from '../prisma/documents';
import { choosePolicy, classify, factsOnceClassified, type ConditionFailure, type TriageBasis } from '../prisma/triage';
import { DEFAULT_MATRIX } from '../workflows/domain/matrix';
import type { Caller } from './auth';
import { findRequester } from './intake';
import { invalid, Problem } from './problem';
import { triageRules } from './resources/triage';
import type { Call } from './route';
import type { RuleTest } from './schemas/triage';
import type { CreateTicket } from './schemas/tickets';

/** Rules may be many and tickets hundreds: what is not done by then is left out, and the answer says so. */
const TIME_MS = 5_000;

interface Basis extends TriageBasis {
  readonly version: number | null;
  readonly policies: readonly StoredDocument<'policy'>[];
}

interface Tried {
  readonly admission: Admission;
  readonly seen: boolean;
}

/** Which rule would match, and what would come of it, by the functions that triage live tickets. Writes nothing. */
export async function tryRules(call: Call<RuleTest>) {
  const basis = await basisOf(call);
  const tickets = await ticketsOf(call);
  const counts = new Map(basis.rules.map(({ id }) => [id, { matched: 0, failed: 0 }]));
  const data = [];
  const until = Date.now() + TIME_MS;
  let tested = 0;
  for (const { admission, seen } of tickets) {
    if (Date.now() > until) break;
    const result = tryOn(admission, basis);
    tested += 1;
    if (result.rule !== null) count(counts, result.rule, 'matched');
    for (const { kind, id } of result.failures) if (kind === 'rule') count(counts, id, 'failed');
    if (seen) data.push(result);
    // Other requests are served meanwhile.
    await others();
  }
  return {
    version: basis.version,
    tested,
    complete: tested === tickets.length,
    data,
    summary: [...counts].map(([rule, numbers]) => ({ rule, ...numbers })),
    neverMatched: [...counts].filter(([, { matched }]) => matched === 0).map(([rule]) => rule),
  };
}

function tryOn(admission: Admission, basis: Basis) {
  const failures: ConditionFailure[] = [];
  const tell = (failure: ConditionFailure) => void failures.push(failure);
  const classified = classify(admission, basis, tell);
  const policy = choosePolicy(basis.policies, factsOnceClassified(admission, classified), tell);
  const { rule, type, impact, urgency, priority, team, tags } = classified;
  return {
    key: admission.key === '' ? null : admission.key,
    subject: admission.subject,
    rule: rule?.id ?? null,
    set: rule?.set ?? null,
    ticket: { type, impact, urgency, priority, team, tags: [...new Set(tags)], policy: policy?.id ?? null },
    failures,
  };
}

function count(counts: Map<string, { matched: number; failed: number }>, id: string, what: 'matched' | 'failed') {
  const numbers = counts.get(id);
  if (numbers) numbers[what] += 1;
}

/** @throws Problem 422 if rules of the request could not be stored */
async function basisOf({ deps: { prisma }, body }: Call<RuleTest>): Promise<Basis> {
  const [stored, matrix, policies, teams] = await Promise.all([
    currentDocument(prisma, 'triageRules', ONLY),
    currentDocument(prisma, 'matrix', ONLY),
    currentDocuments(prisma, 'policy'),
    prisma.team.findMany({ select: { id: true } }),
  ]);
  const given = body.rules === undefined ? null : await checked(prisma, body.rules as readonly TriageRule[]);
  const known = new Set(teams.map(({ id }) => id));
  return {
    rules: given ?? stored?.document.rules ?? [],
    version: given ? null : (stored?.version ?? null),
    matrix: matrix?.document.cells ?? DEFAULT_MATRIX,
    policies,
    hasTeam: (id) => known.has(id),
  };
}

async function checked(prisma: PrismaClient, rules: readonly TriageRule[]): Promise<readonly TriageRule[]> {
  const errors = (await triageRules.check?.(prisma, { rules }, ONLY)) ?? [];
  if (errors.length > 0) throw invalid(errors);
  return rules;
}

async function ticketsOf({ deps: { prisma }, body, caller, permissions }: Call<RuleTest>): Promise<Tried[]> {
  if (body.sample) return [{ admission: await sampleOf(prisma, body.sample, caller), seen: true }];
  const last = await readLastAdmissions(prisma, body.last ?? 0);
  const readable = await prisma.ticket.findMany({
    where: { AND: [permissions.tickets('read'), { id: { in: last.map(({ id }) => id) } }] },
    select: { id: true },
  });
  const seen = new Set(readable.map(({ id }) => id));
  return last.map(({ id, admission }) => ({ admission, seen: seen.has(id) }));
}

/** As if the ticket had just come in from this caller. */
async function sampleOf(prisma: PrismaClient, sample: CreateTicket, caller: Caller): Promise<Admission> {
  const named = sample.requester === undefined ? null : await findRequester(prisma, sample.requester).catch(inSample);
  const requester = named ? { id: named.id, organisation: named.organisation?.id ?? null } : caller;
  const { type, impact, urgency } = sample;
  return {
    key: '',
    receivedAt: Date.now(),
    given: { ...(type && { type }), ...(impact && { impact }), ...(urgency && { urgency }) },
    type: type ?? 'incident',
    source: sample.source ?? 'api',
    subject: sample.subject,
    description: sample.description ?? '',
    requester: requester.id,
    organisation: requester.organisation,
    tags: [...new Set(sample.tags ?? [])],
    fields: Object.fromEntries(Object.entries(sample.fields ?? {}).filter(([, value]) => value !== null)),
    assigned: false,
  };
}

/** The pointer of a requester who is not there begins at the sample. */
function inSample(error: unknown): never {
  if (!(error instanceof Problem) || !error.more.errors) throw error;
  throw invalid(error.more.errors.map((each) => ({ ...each, pointer: `/sample${each.pointer ?? ''}` })));
}
