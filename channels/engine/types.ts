/** What the parts of a channel say to each other. */

/** A row of the outbox whose turn it is. */
export interface Waiting {
  readonly id: string;
  /** Of ticket, event and recipient: the same on every attempt. */
  readonly key: string;
  /** Null: of no ticket (a digest, a ping). */
  readonly ticketId: string | null;
  readonly seq: number;
  readonly kind: string;
  readonly channel: string;
  /** User id, or an address. */
  readonly recipient: string;
  readonly payload: unknown;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly firstTriedAt: Date | null;
  readonly createdAt: Date;
}

/** What became of one row. A row that no outcome names was not tried, and goes back to those that wait. */
export type Outcome =
  | {
      readonly id: string;
      readonly kind: 'sent';
      /** In angle brackets. */
      readonly messageId?: string;
      /** Ids of other rows that the same message told of. */
      readonly gathered?: readonly string[];
    }
  /** It is not to be sent at all. */
  | { readonly id: string; readonly kind: 'skipped'; readonly why: string }
  /** Not yet; this was no attempt. */
  | { readonly id: string; readonly kind: 'later'; readonly at: Date }
  | {
      readonly id: string;
      readonly kind: 'failed';
      /** For whoever runs the desk; no texts of people. */
      readonly error: string;
      /** Trying again would not help. */
      readonly final?: boolean;
      /** It is not this message but the channel that fails: no other would get through now. */
      readonly down?: boolean;
    };

export interface RetryPlan {
  /** Milliseconds before the second attempt; each further wait is twice as long, with jitter. */
  readonly firstMs: number;
  /** No wait is longer, in milliseconds. */
  readonly longestMs: number;
  /** Milliseconds after the first attempt when a row is given up. */
  readonly giveUpAfterMs: number;
}

/** Brings rows of one channel to their recipients. */
export interface Sender {
  /**
   * What is handed over together, in order: all that waits for a recipient, or only what is of the same ticket too.
   * `ticket` unless said.
   */
  readonly together?: 'recipient' | 'ticket';
  /** Batches at once. */
  readonly parallel: number;
  /** `RETRY_A_DAY` unless said. */
  readonly retry?: RetryPlan;
  /** Nothing has got through for so long: the channel is paused as dead. Absent: it is tried for ever. */
  readonly dead?: { readonly afterMs: number; tell(): Promise<void> };
  /**
   * Sends the first of a batch, or more of it: with what has no outcome yet it is called again, until it answers none. So
   * that each message is recorded before the next one is sent. Bounds its own time, and does not throw for one row.
   */
  send(batch: readonly Waiting[]): Promise<readonly Outcome[]>;
  close?(): Promise<void>;
}

/** Why a channel's activity ended: of itself after a while, because the channel is paused, or because there is none. */
export type ChannelRest = 'rested' | 'paused' | 'gone';

/** One turn at running a channel. */
export interface ChannelRun {
  readonly channel: string;
  /** The turn is over: finish what has begun. */
  readonly stop: AbortSignal;
}

/** Runs a channel until its turn is over. */
export type ChannelRunner = (run: ChannelRun) => Promise<ChannelRest>;
