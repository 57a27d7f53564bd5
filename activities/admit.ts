import { ApplicationFailure } from '@temporalio/common';
import { holds, type TicketFacts } from '../prisma/conditions';
import { DEFAULT_CALENDAR, DEFAULT_TEAM, ONLY } from '../prisma/defaults';
import type { PolicyDocument, StoredDocument, TriageRule } from '../prisma/documents';
import { fold } from '../prisma/search';
import type { DeskCommands } from '../workflows/domain/commands';
import { DEFAULT_MATRIX, priorityOf } from '../workflows/domain/matrix';
import type { PolicyInForce } from '../workflows/domain/policy';
import { windowsFor } from './calendarFacts';
import { claimAgent } from './claimAgent';
import type { Configuration, CurrentConfiguration } from './configuration';
import type { ActivityDeps } from './deps';
import { skillsOf } from './skills';
import { readAdmission, type Admission } from './readAdmission';

/**
 * Triage: what the rules, the policies and the calendars say of a ticket that has come in, and an agent for it where its
 * team assigns by itself. Reads texts, answers codes. A repeat answers the same claim.
 * @throws ApplicationFailure, not retried, if the ticket has no row
 */
export async function admit(
  deps: ActivityDeps,
  configuration: Configuration,
  ticketId: string,
): Promise<DeskCommands['triage']> {
  const [ticket, current] = await Promise.all([readAdmission(deps.prisma, ticketId), configuration.current()]);
  if (!ticket) throw ApplicationFailure.nonRetryable(`Ticket ${ticketId} has no row`, 'UnknownTicket');
  const log = (what: object, message: string) => deps.logger.warn({ key: ticket.key, ...what }, message);

  const rule = firstMatch(current.body('triageRules', ONLY)?.rules ?? [], factsOf(ticket), log);
  const matrix = current.body('matrix', ONLY)?.cells ?? DEFAULT_MATRIX;
  const team = chooseTeam(current, ticket, rule, log);
  const type = ticket.given.type ?? rule?.set.type ?? ticket.type;
  const impact = ticket.given.impact ?? rule?.set.impact ?? null;
  const urgency = ticket.given.urgency ?? rule?.set.urgency ?? null;
  const priority = ticket.given.priority ?? priorityOf({ type, impact, urgency, matrix });
  const tags = [...ticket.tags, ...(rule?.set.tags ?? [])];
  const classified = { type, impact: impact ?? '', urgency: urgency ?? '', priority, team: team ?? '', tags };
  const policy = choosePolicy(current.all('policy'), { ...factsOf(ticket), ...classified }, log);
  const calendars = windowsFor(policy, current.all('calendar'), ticket.receivedAt, log);

  const wantsAgent = team !== null && !ticket.assigned && current.assignsByItself(team);
  const skills = skillsOf(rule?.set.tags ?? []);
  const claimed = wantsAgent ? await claimAgent(deps.prisma, { ticketId, team, no: 1, skills }) : null;
  return {
    type,
    ...(impact === null ? {} : { impact }),
    ...(urgency === null ? {} : { urgency }),
    team,
    tags: rule?.set.tags ?? [],
    rule: rule?.id ?? null,
    facts: { policy, calendars, matrix },
    claim: claimed && claimed.agent !== null ? { ...claimed, agent: claimed.agent, no: 1 } : null,
    matrix,
  };
}

type Log = (what: object, message: string) => void;

function factsOf(ticket: Admission): TicketFacts {
  const { given, source, subject, description, requester, organisation, tags, fields } = ticket;
  return {
    type: given.type ?? '',
    impact: given.impact ?? '',
    urgency: given.urgency ?? '',
    priority: given.priority ?? '',
    source,
    subject,
    description,
    text: fold(`${subject}\n${description}`),
    requester,
    organisation: organisation ?? '',
    team: '',
    tags,
    fields,
  };
}

/** A rule that fails on this ticket does not match; the ones after it still count. */
function firstMatch(rules: readonly TriageRule[], facts: TicketFacts, log: Log): TriageRule | undefined {
  return rules.find((rule) => holdsOrSkips(rule.when, facts, { rule: rule.id }, log));
}

function choosePolicy(policies: readonly StoredDocument<'policy'>[], facts: TicketFacts, log: Log): PolicyInForce {
  const inOrder = [...policies].sort((a, b) => a.document.order - b.document.order || (a.id < b.id ? -1 : 1));
  const chosen = inOrder.find(({ id, document }) => holdsOrSkips(document.when, facts, { policy: id }, log));
  if (chosen) return { ...lifeOf(chosen.document), id: chosen.id, version: chosen.version };
  log({}, 'No policy applies to the ticket: it has no targets');
  return NO_POLICY;
}

/** Clocks keep their account and fire nothing. */
const NO_POLICY: PolicyInForce = { id: 'none', version: 0, calendar: DEFAULT_CALENDAR, clocks: {} };

/** What a ticket lives by, without what only serves to choose the policy. */
function lifeOf({ name: _name, order: _order, when: _when, ...policy }: PolicyDocument) {
  return policy;
}

function holdsOrSkips(when: string, facts: TicketFacts, which: object, log: Log): boolean {
  try {
    return holds(when, facts);
  } catch (error) {
    // The message can quote the condition, never the ticket's texts.
    log({ ...which, problem: error instanceof Error ? error.message.split('\n')[0] : String(error) }, 'Skipped');
    return false;
  }
}

function chooseTeam(
  current: CurrentConfiguration,
  ticket: Admission,
  rule: TriageRule | undefined,
  log: Log,
): string | null {
  const wished = ticket.given.team ?? rule?.set.team ?? DEFAULT_TEAM;
  if (current.hasTeam(wished)) return wished;
  log({ team: wished, rule: rule?.id }, 'There is no such team');
  return current.hasTeam(DEFAULT_TEAM) ? DEFAULT_TEAM : null;
}
