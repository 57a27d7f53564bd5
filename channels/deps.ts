import type { Client } from '@temporalio/client';
import type { PrismaClient } from '../prisma/client';
import type { Listener } from '../prisma/listener';
import type { InboundParts } from './inbound/deps';
import type { MailSettings } from './mail/settings';
import type { WebhookParts } from './webhooks/deps';

/** What channels write to the log; pino's loggers fit. */
export interface ChannelLogger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface ChannelSettings {
  /** Address under which people reach the desk, without a slash at the end; links carry it. */
  readonly publicUrl: string;
  /** Signs reply addresses and links; 32 characters or more. */
  readonly secret: string;
  readonly mail: MailSettings;
  /** Milliseconds in which what people of the desk are told in a burst is gathered. */
  readonly gatherMs: number;
}

/** All that channels reach the world by. */
export interface ChannelDeps {
  readonly prisma: PrismaClient;
  /** Of the namespace in which tickets live. */
  readonly client: Client;
  readonly logger: ChannelLogger;
  /** Hears at once of what is written; null: the slow look finds it. */
  readonly listener: Listener | null;
  readonly settings: ChannelSettings;
  /** What mail that comes in takes; absent: this process takes none. */
  readonly inbound?: InboundParts;
  /** What webhooks take; absent: this process sends to none. */
  readonly webhooks?: WebhookParts;
}
