import type { ChannelDeps } from '../deps';
import type { RetryPlan } from '../engine/types';
import type { Allowed } from './guard';

export interface WebhookSettings {
  readonly allowed: Allowed;
  /** `RETRY_THREE_DAYS` unless said. */
  readonly retry?: RetryPlan;
  /** Milliseconds without a message that gets through after which a webhook is paused; a day unless said. */
  readonly deadAfterMs?: number;
  /** Milliseconds for an answer; 15 s unless said. */
  readonly timeoutMs?: number;
}

/** What webhooks take beside what every channel has. */
export interface WebhookParts {
  readonly settings: WebhookSettings;
  /**
   * An event as the API shows it, and its ticket as it is now.
   * @returns null if there is none any more
   */
  describe(
    ticketId: string,
    seq: number,
  ): Promise<{ readonly event: { readonly at: string }; readonly ticket: object } | null>;
}

export interface WebhookDeps extends Pick<ChannelDeps, 'prisma' | 'logger' | 'settings'> {
  readonly webhooks: WebhookParts;
}
