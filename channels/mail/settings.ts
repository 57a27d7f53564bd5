import type { RetryPlan } from '../engine/types';

export interface Mailbox {
  /** Empty: none. */
  readonly name: string;
  readonly address: string;
}

export interface MailSettings {
  /** Who mail is from. */
  readonly from: Mailbox;
  /** Right side of our Message-IDs, and of reply addresses. */
  readonly domain: string;
  /** Mail to `reply+…` of the domain reaches the desk; else people answer to `from`. */
  readonly takesReplies: boolean;
  /** Where mail goes: to a server, or, for trying the desk, into a folder. */
  readonly to: { readonly smtpUrl: string } | { readonly folder: string };
  /** How long a mail is tried; `RETRY_A_DAY` unless said. */
  readonly retry?: RetryPlan;
}
