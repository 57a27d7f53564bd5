import { WorkflowNotFoundError, WorkflowUpdateFailedError, isGrpcServiceError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { REFUSED, ticketWorkflowId, type CommandAnswer } from '../workflows/contract';
import type { PersonCommandName } from '../workflows/domain/commands';
import type { Failure } from '../workflows/domain/failure';
import { unavailable, type Problem } from './problem';
import { restart } from './restart';
import type { Deps } from './settings';
import { Turns } from './turns';

/** `UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_ACCEPTED` of Temporal's API: in the history, hence durable. */
const ACCEPTED = 2;
const FAILED_PRECONDITION = 9;
const NOT_FOUND = 5;
type PollResponse = Awaited<ReturnType<Deps['client']['workflowService']['pollWorkflowExecutionUpdate']>>;
type FailureProto = NonNullable<NonNullable<PollResponse['outcome']>['failure']>;

export interface Sending {
  /** Workflow id. */
  readonly key: string;
  readonly ticketId: string;
  readonly name: PersonCommandName;
  readonly payload: object;
  /** The command's id, and the Update's. */
  readonly id: string;
}

export type Outcome =
  | { readonly kind: 'done' }
  /** Durable, and not projected yet. */
  | { readonly kind: 'accepted'; readonly runId: string }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** The ticket's workflow has completed: nothing can be asked of it any more. */
  | { readonly kind: 'ended' };

const PATIENCE_MS = 2_000;
const ASKING_MS = 500;
const ATTEMPTS = 4;

/**
 * Sends a command as an Update and waits for its outcome, so long as a caller waits. By a timer of our own: the SDK
 * retries some refusals of the server in silence, past any deadline.
 * @throws Problem 503 if the outcome is unknown, or the command was not taken
 */
export async function sendUpdate(deps: Deps, sending: Sending): Promise<Outcome> {
  const deadline = Date.now() + (deps.settings.commandTimeoutMs ?? PATIENCE_MS);
  const endTurn = await turnsOf(deps).take(sending.key, sending.id, deadline);
  if (!endTurn) throw unavailable('The ticket has not taken the commands before this one yet. Repeat the request.');
  let heard = false;
  try {
    const outcome = await sendInTurn(deps, sending, deadline);
    heard = outcome.kind !== 'accepted';
    return outcome;
  } finally {
    endTurn(heard);
  }
}

const turns = new WeakMap<Deps['client'], Turns>();

/** All that one process sends through one client takes turns. */
function turnsOf(deps: Deps): Turns {
  let known = turns.get(deps.client);
  if (!known) {
    known = new Turns(async (key, id) => {
      const { kind } = await pollUpdate(deps, { key, runId: '', id });
      return kind === 'done' || kind === 'failed' || kind === 'absent';
    });
    turns.set(deps.client, known);
  }
  return known;
}

async function sendInTurn(deps: Deps, sending: Sending, deadline: number): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const tried = await tryOnce(deps, sending, deadline);
    if (tried === 'late') return askWhetherAccepted(deps, sending);
    if (tried !== 'again') return tried;
    if (attempt >= ATTEMPTS || Date.now() >= deadline)
      throw unavailable('The ticket could not take the command just now. Repeat the request.');
  }
}

async function tryOnce(deps: Deps, sending: Sending, deadline: number): Promise<Outcome | 'again' | 'late'> {
  const { client } = deps;
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((done) => {
    timer = setTimeout(() => done('late'), Math.max(0, deadline - Date.now()));
  });
  // Without a run id: a repeat must reach whatever run is the current one.
  const handle = client.workflow.getHandle(ticketWorkflowId(sending.key));
  const update = client.withAbortSignal(giveUp.signal, () =>
    handle.executeUpdate<CommandAnswer, [object]>(sending.name, { args: [sending.payload], updateId: sending.id }),
  );
  const outcome = update.then(
    (): Outcome => ({ kind: 'done' }),
    (error: unknown) => (giveUp.signal.aborted ? 'late' : afterError(deps, sending, error)),
  );
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
    giveUp.abort();
    // Whoever lost the race must not become an unhandled rejection.
    outcome.catch(() => undefined);
  }
}

/** What each error of an Update means. */
async function afterError(deps: Deps, sending: Sending, error: unknown): Promise<Outcome | 'again' | 'late'> {
  if (error instanceof WorkflowUpdateFailedError) return afterFailure(deps, sending, error);
  if (error instanceof WorkflowNotFoundError) return afterNotFound(deps, sending);
  const code = grpcCodeOf(error);
  deps.logger.warn({ err: error, key: sending.key, command: sending.name, code }, 'an Update was not taken');
  // Paused, or its task fails and the server does not even try.
  if (code === FAILED_PRECONDITION) throw stuck();
  throw unavailable('The ticket cannot take commands just now. Repeat the request.');
}

/** Waiting helps once somebody has helped. */
function stuck(): Problem {
  return unavailable(
    'The ticket is stuck: nothing was done, and nothing can be until an administrator has set it going again. Repeat the request later.',
    60,
  );
}

