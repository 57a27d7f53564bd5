import { proxyActivities } from '@temporalio/workflow';
import type { HandOverInput, TicketActivities } from '../contract';

const retry = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '3s' } as const;

const { handOver: tellOne } = proxyActivities<Pick<TicketActivities, 'handOver'>>({
  startToCloseTimeout: '10s',
  retry,
});
/** There may be thousands; an attempt that dies is gone on with where its heartbeat says. */
const { handOver: tellChildren } = proxyActivities<Pick<TicketActivities, 'handOver'>>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '10s',
  retry,
});

/** Tells one other ticket, or all children. Retried for ever: whoever is to hear of it does. */
export function tellOthers(input: HandOverInput): ReturnType<TicketActivities['handOver']> {
  const { to, word } = input.handOver;
  if (to !== null) return tellOne.executeWithOptions({ summary: `Tell ${to}: ${word.do}` }, [input]);
  const what = word.do === 'act' ? word.action : word.do;
  return tellChildren.executeWithOptions({ summary: `Tell the children: ${what}` }, [input]);
}
