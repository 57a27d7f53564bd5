import { subject, type Ability, type ForcedSubject } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';
import { accessibleBy, createPrismaAbility, type PrismaQueryFactory } from '@casl/prisma/runtime';
import { Prisma } from '../prisma/client';
import type { Caller } from './auth';

/**
 * What may be done with a ticket. `work` is all that agents do; `cancel`, `reopen` and `comment` are what its requester
 * may do as well; `see` is whatever makes the ticket exist for a caller.
 */
export type TicketAction =
  'see' | 'read' | 'open' | 'openFor' | 'work' | 'cancel' | 'reopen' | 'comment' | 'readInternal' | 'export';
export type DeskSubject =
  | 'Config'
  | 'Policy'
  | 'Triage'
  | 'People'
  | 'OwnAgent'
  | 'Report'
  | 'Audit'
  | 'Channel'
  | 'Mail'
  | 'Field'
  | 'Reply'
  | 'Alert';
type DeskAction = 'read' | 'write';

/** What the policy asks of a ticket's row. */
export interface TicketFacts {
  readonly requesterId: string;
  readonly organisationId: string | null;
  readonly teamId: string | null;
}

/** What the policy asks of a saved view. */
export interface ViewFacts {
  readonly ownerId: string;
  readonly scope: string;
  readonly teamId: string | null;
}

type Conditions = PrismaQueryFactory<Prisma.TypeMap>;
type Forced = ForcedSubject<'Ticket'> | ForcedSubject<'SavedView'>;
type Subjects = 'Ticket' | 'SavedView' | 'ProblemProposal';
type TicketAbility = Ability<[string, Subjects | DeskSubject | Forced], Conditions>;

interface Rule {
  action: string | string[];
  subject: string;
  conditions?: Prisma.TicketWhereInput | Prisma.SavedViewWhereInput | Prisma.ProblemProposalWhereInput;
}

/** The one policy: lists, single reads and commands all ask it. */
export class Permissions {
  readonly #ability: TicketAbility;

  constructor(caller: Caller) {
    this.#ability = createPrismaAbility<TicketAbility>([...rulesFor(caller), ...viewRules(caller)] as never);
  }

  /** May this be done with the ticket, or, without one, with any at all? */
  mayTicket(action: TicketAction, ticket?: TicketFacts): boolean {
    if (!ticket) return this.#ability.can(action, 'Ticket');
    const { requesterId, organisationId, teamId } = ticket;
    return this.#ability.can(action, subject('Ticket', { requesterId, organisationId, teamId }));
  }

  may(action: DeskAction, what: DeskSubject): boolean {
    return this.#ability.can(action, what);
  }

