import { patched, proxyActivities } from '@temporalio/workflow';
import type { TicketActivities } from '../contract';
import type { DeskCommands } from '../domain/commands';
import type { FollowUp, Survey, TicketState } from '../domain/state';
import type { TicketRecord } from './record';

const { claimSurvey, openFollowUp } = proxyActivities<TicketActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '3s' },
});

/**
 * What a run that began before surveys had errands goes on with, as its history says: it sends without asking, and opens
 * nothing. Looked at when the wish arises, so that its timers are those of its history; a run reads the marker of its
 * own time only.
 */
export function asRunBegan(state: TicketState): TicketState {
  let begun = state;
  if (begun.survey?.unclaimed && !patched('survey-quiet')) {
    const { unclaimed: _unclaimed, ...survey } = begun.survey;
    begun = { ...begun, survey };
  }
  if (begun.followUp?.key === null && !patched('survey-follow-up')) {
    const { followUp: _followUp, ...rest } = begun;
    begun = rest;
  }
  return begun;
}

type Decide = <K extends 'skipSurvey' | 'noteFollowUp'>(name: K, data: DeskCommands[K]) => Promise<unknown>;

/** Asks whether the requester may be asked again already. */
export async function askForSurvey(record: TicketRecord, { no, sendAt }: Survey, decide: Decide): Promise<void> {
  const { ticketId, requester, policy, calendars } = record.state;
  const quietFor = policy?.survey?.quietFor;
  // Terms that came meanwhile know of no quiet time.
  if (!policy || quietFor === undefined) return record.allowSurvey(no, Date.now());
  const version = calendars.find(({ id }) => id === policy.calendar)?.version ?? 0;
  const { other } = await claimSurvey.executeWithOptions({ summary: `Survey ${no}: may the requester be asked?` }, [
    { ticketId, no, requester, sendAt, quietFor, calendar: { id: policy.calendar, version } },
  ]);
  if (other === null) record.allowSurvey(no, Date.now());
  else await decide('skipSurvey', { no, other });
}

/** Has a ticket opened for the lead because of a bad score. */
export async function openForLead(
  record: TicketRecord,
  { no, score, comment }: FollowUp,
  decide: Decide,
): Promise<void> {
  const { ticketId } = record.state;
  const { key } = await openFollowUp.executeWithOptions({ summary: `Score ${score}: a ticket for the lead` }, [
    { ticketId, no, score, comment },
  ]);
  await decide('noteFollowUp', { no, key });
}
