import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { wakeSignal, type DeskActivities } from './contract';

const { handOutQueue } = proxyActivities<DeskActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

/** A team that nobody has woken for so long needs no workflow; the next wake-up starts another. */
const REST_MS = 3_600_000;

/**
 * Hands out a team's queue. It is woken when somebody may have room or a ticket has come, and at the beginning of a
 * shift that a ticket may wait for; in between it does nothing. One round at a time: wake-ups that come meanwhile make
 * one more.
 */
export async function team(input: { readonly team: string }): Promise<void> {
  let woken = false;
  setHandler(wakeSignal, () => void (woken = true), { description: 'Look through the queue' });
  for (;;) {
    woken = false;
    const summary = 'Offer agents to waiting tickets';
    const { more, wakeAt } = await handOutQueue.executeWithOptions({ summary }, [input]);
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof team>(input);
    if (more || isSet(woken)) continue;
    const wait = wakeAt === null ? REST_MS : Math.max(1, wakeAt - Date.now());
    const signalled = await condition(() => woken, wait, { summary: wakeAt === null ? 'Rest' : 'A shift begins' });
    if (!signalled && wakeAt === null) return;
  }
}

/** What a handler has set meanwhile, which the compiler cannot see. */
function isSet(flag: boolean): boolean {
  return flag;
}
