/** Which incidents keep coming back: pure, so that the same tickets and settings always propose the same. */
import { groupSubjects, type Subject } from './subjects';

/** By what incidents are found to have one cause; the surer ways first. */
export const RECURRENCE_WAYS = ['fingerprint', 'field', 'subject', 'tag'] as const;
export type RecurrenceWay = (typeof RECURRENCE_WAYS)[number];

interface Least {
  /** So many tickets make a proposal. */
  readonly tickets: number;
  /** From so many people. */
  readonly requesters: number;
}

export interface RecurrenceWays {
  /** Alerts come from one requester, the monitoring: only their number counts. */
  readonly fingerprint?: Pick<Least, 'tickets'>;
  readonly field?: Least & { readonly fields: readonly string[] };
  readonly subject?: Least & {
    /** 0–1: from which likeness two subjects are the same. */
    readonly likeness: number;
  };
  readonly tag?: Least & { readonly ignore: readonly string[] };
}

/** A ticket as far as its cause goes. */
export interface Incident {
  readonly id: string;
  readonly requester: string;
  readonly fingerprint: string | null;
  readonly tags: readonly string[];
  /** Values of the custom fields that are looked at. */
  readonly fields: Readonly<Record<string, string>>;
  /** As `tellingWords` leaves its subject. */
  readonly words: string;
}

/** A cause that was proposed before. */
export interface KnownCause {
  readonly way: RecurrenceWay;
  readonly cause: string;
  /** Of a `subject`: the words that its tickets are like. */
  readonly words: string;
  /** `open`: what matches joins it. `quiet`: nobody is to hear of it. `over`: it may come again. */
  readonly state: 'open' | 'quiet' | 'over';
}

export interface Recurring<I extends Incident = Incident> {
  readonly way: RecurrenceWay;
  /** A fingerprint, a tag, `field=value`, or the id of the ticket whose subject the others are like. */
  readonly cause: string;
  readonly tickets: readonly I[];
  /** `joins`: the cause has an open proposal; `proposed`: it becomes one. */
  readonly effect: 'joins' | 'proposed' | 'quiet';
}

/**
 * Finds what recurs among incidents that belong to no proposal. Each ticket counts for one cause at most: first for what
 * is proposed already, then for the surest way, then for the largest group.
 * @param incidents the oldest first
 */
export function findRecurring<I extends Incident>(
  incidents: readonly I[],
  ways: RecurrenceWays,
  known: readonly KnownCause[],
): readonly Recurring<I>[] {
  const causes = causesOf(incidents, ways, known);
  const free = new Set(incidents.map(({ id }) => id));
  const take = (group: Group<I>, effect: Recurring['effect']): Recurring<I>[] => {
    const tickets = group.tickets.filter(({ id }) => free.has(id));
    if (tickets.length === 0 || (effect === 'proposed' && !suffices(tickets, ways[group.way]))) return [];
    for (const { id } of tickets) free.delete(id);
    return [{ way: group.way, cause: group.cause, tickets, effect }];
  };
  const before = new Map(known.map((one) => [nameOf(one), one.state] as const));
  const stateOf = (group: Group<I>) => before.get(nameOf(group)) ?? 'over';
  return [
    ...causes.filter((group) => stateOf(group) === 'open').flatMap((group) => take(group, 'joins')),
    ...causes.filter((group) => stateOf(group) === 'quiet').flatMap((group) => take(group, 'quiet')),
    ...causes.filter((group) => stateOf(group) === 'over').flatMap((group) => take(group, 'proposed')),
  ];
}

interface Group<I extends Incident> {
  readonly way: RecurrenceWay;
  readonly cause: string;
  readonly tickets: readonly I[];
}

/** By way, then the largest first, then by name. */
function causesOf<I extends Incident>(
  incidents: readonly I[],
  ways: RecurrenceWays,
  known: readonly KnownCause[],
): readonly Group<I>[] {
  const { fingerprint, field, subject, tag } = ways;
  const named: Readonly<Record<RecurrenceWay, ((incident: Incident) => readonly string[]) | null>> = {
    fingerprint: fingerprint ? (one) => (one.fingerprint === null ? [] : [one.fingerprint]) : null,
    field: field ? ({ fields }) => field.fields.flatMap((id) => (fields[id] ? [`${id}=${fields[id]}`] : [])) : null,
    subject: subject ? bySubject(incidents, known, subject.likeness) : null,
    tag: tag ? ({ tags }) => [...new Set(tags)].filter((one) => !tag.ignore.includes(one)) : null,
  };
  return RECURRENCE_WAYS.flatMap((way) => {
    const groups = new Map<string, I[]>();
    for (const incident of incidents)
      for (const cause of named[way]?.(incident) ?? []) groups.set(cause, [...(groups.get(cause) ?? []), incident]);
    return [...groups]
      .map(([cause, tickets]): Group<I> => ({ way, cause, tickets }))
      .sort((a, b) => b.tickets.length - a.tickets.length || (a.cause < b.cause ? -1 : 1));
  });
}

/** What was proposed before leads its group still, also when its first ticket is old. */
function bySubject(incidents: readonly Incident[], known: readonly KnownCause[], likeness: number) {
  const led: Subject[] = known.filter(({ way }) => way === 'subject').map(({ cause, words }) => ({ id: cause, words }));
  const leaderOf = groupSubjects([...led, ...incidents], likeness);
  return ({ id }: Incident): readonly string[] => {
    const leader = leaderOf.get(id);
    return leader === undefined ? [] : [leader];
  };
}

function suffices(tickets: readonly Incident[], least: Partial<Least> | undefined): boolean {
  const { tickets: enough = Infinity, requesters = 1 } = least ?? {};
  return tickets.length >= enough && new Set(tickets.map(({ requester }) => requester)).size >= requesters;
}

function nameOf({ way, cause }: { readonly way: RecurrenceWay; readonly cause: string }): string {
  return `${way} ${cause}`;
}