  /** The tickets of which this may be done, as a condition for a query. */
  tickets(action: 'see' | 'read'): Prisma.TicketWhereInput {
    if (!this.mayTicket(action)) return { id: { in: [] } };
    return accessibleBy(this.#ability, action).ofType('Ticket');
  }

  mayView(action: 'write', view?: ViewFacts): boolean {
    if (!view) return this.#ability.can(action, 'SavedView');
    const { ownerId, scope, teamId } = view;
    return this.#ability.can(action, subject('SavedView', { ownerId, scope, teamId }));
  }

  /** The saved views that may be read, as a condition for a query. */
  views(): Prisma.SavedViewWhereInput {
    if (!this.#ability.can('read', 'SavedView')) return { id: { in: [] } };
    return accessibleBy(this.#ability, 'read').ofType('SavedView');
  }

  /** Are there proposals of problems that the caller decides upon? */
  mayDecide(): boolean {
    return this.#ability.can('decide', 'ProblemProposal');
  }

  /** The proposals that are the caller's to decide upon, as a condition for a query. */
  proposals(): Prisma.ProblemProposalWhereInput {
    if (!this.mayDecide()) return { id: { in: [] } };
    return accessibleBy(this.#ability, 'decide').ofType('ProblemProposal');
  }

  /** The tickets of which this may be done, as a condition on a row `t` of `tickets`. */
  ticketsWhere(action: 'see' | 'read' | 'readInternal' | 'export'): Prisma.Sql {
    const condition = rulesToCondition(
      this.#ability.rulesFor(action, 'Ticket'),
      ({ conditions }) => asSql(conditions),
      {
        and: (all) => Prisma.sql`(${Prisma.join(all, ' AND ')})`,
        or: (any) => Prisma.sql`(${Prisma.join(any, ' OR ')})`,
        empty: () => Prisma.sql`TRUE`,
      },
    );
    return condition ?? Prisma.sql`FALSE`;
  }
}

/** The conditions that rules are made of: what `rulesFor` uses below, and nothing else. */
function asSql(conditions: unknown): Prisma.Sql {
  const all = Object.entries(conditions ?? {}).map(([member, value]: [string, unknown]) => {
    if (member === 'requesterId' && typeof value === 'string') return Prisma.sql`t.requester_id = ${value}::uuid`;
    if (member === 'organisationId' && typeof value === 'string') return Prisma.sql`t.organisation_id = ${value}`;
    if (member === 'teamId' && isIn(value)) return Prisma.sql`t.team_id = ANY(${value.in}::text[])`;
    throw new Error(`A rule asks ${member} in a way that lists do not know`);
  });
  return all.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`(${Prisma.join(all, ' AND ')})`;
}

function isIn(value: unknown): value is { in: readonly string[] } {
  return typeof value === 'object' && value !== null && 'in' in value && Array.isArray(value.in);
}

function rulesFor(caller: Caller): Rule[] {
  // Whoever may call at all sees which fields tickets have: forms are made of them.
  const fields: Rule = { action: 'read', subject: 'Field' };
  if (caller.role === 'service') return [fields, ...rulesForService(caller)];
  const own: Rule = {
    action: ['see', 'read', 'comment', 'cancel', 'reopen'],
    subject: 'Ticket',
    conditions: { requesterId: caller.id },
  };
  if (caller.role === 'requester') {
    const rules: Rule[] = [fields, { action: 'open', subject: 'Ticket' }, own];
    if (caller.sharesTickets && caller.organisation !== null)
      rules.push({ action: ['see', 'read'], subject: 'Ticket', conditions: { organisationId: caller.organisation } });
    return rules;
  }
  const everything = ['see', 'read', 'work', 'cancel', 'reopen', 'comment', 'readInternal'];
  const rules: Rule[] = [
    fields,
    { action: 'read', subject: 'Reply' },
    { action: ['open', 'openFor'], subject: 'Ticket' },
    { action: ['read', 'write'], subject: 'OwnAgent' },
  ];
  if (caller.role === 'agent' && caller.restricted)
    rules.push(own, { action: everything, subject: 'Ticket', conditions: { teamId: { in: [...caller.teams] } } });
  else rules.push({ action: everything, subject: 'Ticket' });
  if (caller.role !== 'agent') rules.push({ action: 'export', subject: 'Ticket' });
  if (caller.role === 'lead')
    for (const what of ['Policy', 'Reply', 'Mail']) rules.push({ action: ['read', 'write'], subject: what });
  if (caller.role === 'lead' || caller.role === 'admin') rules.push({ action: 'read', subject: 'Report' });
  // Whoever leads one of the teams whose tickets they are; of tickets without a team every lead.
  if (caller.role === 'lead')
    for (const teamIds of [{ hasSome: [...caller.teams] }, { isEmpty: true }])
      rules.push({ action: 'decide', subject: 'ProblemProposal', conditions: { teamIds } });
  if (caller.role === 'admin') rules.push({ action: 'decide', subject: 'ProblemProposal' });
  if (caller.role === 'admin') rules.push({ action: 'read', subject: 'Audit' });
  if (caller.role === 'admin')
    for (const what of ['Config', 'Policy', 'Triage', 'People', 'Field', 'Reply', 'Channel', 'Mail'])
      rules.push({ action: ['read', 'write'], subject: what });
  return rules;
}

/** Who sees which saved views: her own, those of her teams, those of the whole desk. */
function viewRules({ id, role, teams, scopes }: Caller): Rule[] {
  const view = (action: string | string[], conditions: Prisma.SavedViewWhereInput): Rule => ({
    action,
    subject: 'SavedView',
    conditions,
  });
  if (role === 'service') return scopes.has('tickets:read') ? [view('read', { scope: 'all' })] : [];
  const own = view(['read', 'write'], { ownerId: id, scope: 'own' });
  if (role === 'requester') return [own];
  if (role === 'agent') {
    const ours = { scope: 'team', teamId: { in: [...teams] } };
    return [own, view('read', { scope: 'all' }), view('read', ours), view('write', { ...ours, ownerId: id })];
  }
  return [own, view(['read', 'write'], { scope: { in: ['team', 'all'] } })];
}

function rulesForService({ scopes }: Caller): Rule[] {
  const rules: Rule[] = [];
  if (scopes.has('tickets:read')) rules.push({ action: ['see', 'read', 'readInternal'], subject: 'Ticket' });
  if (scopes.has('tickets:write'))
    rules.push({ action: ['see', 'open', 'openFor', 'work', 'cancel', 'reopen', 'comment'], subject: 'Ticket' });
  const config = ['Config', 'Policy', 'Triage', 'Field', 'Reply'];
  if (scopes.has('config:read')) rules.push(...config.map((what) => ({ action: 'read', subject: what })));
  if (scopes.has('config:write')) rules.push(...config.map((what) => ({ action: ['read', 'write'], subject: what })));
  if (scopes.has('alerts:write')) rules.push({ action: 'write', subject: 'Alert' });
  if (scopes.has('export')) rules.push({ action: 'export', subject: 'Ticket' });
  if (scopes.has('users:write')) rules.push({ action: ['read', 'write'], subject: 'People' });
  return rules;
}
