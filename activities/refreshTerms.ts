import { factsOf } from '../prisma/admission';
import { documentVersion } from '../prisma/documents';
import { choosePolicy } from '../prisma/triage';
import type { NewTerms, RefreshInput } from '../workflows/contract';
import { sameWindow } from '../workflows/domain/clocks';
import { readTicket } from './admit';
import { windowsFor } from './calendarFacts';
import { putInForce } from './choosePolicy';
import type { Configuration } from './configuration';
import type { ActivityDeps } from './deps';
import { FailureNotes } from './ruleFailures';

/**
 * Policy and calendars for a ticket that runs already. The calendars are the current versions. The policy is chosen
 * anew if the ticket has changed, but a ticket stays under the version it began with as long as the same policy is
 * chosen: an edit of a policy moves no promise that was made. Only an operator's request brings the newest version.
 * @returns null if nothing differs from what the ticket has
 * @throws ApplicationFailure, not retried, if the ticket has no row
 */
export async function refreshTerms(
  deps: ActivityDeps,
  configuration: Configuration,
  input: RefreshInput,
): Promise<NewTerms | null> {
  const { prisma } = deps;
  const [{ admission: ticket }, current] = await Promise.all([
    readTicket(prisma, input.ticketId),
    configuration.current(),
  ]);
  const log = (what: object, message: string) => deps.logger.warn({ key: ticket.key, ...what }, message);

  const running = await documentVersion(prisma, 'policy', input.policy.id, input.policy.version);
  const { team, ...classification } = input.classification;
  const facts = { ...factsOf(ticket), ...classification, team: team ?? '' };
  const stays = input.cause === 'calendar' && running !== null;
  const notes = new FailureNotes(deps, { id: input.ticketId, key: ticket.key });
  const found = stays ? running : choosePolicy(current.all('policy'), facts, notes.tell);
  if (!found) log({}, 'No policy applies to the ticket: it has no targets');
  await notes.keep(current);
  const chosen = input.cause !== 'policy' && found?.id === running?.id ? running : found;
  const policy = await putInForce(prisma, chosen, { organisation: ticket.organisation, team });

  const calendars = windowsFor(policy, current.all('calendar'), input.from, log);
  const samePolicy =
    policy.id === input.policy.id &&
    policy.version === input.policy.version &&
    policy.calendar === input.policy.calendar;
  const known = calendars.every((window) => input.calendars.some((one) => sameWindow(one, window)));
  return samePolicy && known ? null : { policy, calendars };
}
