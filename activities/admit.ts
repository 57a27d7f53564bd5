import { ApplicationFailure } from '@temporalio/common';
import { readAdmission, type Admitted } from '../prisma/admission';
import type { PrismaClient } from '../prisma/client';
import { ONLY } from '../prisma/defaults';
import { choosePolicy, classify, factsOnceClassified } from '../prisma/triage';
import type { DeskCommands } from '../workflows/domain/commands';
import { DEFAULT_MATRIX } from '../workflows/domain/matrix';
import { windowsFor } from './calendarFacts';
import { putInForce } from './choosePolicy';
import { claimAgent, claimFor } from './claimAgent';
import type { Configuration, CurrentConfiguration } from './configuration';
import type { ActivityDeps } from './deps';
import { FailureNotes } from './ruleFailures';
import { skillsOf } from './skills';

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
  const [ticket, current] = await Promise.all([readTicket(deps.prisma, ticketId), configuration.current()]);
  return triage(deps, current, ticket);
}

/** @throws ApplicationFailure, not retried, if the ticket has no row */
export async function readTicket(prisma: PrismaClient, ticketId: string): Promise<Admitted> {
  const ticket = await readAdmission(prisma, ticketId);
  if (!ticket) throw ApplicationFailure.nonRetryable(`Ticket ${ticketId} has no row`, 'UnknownTicket');
  return ticket;
}

/** What the rules, the policies and the calendars say of a ticket as it was read. */
export async function triage(
  deps: ActivityDeps,
  current: CurrentConfiguration,
  { id: ticketId, admission: ticket }: Admitted,
): Promise<DeskCommands['triage']> {
  const log = (what: object, message: string) => deps.logger.warn({ key: ticket.key, ...what }, message);
  const notes = new FailureNotes(deps, { id: ticketId, key: ticket.key });

  const rules = current.body('triageRules', ONLY)?.rules ?? [];
  const matrix = current.body('matrix', ONLY)?.cells ?? DEFAULT_MATRIX;
  const basis = { rules, matrix, hasTeam: (id: string) => current.hasTeam(id) };
  const classified = classify(ticket, basis, notes.tell);
  const { rule, type, impact, urgency, team, lostTeam } = classified;
  if (lostTeam !== null) log({ team: lostTeam, rule: rule?.id }, 'There is no such team');
  const chosen = choosePolicy(current.all('policy'), factsOnceClassified(ticket, classified), notes.tell);
  if (!chosen) log({}, 'No policy applies to the ticket: it has no targets');
  const policy = await putInForce(deps.prisma, chosen, { organisation: ticket.organisation, team });
  const calendars = windowsFor(policy, current.all('calendar'), ticket.receivedAt, log);

  const { named = null } = ticket;
  const wantsAgent = team !== null && !ticket.assigned && (named !== null || current.assignsByItself(team));
  const skills = skillsOf(rule?.set.tags ?? []);
  const claim = wantsAgent ? { ticketId, team, no: 1, skills } : null;
  const [claimed] = await Promise.all([
    claim && (named === null ? claimAgent(deps.prisma, claim) : claimFor(deps.prisma, claim, named)),
    notes.keep(current),
  ]);
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
