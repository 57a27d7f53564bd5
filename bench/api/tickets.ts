import { PRIORITIES, type Priority, type TicketType } from '../../workflows/domain/codes';
import { briefOf } from '../../workflows/domain/brief';
import type { Value } from './copy';
import type { People } from './people';
import { type Random, uuidAt } from './random';
import type { States } from './states';
import { subjectOf, textOf } from './texts';

const DAY = 86_400_000;
const SPAN = 3 * 365 * DAY;

export const TICKET_COLUMNS = [
  ...['id', 'number', 'key', 'version', 'type', 'status', 'pending_reason', 'priority', 'priority_rank', 'source'],
  ...['requester_id', 'organisation_id', 'team_id', 'assignee_id', 'accepted_at', 'escalation_level', 'resolution'],
  ...['tags', 'fields', 'subject', 'description', 'next_due_at', 'breached', 'state', 'brief', 'ended_at'],
  ...['created_at', 'updated_at', 'resolved_at', 'closed_at'],
];
export const EVENT_COLUMNS = ['ticket_id', 'seq', 'at', 'kind', 'identity', 'command_id', 'by_id', 'by_role', 'data'];
export const COMMENT_COLUMNS = [
  ...['id', 'ticket_id', 'author_id', 'author_role', 'visibility', 'body', 'seq', 'created_at'],
];

export interface Making {
  readonly tickets: number;
  readonly people: People;
  readonly random: Random;
}

interface Born {
  readonly number: number;
  readonly id: string;
  readonly at: number;
}

/** Every stream goes through the tickets in the same order, with the same ids. */
function* births({ tickets, random }: Making): Iterable<Born> {
  const now = Date.now();
  const begin = now - SPAN;
  for (let number = 1; number <= tickets; number++) {
    const at = Math.floor(begin + (SPAN * (number - random.next())) / tickets);
    yield { number, at, id: idOf(number) };
  }
}

/** Of the number alone, since each stream draws its own random numbers between two tickets. */
function idOf(number: number): string {
  const hex = number.toString(16).padStart(12, '0');
  return `0192${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(8, 11)}-8000-${hex.padStart(12, '0')}`;
}

export function* ticketRows(making: Making & { readonly states: States }): Iterable<Value[]> {
  const { tickets, people, random, states } = making;
  for (const { number, id, at } of births(making)) {
    // One in fifty is not resolved yet: the newest, mostly.
    const status = statusOf(1 - number / tickets, random);
    const { state, unresolved } = { state: states[status], unresolved: status === 'open' || status === 'pending' };
    const priority = priorityOf(random);
    const requester = random.skewed(people.counts.requesters);
    const assigned = !unresolved || random.chance(0.8);
    const resolvedAt = unresolved ? null : Math.min(at + random.below(3 * DAY), Date.now());
    const key = `SD-${String(number)}`;
    yield [
      ...[id, number, key, state.seq, random.one<TicketType>(['incident', 'incident', 'request', 'alert']), status],
      ...[status === 'pending' ? 'requester' : null, priority, PRIORITIES.length - PRIORITIES.indexOf(priority)],
      ...['portal', people.requester(requester), people.organisationOf(requester)],
      people.team(random.skewed(people.counts.teams)),
      ...[assigned ? people.agent(random.below(people.counts.agents)) : null, null, random.chance(0.03) ? 1 : 0],
      ...[unresolved ? null : 'done', tagsOf(random), {}, subjectOf(number, random), textOf(3, random)],
      unresolved ? instant(Date.now() + random.below(3 * DAY) - DAY / 2) : null,
      random.chance(0.05),
      JSON.stringify({ ...state, ticketId: id, key, seq: state.seq }),
      JSON.stringify(briefOf(state)),
      ...[status === 'closed' ? instant((resolvedAt ?? at) + DAY) : null, instant(at)],
      ...[instant(resolvedAt ?? at + random.below(DAY)), resolvedAt === null ? null : instant(resolvedAt)],
      status === 'closed' ? instant((resolvedAt ?? at) + DAY) : null,
    ];
  }
}

const KINDS = [
  ...['received', 'triaged', 'assigned', 'accepted', 'commented', 'commented', 'warned', 'resolved', 'surveySent'],
  'closed',
] as const;

export function* eventRows(making: Making): Iterable<Value[]> {
  const { people, random } = making;
  for (const { number, id, at } of births(making)) {
    for (const [index, kind] of KINDS.entries()) {
      const by = kind === 'warned' ? null : people.agent(number + index);
      const command = by === null ? null : random.hex(22);
      yield [
        ...[id, index + 1, instant(at + index * 3_600_000), kind, `command:${random.hex(16)}#0`, command, by],
        ...[by && 'agent', { clock: 'resolution', cycle: 1, comment: random.hex(32) }],
      ];
    }
  }
}

export function* commentRows(making: Making): Iterable<Value[]> {
  const { people, random } = making;
  for (const { number, id, at } of births(making)) {
    const created = at + 4 * 3_600_000;
    const visibility = random.chance(0.3) ? 'internal' : 'public';
    yield [
      ...[uuidAt(created, random), id, people.agent(number), 'agent', visibility, textOf(2, random), 5],
      instant(created),
    ];
  }
}

function statusOf(age: number, random: Random): keyof States {
  const unresolved = age < 0.01 ? 0.7 : age < 0.05 ? 0.2 : 0.005;
  if (random.chance(unresolved)) return random.chance(0.3) ? 'pending' : 'open';
  return age < 0.005 ? 'resolved' : 'closed';
}

function priorityOf(random: Random): Priority {
  return random.one<Priority>([
    'critical',
    'high',
    'high',
    'medium',
    'medium',
    'medium',
    'medium',
    'low',
    'low',
    'low',
  ]);
}

/** Three hundred tags, some of them on many tickets. */
function tagsOf(random: Random): string[] {
  const count = random.below(3);
  return [...new Set(Array.from({ length: count }, () => `tag-${String(random.skewed(300) + 1)}`))];
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
