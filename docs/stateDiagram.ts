import { END_OF_TIME } from '../workflows/domain/calendar';
import { STATUSES, type Actor, type Status } from '../workflows/domain/codes';
import type { Command, PersonCommand } from '../workflows/domain/commands';
import { begin } from '../workflows/domain/evolve';
import { DEFAULT_MATRIX } from '../workflows/domain/matrix';
import type { PolicyInForce } from '../workflows/domain/policy';
import type { TicketState } from '../workflows/domain/state';
import { catchUp, perform } from '../workflows/domain/steps';

/**
 * The diagram of statuses in `docs/ticket.md`, found out by asking `decide` and the alarms in each status rather than
 * drawn: `test/docs` compares the two.
 */
const SECOND = 1_000;
const agent: Actor = { id: 'agent', role: 'agent' };
const requester: Actor = { id: 'requester', role: 'requester' };
const monitoring: Actor = { id: 'monitoring', role: 'service' };

const policy: PolicyInForce = {
  id: 'diagram',
  version: 1,
  calendar: 'always',
  clocks: {},
  pending: { requester: { resolveAfter: 'PT1S' } },
  closeAfter: 'PT1S',
};
const always = { id: 'always', version: 1, from: 0, until: END_OF_TIME, intervals: [[0, END_OF_TIME]] as const };

function command(name: PersonCommand['name'], data: object, by: Actor, at: number): Command {
  return { name, id: name, by, at, data } as PersonCommand;
}

const commands: readonly { readonly label: string; readonly make: (at: number) => Command }[] = [
  { label: 'accept', make: (at) => command('accept', {}, agent, at) },
  { label: 'assign', make: (at) => command('assign', { agent: 'agent' }, agent, at) },
  { label: 'release', make: (at) => command('release', {}, agent, at) },
  { label: 'pend', make: (at) => command('pend', { reason: 'requester' }, agent, at) },
  { label: 'resume', make: (at) => command('resume', {}, agent, at) },
  { label: 'resolve', make: (at) => command('resolve', {}, agent, at) },
  { label: 'reopen', make: (at) => command('reopen', {}, requester, at) },
  { label: 'close', make: (at) => command('close', {}, agent, at) },
  {
    label: "requester's comment",
    make: (at) => command('comment', { comment: 'c', visibility: 'public', from: 'requester' }, requester, at),
  },
  { label: 'the last alert is over', make: (at) => command('countAlerts', { fired: 1, ended: 1 }, monitoring, at) },
  { label: 'triage', make: triage },
];

function triage(at: number): Command {
  const facts = { policy, calendars: [always] };
  const data = { team: 'desk', tags: [], rule: null, facts, claim: null, matrix: DEFAULT_MATRIX };
  return { name: 'triage', id: 'triage', by: null, at, data };
}

function received(): TicketState {
  const data = { ticketId: 't', key: 'SD-1', source: 'api', requester: 'r', organisation: null, given: {} } as const;
  const event = { seq: 1, identity: 'x#0', kind: 'received', at: 0, by: requester } as const;
  return begin({ ...event, data: { ...data, priority: 'high' } });
}

function after(state: TicketState, ...names: readonly string[]): TicketState {
  return names.reduce((current, name) => {
    const found = commands.find(({ label }) => label === name);
    const outcome = found && perform(current, found.make(current.asOf + 1));
    if (!outcome?.ok) throw new Error(`${name} is not allowed in ${current.status}`);
    return outcome.state;
  }, state);
}

/** A ticket in each status, answered once, so that nobody waits for the first response. */
function examples(): ReadonlyMap<Status, TicketState> {
  const opened = after(received(), 'triage');
  const answer = command('comment', { comment: 'c', visibility: 'public', from: 'agent' }, agent, opened.asOf + 1);
  const answered = perform(opened, answer);
  if (!answered.ok) throw new Error('An open ticket takes comments');
  const open = answered.state;
  return new Map<Status, TicketState>([
    ['new', received()],
    ['open', open],
    ['pending', after(open, 'pend')],
    ['resolved', after(open, 'resolve')],
    ['closed', after(open, 'resolve', 'close')],
  ]);
}

/** @returns the diagram in Mermaid's notation */
export function stateDiagram(): string {
  const labels = new Map<string, string[]>();
  const note = (from: Status, to: Status, label: string) => {
    const edge = `${from} --> ${to}`;
    labels.set(edge, [...(labels.get(edge) ?? []), label]);
  };
  for (const [from, state] of examples()) {
    for (const { label, make } of commands) {
      const outcome = perform(state, make(state.asOf + 1));
      if (outcome.ok && outcome.state.status !== from) note(from, outcome.state.status, label);
    }
    const [first] = catchUp(state, { until: state.asOf + 2 * SECOND }).events;
    if (first?.kind === 'resolved') note(from, 'resolved', 'no answer in time');
    if (first?.kind === 'closed') note(from, 'closed', 'closeAfter');
  }
  const order = (edge: string) => STATUSES.findIndex((status) => edge.startsWith(status));
  const edges = [...labels].sort(([a], [b]) => order(a) - order(b) || a.localeCompare(b));
  const lines = edges.map(([edge, causes]) => `  ${edge} : ${causes.join(', ')}`);
  return ['stateDiagram-v2', '  [*] --> new : intake', ...lines, '  closed --> [*]'].join('\n');
}
