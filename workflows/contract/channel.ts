/** The workflows that hold the lease on a way out of the desk, or in. */
import { defineSignal, defineUpdate } from '@temporalio/workflow';

export const CHANNEL_WORKFLOW = 'channel';
/** Of its own: a channel's activity holds its place for hours, which those of tickets must not wait for. */
export const CHANNEL_TASK_QUEUE = 'channels';

/** A channel's workflow holds the lease on sending: `channel:email`, `channel:webhook:crm`. */
export function channelWorkflowId(channel: string): string {
  return `channel:${channel}`;
}

/** To a channel. Updates, because whoever sends them waits until it is so. */
export const pauseUpdate = defineUpdate<void>('pause');
export const resumeUpdate = defineUpdate<void>('resume');
export const replayUpdate = defineUpdate<ReplayAnswer, [ReplayWanted?]>('replay');
/** To a channel: it was changed or taken away. */
export const lookSignal = defineSignal('look');

export interface ChannelInput {
  /** `email`, `imap`, `webhook:<id>` */
  readonly channel: string;
  readonly paused?: boolean;
}

export interface ReplayWanted {
  /** These deliveries, whatever became of them; absent: all that were given up. */
  readonly ids?: readonly string[];
  /** Only those written since this instant, ISO 8601. */
  readonly since?: string;
}

export interface ReplayAnswer {
  /** Deliveries that wait again. */
  readonly replayed: number;
}

export interface ChannelActivities {
  /** Runs the channel for as long as it may. @returns why it stopped */
  runChannel(input: { readonly channel: string }): Promise<'rested' | 'paused' | 'gone'>;
  pauseChannel(input: { readonly channel: string }): Promise<void>;
  resumeChannel(input: { readonly channel: string }): Promise<void>;
  replayDeliveries(input: { readonly channel: string } & ReplayWanted): Promise<ReplayAnswer>;
}
