import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  CHANNEL_TASK_QUEUE,
  lookSignal,
  pauseUpdate,
  replayUpdate,
  resumeUpdate,
  type ChannelActivities,
  type ChannelInput,
} from './contract';

/** Another worker takes over when its heart has not beaten for so long. */
const { runChannel } = proxyActivities<ChannelActivities>({
  taskQueue: CHANNEL_TASK_QUEUE,
  startToCloseTimeout: '2h',
  heartbeatTimeout: '6s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

const { pauseChannel, resumeChannel, replayDeliveries } = proxyActivities<ChannelActivities>({
  taskQueue: CHANNEL_TASK_QUEUE,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

/**
 * Holds the lease on one channel: one worker at a time runs it, in an activity that goes on for as long as its heart
 * beats. Ends when the channel is gone.
 */
export async function channel(input: ChannelInput): Promise<void> {
  const which = { channel: input.channel };
  let paused = input.paused ?? false;
  let resumes = 0;
  let told = false;

  setHandler(
    pauseUpdate,
    async () => {
      await pauseChannel.executeWithOptions({ summary: 'Paused by an operator' }, [which]);
      paused = true;
    },
    { description: 'Send nothing until it is resumed: {}' },
  );
  setHandler(
    resumeUpdate,
    async () => {
      await resumeChannel.executeWithOptions({ summary: 'Resumed by an operator' }, [which]);
      resumes++;
      paused = false;
    },
    { description: 'Go on sending: {}' },
  );
  setHandler(
    replayUpdate,
    (wanted = {}) => replayDeliveries.executeWithOptions({ summary: 'Send again' }, [{ ...which, ...wanted }]),
    { description: 'Send again what was given up: {}; or what is named: {"ids": ["…"]}' },
  );
  setHandler(lookSignal, () => void (told = true), { description: 'The channel was changed or taken away' });

  for (;;) {
    told = false;
    const before = resumes;
    const rest = paused ? 'paused' : await runChannel.executeWithOptions({ summary: 'Send what waits' }, [which]);
    if (rest === 'gone') break;
    // The activity saw the pause, and somebody has ended it since: it must not be taken for a new one.
    if (rest === 'paused' && resumes === before) paused = true;
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      return continueAsNew<typeof channel>({ ...which, paused });
    }
    if (isSet(paused)) {
      await condition(() => !paused || told);
      // It may be gone; and if it is paused still, the activity says so at once.
      if (isSet(told)) paused = false;
    }
  }
  await condition(allHandlersFinished);
}

/** What a handler has set meanwhile, which the compiler cannot see. */
function isSet(flag: boolean): boolean {
  return flag;
}
