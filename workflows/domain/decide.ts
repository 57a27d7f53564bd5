import type { Command } from './commands';
import { countAlerts } from './decide/alerts';
import { absent, offer, terms, triage } from './decide/desk';
import { close, pend, reopen, resolve, resume } from './decide/flow';
import type { Decision } from './decide/decision';
import { cascade, handedOver, heed, link, merge, unlink, unmerge } from './decide/others';
import { followUp, noteFollowUp, rate, skipSurvey } from './decide/survey';
import { noteFailedDelivery } from './decide/delivery';
import { attach, comment, edit } from './decide/talk';
import { accept, assign, escalate, release } from './decide/work';
import type { TicketState } from './state';

export type { Decision } from './decide/decision';

/**
 * What follows from a command: events, or why it is refused. Changes nothing.
 * @param state has been caught up to before the command's instant
 */
export function decide(state: TicketState, command: Command): Decision {
  switch (command.name) {
    case 'triage':
      return triage(state, command);
    case 'offer':
      return offer(state, command);
    case 'absent':
      return absent(state, command);
    case 'terms':
      return terms(state, command);
    case 'skipSurvey':
      return skipSurvey(state, command);
    case 'noteFollowUp':
      return noteFollowUp(state, command);
    case 'accept':
      return accept(state, command);
    case 'assign':
      return assign(state, command);
    case 'release':
      return release(state, command);
    case 'escalate':
      return escalate(state, command);
    case 'comment':
      return comment(state, command);
    case 'attach':
      return attach(state, command);
    case 'edit':
      return edit(state, command);
    case 'pend':
      return pend(state, command);
    case 'resume':
      return resume(state, command);
    case 'resolve':
      return resolve(state, command);
    case 'reopen':
      return reopen(state, command);
    case 'close':
      return close(state, command);
    case 'noteFailedDelivery':
      return noteFailedDelivery(state, command);
    case 'rate':
      return rate(state, command);
    case 'followUp':
      return followUp(state, command);
    case 'link':
      return link(state, command);
    case 'unlink':
      return unlink(state, command);
    case 'merge':
      return merge(state, command);
    case 'unmerge':
      return unmerge(state, command);
    case 'cascade':
      return cascade(state, command);
    case 'heed':
      return heed(state, command);
    case 'handedOver':
      return handedOver(state, command);
    case 'countAlerts':
      return countAlerts(state, command);
  }
}
