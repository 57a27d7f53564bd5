import type { CommandPayload } from '../workflows/contract';
import type { PersonCommandName, PersonCommands } from '../workflows/domain/commands';
import { actorOf, type Caller } from './auth';
import { begin, finish, forget, operationOf, type Operation } from './idempotency';
import { commandOutcomes, commandSeconds } from './metrics';
import { showOperation } from './operationView';
import { checkIfMatch, namesVersion } from './preconditions';
import { Problem, refusal } from './problem';
import type { Answer, Call } from './route';
import { isProjected, sendUpdate, type Outcome } from './update';
import { readTicketById } from './readTicket';
import { viewTicket, type TicketRow } from './ticketView';
import { wakeQueues } from './wakeQueues';

/** A ticket's command as a route asks for it. */
export interface CommandRequest<K extends PersonCommandName> {
  readonly name: K;
  /** The command's members; texts are named by ids derived from the command's. */
  data(id: string): PersonCommands[K];
  /** Texts go ahead of their command: stores them under their ids. Repeating it changes nothing. */
  store?(id: string): Promise<void>;
  /** What is answered once the command's effect can be read; the ticket, unless said. */
  show?(id: string): Promise<Answer>;
  /** The ticket's workflow has completed, or its status forbade the command: answers in another way, or not (null). */
  otherwise?(id: string, problem: Problem): Promise<Answer | null>;
}

/** For so long a command that left no outcome is taken to be running still. */
export const ALIVE_MS = 5_000;

/** What a command needs to know of its call. */
export interface TicketCall extends Pick<Call<unknown, unknown, TicketRow>, 'deps' | 'req' | 'target'> {
  readonly caller: Pick<Caller, 'id' | 'role'>;
}

/**
 * Carries out a person's command: texts first, then an Update under the command's id, answered when its effect can be
 * read. With an Idempotency-Key a repeat is answered as the first was, before anything is checked anew.
 */
export async function runCommand<K extends PersonCommandName>(
  call: TicketCall,
  request: CommandRequest<K>,
): Promise<Answer> {
  const { deps, target } = call;
  const operation = operationOf(call, { route: request.name, ticketId: target.id });
  const keyed = operation.idempotencyKey !== null;
  const answered = commandSeconds.startTimer({ command: request.name });
  if (keyed) {
    const beginning = await begin(deps.prisma, operation, ALIVE_MS);
    if (beginning.kind === 'kept') return beginning.answer;
  }
  try {
    const repeat = keyed && (await isProjected(deps, { ticketId: target.id, id: operation.id }));
    if (!repeat) checkIfMatch(call.req, target.version);
    const answer = repeat ? await show(call, request, operation.id) : await carryOut(call, request, operation);
    if (keyed && answer.status !== 202) await finish(deps.prisma, operation.id, answer);
    if (request.name === 'release') wakeQueues(deps);
    commandOutcomes.inc({ command: request.name, outcome: String(answer.status) });
    return answer;
  } catch (error) {
    const outcome = error instanceof Problem ? error.code : 'failed';
    commandOutcomes.inc({ command: request.name, outcome });
    if (keyed) await forget(deps.prisma, operation.id).catch(() => undefined);
    throw error;
  } finally {
    answered();
  }
}

async function carryOut<K extends PersonCommandName>(
  call: TicketCall,
  request: CommandRequest<K>,
  operation: Operation,
): Promise<Answer> {
  const { deps, caller, target } = call;
  const { id } = operation;
  await request.store?.(id);
  // Checked again where commands are decided one after the other: of two with the same version one is refused.
  const ifVersion = namesVersion(call.req) ? { ifVersion: target.version } : {};
  const payload: CommandPayload<K> = { ...request.data(id), id, by: actorOf(caller), ...ifVersion };
  const outcome = await sendUpdate(deps, { key: target.key, ticketId: target.id, name: request.name, payload, id });
  if (outcome.kind === 'done') return show(call, request, id);
  if (outcome.kind === 'accepted') return answerLater(call, operation, outcome.runId);
  const problem = problemOf(request.name, outcome);
  const otherwise = await request.otherwise?.(id, problem);
  if (otherwise) return otherwise;
  throw problem;
}

function problemOf(name: PersonCommandName, outcome: Outcome & { kind: 'refused' | 'ended' }): Problem {
  if (outcome.kind === 'refused') return refusal(outcome.failure);
  if (name === 'close') return new Problem('already_done', 'The ticket is closed already.');
  if (name === 'rate') return new Problem('gone', 'The survey is over.');
  return new Problem('not_allowed_in_status', `The ticket is closed: ${name} is not possible any more.`);
}

/** The command is durable and will be carried out; its sender may ask how it went. */
async function answerLater({ deps }: TicketCall, operation: Operation, runId: string): Promise<Answer> {
  await deps.prisma.operation.upsert({
    where: { id: operation.id },
    create: { ...operation, state: 'running', runId },
    update: { runId },
  });
  const Location = `/api/v1/operations/${operation.id}`;
  return { status: 202, body: showOperation(operation.id, 'running'), headers: { Location } };
}

async function show<K extends PersonCommandName>(
  call: TicketCall,
  request: CommandRequest<K>,
  id: string,
): Promise<Answer> {
  return request.show ? request.show(id) : showTicket(call);
}

/** The ticket as it is in PostgreSQL now. */
export async function showTicket({
  deps,
  caller,
  target,
}: Pick<TicketCall, 'deps' | 'caller' | 'target'>): Promise<Answer> {
  const row = (await readTicketById(deps.prisma, target.id)) ?? target;
  const body = viewTicket(row, { viewer: caller, now: Date.now(), settings: deps.settings });
  return { status: 200, body, version: row.version };
}
