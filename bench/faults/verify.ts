import type { FaultRig } from '../stack/rig';
import { findDisagreements, findLagging } from './agreement';
import { EFFECTS, type Act, type Deed, type Done, type Journal } from './journal';
import { findMessageFaults } from './messages';
import type { Scope } from './scope';

/** In which sweeps have started what was missing, and messages are gone. */
const SETTLE_MS = 180_000;
/** Acknowledged requests that are sent once more. */
const REPEATED = 20;
/** Asked of PostgreSQL in one query. */
const BATCH = 500;

export interface Verdict {
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Between rows, events, workflows, messages and what clients were told. */
  readonly disagreements: readonly string[];
}

/**
 * Holds what clients were told against PostgreSQL, the workflows, their histories and the outbox, once the desk has
 * settled.
 */
export async function verify(
  rig: FaultRig,
  journal: Journal,
  scope: Scope,
  excuses: (line: string) => boolean = () => false,
): Promise<Verdict> {
  const settled = await settles(rig, scope, excuses);
  const lost: string[] = [];
  const doubled: string[] = [];
  const disagreements = [...journal.surprises, ...settled];
  const events = await readEvents(rig, scope);
  await checkTickets(rig, journal, { lost, doubled });
  await checkEffects(rig, journal, events, { lost, doubled });
  disagreements.push(...(await checkKeptAnswers(rig, journal)));
  disagreements.push(...(await findMessageFaults(rig, scope)));
  disagreements.push(
    ...(await findDisagreements(rig, scope)).filter((line) => !settled.includes(line) && !excuses(line)),
  );
  return { acknowledged: journal.acknowledged.length, lost, doubled, disagreements };
}

/** @returns what still is not as it must be when the time is over */
async function settles(rig: FaultRig, scope: Scope, excuses: (line: string) => boolean): Promise<readonly string[]> {
  let wrong: readonly string[] = ['the desk did not answer'];
  const look = async () => {
    const lagging = (await findLagging(rig, scope)).filter((line) => !excuses(line));
    wrong = [...lagging, ...(await findMessageFaults(rig, scope))];
    return wrong.length === 0;
  };
  await rig.eventually('the desk to settle', look, SETTLE_MS).catch(() => undefined);
  return wrong;
}

interface PersonsEvent {
  readonly key: string;
  readonly kind: string;
  readonly commandId: string | null;
  readonly identity: string;
  readonly data: unknown;
}

/** What people did, by ticket. */
async function readEvents({ database: { prisma } }: FaultRig, { after }: Scope): Promise<Map<string, PersonsEvent[]>> {
  const rows = await prisma.ticketEvent.findMany({
    where: {
      ticket: { number: { gt: after } },
      kind: { in: [...Object.values(EFFECTS).filter((kind) => kind !== 'received'), 'refused'] },
      identity: { startsWith: 'command:' },
    },
    select: { kind: true, commandId: true, identity: true, data: true, ticket: { select: { key: true } } },
  });
  const byTicket = new Map<string, PersonsEvent[]>();
  for (const { ticket, ...row } of rows)
    byTicket.set(ticket.key, [...(byTicket.get(ticket.key) ?? []), { ...row, key: ticket.key }]);
  return byTicket;
}

interface Findings {
  readonly lost: string[];
  readonly doubled: string[];
}

/** Each opening is one ticket, under the key that its opener was told. */
async function checkTickets({ database: { prisma } }: FaultRig, journal: Journal, { lost, doubled }: Findings) {
  const count = (text = '') =>
    prisma.ticket.findMany({ where: { subject: { contains: text } }, select: { key: true } });
  for (const act of acts(journal, 'open')) {
    const found = await count(act.text);
    if (isDone(act) && !found.some(({ key }) => key === act.ticket))
      lost.push(`${act.ticket}: there is no such ticket`);
    if (found.length > 1) doubled.push(`${act.text ?? ''}: opened ${found.map(({ key }) => key).join(', ')}`);
  }
}

