import {
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  setDefaultSignalHandler,
  setHandler,
  uuid4,
} from '@temporalio/workflow';
import {
  clocksQuery,
  COMMAND_NAMES,
  commandSignal,
  commandUpdate,
  processQuery,
  REFUSED,
  stateQuery,
  type CommandAnswer,
} from '../contract';
import { CalendarWindowExceeded } from '../domain/calendar';
import type { PersonCommandName } from '../domain/commands';
import type { Failure } from '../domain/failure';
import { processView } from '../domain/process';
import type { Errands } from './errands';
import { commandId, expectedVersion, readCommand } from './payload';
import type { Receipt, TicketRecord } from './record';
import { refuseSignal } from './refuseSignal';

const DESCRIPTIONS: Readonly<Record<PersonCommandName, string>> = {
  accept: 'The sender takes the ticket: {}',
  assign: 'To an agent, or to a team: {"agent": "<user id>"} or {"team": "<team id>"}',
  release: 'Back to the queue of its team: {}',
  comment:
    'A stored comment becomes visible: {"comment": "<id>", "visibility": "public|internal", "from": "agent|requester"}',
  attach: 'A stored file becomes visible: {"attachment": "<id>", "visibility": "public|internal"}',
  noteFailedDelivery: 'A message was given up: {"delivery": "<id>", "kind": "resolved", "channel": "email"}',
  edit: 'Type, impact, urgency, priority; stored texts by id: {"priority": "high"}',
  pend: 'Wait: {"reason": "requester|vendor|scheduled", "until": "2026-12-01T08:00:00Z"}',
  resume: 'Go on: {}',
  resolve: '{"resolution": "done|workaround|duplicate|noAnswer|cleared|cancelled"}',
  reopen: '{}',
  close: '{}',
  escalate: 'One level up: {}',
  rate: 'Answer of the survey: {"no": 1, "score": 5}',
  countAlerts: 'Alerts under the ticket so far, and those of them that are over: {"fired": 3, "ended": 1}',
  followUp: 'A new ticket continues this one: {"key": "SD-43"}',
  link: '{"kind": "parentOf|childOf|duplicateOf|duplicatedBy|relatedTo", "key": "SD-43"}; circles are not looked for',
  unlink: 'The same, to undo it',
  merge: 'It is the same matter as another ticket: {"into": "SD-43"}',
  unmerge: 'It is not, after all: {}',
  cascade: 'To all children: {"action": "inform|pause|resume|resolve", "comment": "<id>"}',
};

/** Serves people: commands as Updates and as Signals of the same names, and the three questions. */
export function listen(record: TicketRecord, errands: Errands): void {
  for (const name of COMMAND_NAMES) {
    // A request to cancel the workflow is a request to resolve the ticket: it cancels nobody's command.
    setHandler(
      commandUpdate(name),
      (payload) => CancellationScope.nonCancellable(() => answerCommand(record, errands, name, payload)),
      {
        validator: (payload) => examine(record, name, payload),
        description: DESCRIPTIONS[name],
      },
    );
    setHandler(
      commandSignal(name),
      (payload) => CancellationScope.nonCancellable(() => takeSignal(record, errands, name, payload)),
      { description: DESCRIPTIONS[name] },
    );
  }
  setDefaultSignalHandler((name) => refuseSignal(record, errands, name.slice(0, 50)));
  setHandler(stateQuery, () => record.state, { description: 'All that the process knows' });
  setHandler(clocksQuery, () => record.state.clocks, { description: 'The ledger of each service-level clock' });
  setHandler(processQuery, () => processView(record.state), { description: 'What the ticket waits for' });
}

/** A refused Update leaves no trace in the history: it must be refused here, before it is accepted. */
function examine(record: TicketRecord, name: PersonCommandName, payload: unknown): void {
  const id = commandId(payload, updateId());
  if (record.answeredBefore(id)) return;
  const read = readCommand(name, payload, id, record.now);
  if (!read.ok) throw refusal(read.failure);
  const seen = expectedVersion(payload);
  if (seen !== null && seen !== record.state.seq) {
    const detail = `The ticket is at version ${record.state.seq} now, not ${seen}. Read it again.`;
    throw refusal({ code: 'version_mismatch', detail });
  }
  try {
    const failure = record.examine(read.command);
    if (failure) throw refusal(failure);
  } catch (error) {
    // The handler fetches what is missing and decides then; a refusal is in the history in that case.
    if (!(error instanceof CalendarWindowExceeded)) throw error;
  }
}

/** Answered when its effect can be read: the sender waits for `save`. */
async function answerCommand(
  record: TicketRecord,
  errands: Errands,
  name: PersonCommandName,
  payload: unknown,
): Promise<CommandAnswer> {
  const id = updateId();
  const outcome = await execute(record, errands, name, payload, id);
  if ('code' in outcome) throw refusal(outcome);
  await condition(() => outcome.saved || outcome.failed !== undefined);
  if (!outcome.saved) throw ApplicationFailure.nonRetryable(`Not projected: ${outcome.failed}`, 'ProjectionFailed');
  return { version: outcome.version };
}

/** Nobody waits for the answer, so a refusal becomes an event; it never fails the workflow. */
export async function takeSignal(
  record: TicketRecord,
  errands: Errands,
  name: PersonCommandName,
  payload: unknown,
): Promise<void> {
  const id = `signal-${uuid4()}`;
  const outcome = await execute(record, errands, name, payload, id);
  if (!('code' in outcome)) return;
  const read = readCommand(name, payload, id, record.now);
  const sender = read.ok ? { id: read.command.id, by: read.command.by } : { id, by: null };
  record.noteRefusal({ ...sender, command: name, code: outcome.code, at: record.now });
}

/** @returns the receipt, of the first time if the command is a repeat, or why it was refused */
async function execute(
  record: TicketRecord,
  errands: Errands,
  name: PersonCommandName,
  payload: unknown,
  id: string,
): Promise<Receipt | Failure> {
  return errands.afterOpening(() => {
    const first = record.answeredBefore(commandId(payload, id));
    if (first) return first;
    const read = readCommand(name, payload, id, record.now);
    return read.ok ? record.execute(read.command) : read.failure;
  });
}

/** The Update's id is the command's. Never a random one: a refused Update leaves no trace, and must not draw lots. */
function updateId(): string {
  const info = currentUpdateInfo();
  if (!info) throw new Error('Commands without an Update have an id of their own');
  return info.id;
}

function refusal(failure: Failure): ApplicationFailure {
  return ApplicationFailure.create({ message: failure.detail, type: REFUSED, nonRetryable: true, details: [failure] });
}