async function afterFailure(
  deps: Deps,
  sending: Sending,
  error: WorkflowUpdateFailedError,
): Promise<Outcome | 'again'> {
  const { cause } = error;
  if (cause instanceof ApplicationFailure && cause.type === REFUSED) {
    const failure = cause.details?.[0] as Failure | undefined;
    return { kind: 'refused', failure: failure ?? { code: 'invalid', detail: cause.message } };
  }
  // Accepted, then the run ended: by completion, or by continuing as new.
  if (cause instanceof ApplicationFailure && cause.type === 'AcceptedUpdateCompletedWorkflow')
    return (await isProjected(deps, sending)) ? { kind: 'done' } : 'again';
  deps.logger.error({ err: error, key: sending.key, command: sending.name }, 'an Update failed for good');
  throw unavailable('The ticket could not carry out the command. The log of the desk has why.', 5);
}

async function afterNotFound(deps: Deps, sending: Sending): Promise<Outcome | 'again'> {
  if (await isProjected(deps, sending)) return { kind: 'done' };
  const row = await deps.prisma.ticket.findUnique({
    where: { id: sending.ticketId },
    select: { version: true, status: true, endedAt: true },
  });
  if (row?.version === 1) {
    await restart(deps, sending.ticketId);
    return 'again';
  }
  if (row && (row.status === 'closed' || row.endedAt !== null)) return { kind: 'ended' };
  throw unavailable('The ticket has no running workflow just now; it is being repaired. Repeat the request.', 5);
}

/** Is the command's event in PostgreSQL? Then it was carried out, whatever became of its Update. */
export async function isProjected(
  deps: Pick<Deps, 'prisma'>,
  { ticketId, id }: Pick<Sending, 'ticketId' | 'id'>,
): Promise<boolean> {
  const event = await deps.prisma.ticketEvent.findUnique({
    where: { ticketId_commandId: { ticketId, commandId: id } },
    select: { seq: true },
  });
  return event !== null;
}

async function askWhetherAccepted(deps: Deps, sending: Sending): Promise<Outcome> {
  const asked = await pollUpdate(deps, { key: sending.key, runId: '', id: sending.id });
  if (asked.kind === 'unknown' || asked.kind === 'absent')
    throw unavailable(
      'The ticket did not take the command in time; whether it still will is unknown. Repeat the request.',
    );
  if (asked.kind === 'failed') return outcomeOfFailure(asked);
  return asked;
}

function outcomeOfFailure(failed: { readonly failure: Failure | null }): Outcome {
  if (failed.failure) return { kind: 'refused', failure: failed.failure };
  throw unavailable('The ticket could not carry out the command. The log of the desk has why.', 5);
}

export type Polled =
  | { readonly kind: 'done' }
  | { readonly kind: 'accepted'; readonly runId: string }
  /** `failure` is null if it was not refused by the domain. */
  | { readonly kind: 'failed'; readonly failure: Failure | null }
  /** The server has no such Update: it did not come, or was lost before it was accepted, or the workflow went on as new. */
  | { readonly kind: 'absent' }
  /** The server did not say, or has it and the workflow has not seen it. */
  | { readonly kind: 'unknown' };

/** Asks the server what became of an Update, without waiting for it. */
export async function pollUpdate(
  { client, logger }: Deps,
  { key, runId, id }: { readonly key: string; readonly runId: string; readonly id: string },
): Promise<Polled> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), ASKING_MS);
  const request = {
    namespace: client.options.namespace,
    updateRef: { workflowExecution: { workflowId: ticketWorkflowId(key), runId }, updateId: id },
    identity: client.options.identity,
  };
  const asked = client
    .withAbortSignal(giveUp.signal, () => client.workflowService.pollWorkflowExecutionUpdate(request))
    .catch((error: unknown): Polled => {
      logger.debug({ err: error, key, id }, 'the server does not tell of the Update');
      return { kind: grpcCodeOf(error) === NOT_FOUND ? 'absent' : 'unknown' };
    });
  const response = await Promise.race([asked, new Promise<null>((done) => setTimeout(done, ASKING_MS + 50, null))]);
  clearTimeout(timer);
  if (!response) return { kind: 'unknown' };
  if ('kind' in response) return response;
  if (response.outcome?.success) return { kind: 'done' };
  if (response.outcome?.failure) return { kind: 'failed', failure: readFailure(client, response.outcome.failure) };
  const accepted = Number(response.stage ?? 0) >= ACCEPTED;
  return accepted
    ? { kind: 'accepted', runId: response.updateRef?.workflowExecution?.runId ?? runId }
    : { kind: 'unknown' };
}

function readFailure(client: Deps['client'], proto: FailureProto): Failure | null {
  if (proto.applicationFailureInfo?.type !== REFUSED) return null;
  const details = proto.applicationFailureInfo.details?.payloads?.[0];
  const failure = details ? client.options.loadedDataConverter.payloadConverter.fromPayload<Failure>(details) : null;
  return failure ?? { code: 'invalid', detail: proto.message ?? 'Refused.' };
}

function grpcCodeOf(error: unknown): number | undefined {
  const cause: unknown = error instanceof Error && error.cause ? error.cause : error;
  return isGrpcServiceError(cause) ? cause.code : undefined;
}
