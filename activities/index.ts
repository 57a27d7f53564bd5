import { Context } from '@temporalio/activity';
import type { DeskActivities, RecurringActivities, TicketActivities } from '../workflows/contract';
import { admit } from './admit';
import { admitAtOnce } from './admitAtOnce';
import { Configuration } from './configuration';
import { claimAgent, giveBack } from './claimAgent';
import { claimSurvey } from './claimSurvey';
import type { ActivityDeps } from './deps';
import { extendCalendars } from './extendCalendars';
import { handOutQueue } from './handOutQueue';
import { handOver } from './handOver';
import { isPresent } from './presence';
import { openFollowUp } from './openFollowUp';
import { openRecurring } from './openRecurring';
import { reconcile } from './reconcile';
import { refreshTerms } from './refreshTerms';
import { save } from './save';
import { wakeTeams } from './wakeTeams';

export type { ActivityDeps } from './deps';

/** What workflows have done for them, bound to the means to do it. */
export function createActivities(deps: ActivityDeps): TicketActivities & DeskActivities & RecurringActivities {
  const configuration = new Configuration(deps.prisma);
  return {
    admit: ({ ticketId }) => admit(deps, configuration, ticketId),
    admitAtOnce: ({ ticketId }) => admitAtOnce(deps, configuration, ticketId),
    refreshTerms: (input) => refreshTerms(deps, configuration, input),
    save: (input) => save(deps, input),
    claimAgent: (input) => claimAgent(deps.prisma, input),
    isPresent: (who) => isPresent(deps.prisma, who),
    giveBack: async (claim) => {
      await giveBack(deps.prisma, claim);
      await wakeTeams(deps);
    },
    handOutQueue: ({ team }) => handOutQueue(deps, team, Context.current().info.attempt > 1),
    claimSurvey: (claim) => claimSurvey(deps.prisma, claim),
    handOver: (input) => handOver(deps, input),
    openRecurring: (due) => openRecurring(deps, due),
    openFollowUp: (badScore) => openFollowUp(deps, badScore),
    extendCalendars: (wanted) => extendCalendars(deps.prisma, wanted),
    reconcile: () => reconcile(deps),
  };
}