/** Each operation has one event of its kind, and there is none that nobody asked for. */
async function checkEffects(
  rig: FaultRig,
  journal: Journal,
  events: ReadonlyMap<string, readonly PersonsEvent[]>,
  { lost, doubled }: Findings,
): Promise<void> {
  const commands = await readCommands(rig, [...journal.acknowledged, ...journal.unsure]);
  const known = new Map<string, Set<string>>();
  for (const act of acts(journal).filter(({ deed }) => deed !== 'open')) {
    const { ticket, id, deed } = act;
    const ids = commands.get(id) ?? [];
    const mine = (events.get(ticket ?? '') ?? []).filter(
      ({ commandId }) => commandId !== null && ids.includes(commandId),
    );
    const told = `${deed} of ${String(ticket)} under ${id}`;
    if (isDone(act) && mine.length === 0) lost.push(`${told}: there is no event of it`);
    if (isDone(act) && act.score !== undefined && mine.some(({ data }) => scoreIn(data) !== act.score))
      lost.push(`${told}: the score is another`);
    if (mine.length > 1) doubled.push(`${told}: ${mine.length} events`);
    known.set(ticket ?? '', new Set([...(known.get(ticket ?? '') ?? []), ...ids]));
  }
  for (const [key, ids] of known) {
    for (const { commandId, kind } of events.get(key) ?? [])
      if (commandId !== null && !ids.has(commandId))
        doubled.push(`${key}: ${kind} under ${commandId}, which nobody sent`);
  }
  await checkTexts(rig, journal, { lost, doubled });
}

async function checkTexts({ database: { prisma } }: FaultRig, journal: Journal, { lost, doubled }: Findings) {
  const said = acts(journal, 'comment');
  for (let at = 0; at < said.length; at += BATCH) {
    const page = said.slice(at, at + BATCH);
    const rows = await prisma.comment.groupBy({
      by: ['body'],
      where: { body: { in: page.map(({ text = '' }) => text) }, seq: { not: null } },
      _count: true,
    });
    const counts = new Map(rows.map(({ body, _count }) => [body, _count]));
    for (const act of page) {
      const times = counts.get(act.text ?? '') ?? 0;
      if (isDone(act) && times === 0) lost.push(`${act.ticket}: "${act.text ?? ''}" cannot be read`);
      if (times > 1) doubled.push(`${String(act.ticket)}: "${act.text ?? ''}" stands there ${times} times`);
    }
  }
}

/** @returns ids of commands by Idempotency-Key; a Signal's is its own */
async function readCommands({ database: { prisma } }: FaultRig, asked: readonly Act[]): Promise<Map<string, string[]>> {
  const commands = new Map<string, string[]>();
  const add = (id: string, command: string) => commands.set(id, [...(commands.get(id) ?? []), command]);
  for (const { deed, id } of asked) if (deed === 'escalate') add(id, id);
  for (let at = 0; at < asked.length; at += BATCH) {
    const keys = asked.slice(at, at + BATCH).map(({ id }) => id);
    const rows = await prisma.operation.findMany({
      where: { idempotencyKey: { in: keys } },
      select: { id: true, idempotencyKey: true },
    });
    for (const { id, idempotencyKey } of rows) add(idempotencyKey ?? '', id);
  }
  return commands;
}

/** Whoever repeats a request is told what she was told. */
async function checkKeptAnswers(rig: FaultRig, { acknowledged }: Journal): Promise<readonly string[]> {
  const comments = acknowledged.filter(({ deed }) => deed === 'comment');
  const every = Math.max(1, Math.floor(comments.length / REPEATED));
  const faults: string[] = [];
  for (const { ticket, id, status } of comments.filter((_, index) => index % every === 0)) {
    // Another body under the same key tells that the key is remembered without any effect, whatever the first body was.
    const answer = await rig.call('agent', 'POST', `/tickets/${ticket}/comments`, { body: 'another body' }, id);
    if (answer.body.code !== 'idempotency_mismatch')
      faults.push(`${ticket}: the key ${id}, answered ${status}, is not remembered: ${answer.status}`);
  }
  return faults;
}

function acts({ acknowledged, unsure }: Journal, deed?: Deed): (Act | Done)[] {
  return [...acknowledged, ...unsure].filter((act) => deed === undefined || act.deed === deed);
}

function isDone(act: Act | Done): act is Done {
  return 'status' in act;
}

function scoreIn(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'score' in data ? data.score : undefined;
}
