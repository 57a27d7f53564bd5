import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Allowed } from '../channels/webhooks/guard';
import type { Files } from '../files/scan';
import type { PrismaClient } from '../prisma/client';
import type { Listener } from '../prisma/listener';

export interface ApiSettings {
  /** Requests a minute and key; 0: no limit. */
  readonly rateLimit: number;
  /** Milliseconds that a request waits for the count that processes share, before its own counts alone; 500 unless said. */
  readonly ratePatienceMs?: number;
  /** Proxies in front of the desk, which say whom they speak for; 0 unless said: that header is anybody's. */
  readonly trustedProxies?: number;
  /** Sites whose pages may read answers, such as `https://intranet.example`; none unless said. */
  readonly corsOrigins?: readonly string[];
  /** What a process serves at once; as `capacity` unless said. */
  readonly capacity?: Partial<Capacity>;
  /** Address under which people reach the desk, without a slash at the end; links carry it. */
  readonly publicUrl: string;
  /** Address of the Temporal UI, without a slash at the end; null: tickets carry no link to it. */
  readonly temporalUiUrl: string | null;
  /** Temporal namespace, for links. */
  readonly namespace: string;
  /** Signs survey links and cursors; 32 characters or more. */
  readonly secret: string;
  /** Milliseconds over which warnings, nudges, surveys and automatic closing are spread. */
  readonly alarmSpreadMs: number;
  /** Workflows continue as new at this many history events; absent: when the server suggests it. */
  readonly rollAtEvents?: number;
  /** Who may read `/metrics` without a key; `loopback` unless said. */
  readonly metricsOpenTo?: 'loopback' | 'everyone';
  /** Where mail goes that no server takes: shown under `/dev/mail`, on this machine; absent: not shown. */
  readonly mailFolder?: string;
  /** How long people stay logged in; as `sessionTerms` unless said. */
  readonly session?: SessionTerms;
  /** The OpenID provider that people may log in with; absent: none. */
  readonly oidc?: OidcSettings;
  /** What webhooks may reach inside, as workers have it; nothing unless said. */
  readonly webhooksMayReach?: Allowed;
  /** What may be attached; as `attachmentLimits` unless said. */
  readonly attachments?: Partial<AttachmentLimits>;
  /** Milliseconds after which a command is answered with 202 or 503; 2,000 unless said. */
  readonly commandTimeoutMs?: number;
}

export interface SessionTerms {
  /** Milliseconds without a request after which a session is over; kept to the minute. */
  readonly idleMs: number;
  /** Milliseconds after which it is over in any case. */
  readonly lifeMs: number;
}

const HOUR = 3_600_000;

/** Twelve hours without a request, a week in any case. */
export function sessionTerms({ session }: Pick<ApiSettings, 'session'>): SessionTerms {
  return session ?? { idleMs: 12 * HOUR, lifeMs: 168 * HOUR };
}

/** What a process serves at once; whoever comes beyond that is told to come back. */
export interface Capacity {
  /** Requests that were not answered yet. */
  readonly requests: number;
  /** Queries that wait for a connection to PostgreSQL. */
  readonly queries: number;
  /** Milliseconds for a JSON body to arrive. */
  readonly bodyMs: number;
}

/** 500 requests, 100 waiting queries, 20 seconds. */
export function capacityOf({ capacity }: Pick<ApiSettings, 'capacity'>): Capacity {
  return { requests: 500, queries: 100, bodyMs: 20_000, ...capacity };
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: the desk is a public client, and PKCE alone protects the code. */
  readonly clientSecret?: string;
  /** Somebody unknown becomes a requester; else she is refused. */
  readonly createRequesters: boolean;
}

/** What may be attached. */
export interface AttachmentLimits {
  /** Bytes of a file at most. */
  readonly maxBytes: number;
  /** Files of a ticket at most, deleted ones not counted; and of one person without a ticket. */
  readonly maxCount: number;
  /** Media types, such as `image/*`; null: all but programs. */
  readonly types: readonly string[] | null;
}

/** 25 MiB, 50 files, everything but programs. */
export function attachmentLimits({ attachments }: Pick<ApiSettings, 'attachments'>): AttachmentLimits {
  return { maxBytes: 25 * 1024 * 1024, maxCount: 50, types: null, ...attachments };
}

export interface ReadinessReport {
  readonly ready: boolean;
  /** One entry a part: `ok`, or what is wrong with it. */
  readonly parts: Readonly<Record<string, string>>;
}

export type Readiness = () => Promise<ReadinessReport>;

/** What the API lives on. The process that makes it closes it. */
export interface Deps {
  readonly prisma: PrismaClient;
  readonly client: Client;
  readonly logger: Logger;
  readonly settings: ApiSettings;
  readonly readiness: Readiness;
  readonly files: Files;
  /** Queries that wait for a connection now; absent: not known. */
  readonly waitingQueries?: () => number;
  /** Hears at once of what is written; absent: open streams look from time to time. */
  readonly listener?: Listener;
}
