import { ApplicationFailure } from '@temporalio/common';
import type { TicketFacts } from '../prisma/conditions';
import { DEFAULT_TEAM, ONLY } from '../prisma/defaults';
import type { TriageRule } from '../prisma/documents';
import type { DeskCommands } from '../workflows/domain/commands';
import { DEFAULT_MATRIX, priorityOf } from '../workflows/domain/matrix';
import { windowsFor } from './calendarFacts';
import { choosePolicy, holdsOrSkips, putInForce, type Log } from './choosePolicy';
import { claimAgent } from './claimAgent';
import type { Configuration, CurrentConfiguration } from './configuration';
import type { ActivityDeps } from './deps';
import { skillsOf } from './skills';
import { factsOf, readAdmission, type Admission } from './readAdmission';

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
  const chosen = choosePolicy(current.all('policy'), { ...factsOf(ticket), ...classified }, log);
  const policy = await putInForce(deps.prisma, chosen, { organisation: ticket.organisation, team });
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

/** A rule that fails on this ticket does not match; the ones after it still count. */
function firstMatch(rules: readonly TriageRule[], facts: TicketFacts, log: Log): TriageRule | undefined {
  return rules.find((rule) => holdsOrSkips(rule.when, facts, { rule: rule.id }, log));
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
