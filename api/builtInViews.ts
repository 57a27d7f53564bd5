import type { Caller } from './auth';
import { speaker, type Locale } from './i18n';
import { DEFAULT_SORT, ticketFilter, type TicketFilter } from './schemas/lists';

/** A list that is kept, whoever keeps it. */
export interface View {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly filter: TicketFilter;
  readonly sort: string;
}

/** Not stored, hence never lost and never edited. */
export interface BuiltIn extends View {
  readonly given: Readonly<Record<string, string>>;
}

const UNRESOLVED = 'new,open,pending';
type Given = Readonly<Record<string, Pick<BuiltIn, 'given' | 'sort'>>>;
const STAFF: Given = {
  'my-open': { given: { assignee: 'me', status: UNRESOLVED }, sort: 'nextDueAt' },
  unassigned: { given: { assignee: 'none', status: UNRESOLVED }, sort: '-priority' },
  breached: { given: { breached: 'true', status: UNRESOLVED }, sort: 'nextDueAt' },
  'due-today': { given: { dueBefore: '@tomorrow', status: UNRESOLVED }, sort: 'nextDueAt' },
};
const REQUESTER: Given = { 'my-open': { given: { requester: 'me', status: UNRESOLVED }, sort: DEFAULT_SORT } };

/** The views that come with the desk, for this reader and in her language. Nobody assigns tickets to service accounts. */
export function builtInViews({ role }: Pick<Caller, 'role'>, locale: Locale): BuiltIn[] {
  const say = speaker(locale);
  return Object.entries(role === 'requester' ? REQUESTER : STAFF)
    .filter(([id]) => role !== 'service' || id !== 'my-open')
    .map(([id, { given, sort }]) => {
      const name = say(`views.${id}`);
      return { id, version: 1, name, sort, given, filter: ticketFilter.parse(given) };
    });
}
