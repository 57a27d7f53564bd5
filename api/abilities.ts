import { subject, type Ability, type ForcedSubject } from '@casl/ability';
import { accessibleBy, createPrismaAbility, type PrismaQueryFactory } from '@casl/prisma/runtime';
import type { Prisma } from '../prisma/client';
import type { Caller } from './auth';

/**
 * What may be done with a ticket. `work` is all that agents do; `cancel`, `reopen` and `comment` are what its requester
 * may do as well; `see` is whatever makes the ticket exist for a caller.
 */
export type TicketAction =
  'see' | 'read' | 'open' | 'openFor' | 'work' | 'cancel' | 'reopen' | 'comment' | 'readInternal';
export type DeskSubject = 'Config' | 'Policy' | 'Triage' | 'People' | 'OwnAgent' | 'Report';
type DeskAction = 'read' | 'write';

/** What the policy asks of a ticket's row. */
export interface TicketFacts {
  readonly requesterId: string;
  readonly organisationId: string | null;
  readonly teamId: string | null;
}

type Conditions = PrismaQueryFactory<Prisma.TypeMap>;
type TicketAbility = Ability<[string, 'Ticket' | DeskSubject | ForcedSubject<'Ticket'>], Conditions>;

interface Rule {
  action: string | string[];
  subject: string;
  conditions?: Prisma.TicketWhereInput;
}

/** The one policy: lists, single reads and commands all ask it. */
export class Permissions {
  readonly #ability: TicketAbility;

  constructor(caller: Caller) {
    this.#ability = createPrismaAbility<TicketAbility>(rulesFor(caller) as never);
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
}

function rulesFor(caller: Caller): Rule[] {
  if (caller.role === 'service') return rulesForService(caller);
  const own: Rule = {
    action: ['see', 'read', 'comment', 'cancel', 'reopen'],
    subject: 'Ticket',
    conditions: { requesterId: caller.id },
  };
  if (caller.role === 'requester') {
    const rules: Rule[] = [{ action: 'open', subject: 'Ticket' }, own];
    if (caller.sharesTickets && caller.organisation !== null)
      rules.push({ action: ['see', 'read'], subject: 'Ticket', conditions: { organisationId: caller.organisation } });
    return rules;
  }
  const everything = ['see', 'read', 'work', 'cancel', 'reopen', 'comment', 'readInternal'];
  const rules: Rule[] = [{ action: ['open', 'openFor'], subject: 'Ticket' }];
  if (caller.role === 'agent' && caller.restricted)
    rules.push(own, { action: everything, subject: 'Ticket', conditions: { teamId: { in: [...caller.teams] } } });
  else rules.push({ action: everything, subject: 'Ticket' });
  if (caller.role === 'agent') rules.push({ action: ['read', 'write'], subject: 'OwnAgent' });
  if (caller.role === 'lead')
    rules.push({ action: ['read', 'write'], subject: 'Policy' }, { action: ['read', 'write'], subject: 'OwnAgent' });
  if (caller.role === 'lead' || caller.role === 'admin') rules.push({ action: 'read', subject: 'Report' });
  if (caller.role === 'admin')
    for (const what of ['Config', 'Policy', 'Triage', 'People', 'OwnAgent'])
      rules.push({ action: ['read', 'write'], subject: what });
  return rules;
}

function rulesForService({ scopes }: Caller): Rule[] {
  const rules: Rule[] = [];
  if (scopes.has('tickets:read')) rules.push({ action: ['see', 'read', 'readInternal'], subject: 'Ticket' });
  if (scopes.has('tickets:write'))
    rules.push({ action: ['see', 'open', 'openFor', 'work', 'cancel', 'reopen', 'comment'], subject: 'Ticket' });
  const config = ['Config', 'Policy', 'Triage'];
  if (scopes.has('config:read')) rules.push(...config.map((what) => ({ action: 'read', subject: what })));
  if (scopes.has('config:write')) rules.push(...config.map((what) => ({ action: ['read', 'write'], subject: what })));
  if (scopes.has('users:write')) rules.push({ action: ['read', 'write'], subject: 'People' });
  return rules;
}
