import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Permissions } from './abilities';
import type { Caller } from './auth';
import type { Locale } from './i18n';
import type { NamedRefusal } from './openapi/problems';
import type { Deps } from './settings';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a route knows before anything was looked up. */
export interface Lookup {
  readonly deps: Deps;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: Locale;
  readonly requestId: string;
  readonly log: Logger;
  readonly req: Asked;
  /** For routes that read their body themselves, and for those that stop when nobody listens any more. */
  readonly incoming?: IncomingMessage;
}

/** What routes read of a request. A command of a bulk has this and no connection. */
export type Asked = Pick<Request, 'method' | 'originalUrl' | 'headers' | 'body'> & Partial<Pick<Request, 'ip'>>;

/** What a route that wants a key knows. */
export interface Call<B = unknown, Q = unknown, T = unknown> extends Lookup {
  readonly caller: Caller;
  readonly permissions: Permissions;
  readonly body: B;
  readonly query: Q;
  /** What `find` found. */
  readonly target: T;
}

export interface Answer {
  readonly status: number;
  /** Answered as JSON. */
  readonly body?: unknown;
  /** Answered as it stands, instead of `body`: bytes that were kept. */
  readonly text?: string;
  /** Answered as it comes, instead of `body`; not called for HEAD. */
  readonly stream?: () => Readable | Promise<Readable>;
  readonly contentType?: string;
  /** Version of the one ticket or document that the body holds. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of Set-Cookie. */
  readonly cookies?: readonly string[];
}

export interface RouteDoc {
  readonly method: Method;
  /** Below `/api/v1`, in OpenAPI's form: `/tickets/{key}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly bodyRequired?: boolean;
  /** The body is multipart/form-data with one file, which the route reads as it comes: none is parsed before. */
  readonly upload?: true;
  /** The body comes from monitoring: up to 4 MiB of JSON, read once its sender is known. What cannot be stored is mended. */
  readonly bulkyBody?: true;
  /** The parts of that body, to be described. */
  readonly form?: z.ZodType;
  readonly query?: z.ZodType;
  /** Request headers that mean something here, beside Authorization. */
  readonly headers?: readonly ('If-Match' | 'If-None-Match' | 'Idempotency-Key' | 'Prefer' | 'Range')[];
  /**
   * Of a POST: its handler keeps the answer for a repeat under the same Idempotency-Key by itself, in the transaction that
   * has the effect. Otherwise the pipeline keeps it, after the effect.
   */
  readonly keepsAnswer?: true;
  /** Bodies of the answers other than problems; null: none. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** Statuses of refusals, for the description, that do not follow from the rest of the route. */
  readonly refuses?: readonly NamedRefusal[];
  /** What a streamed answer is, where that is not JSON. */
  readonly streams?: readonly string[];
}

/**
 * One call of the contract. Its members run in this order, which is the contract's order of checks: authentication,
 * `find` (404), `allow` (403), schemas (422), `handle` (412, 428, 409).
 */
export interface KeyedRoute<B = unknown, Q = unknown, T = unknown> extends RouteDoc {
  readonly open?: false;
  readonly body?: z.ZodType<B>;
  readonly query?: z.ZodType<Q>;
  find?(look: Omit<Call<unknown, unknown, undefined>, 'query' | 'target'>): Promise<T>;
  /** Sees the body as it came, because 403 is told before 422. @throws Problem 403 */
  allow(call: Omit<Call<unknown, unknown, NoInfer<T>>, 'query'>): void;
  handle(call: Call<NoInfer<B>, NoInfer<Q>, NoInfer<T>>): Promise<Answer>;
}

/** A call that answers without a key. */
export interface OpenRoute<B = unknown, Q = unknown, T = unknown> extends RouteDoc {
  readonly open: true;
  readonly body?: z.ZodType<B>;
  readonly query?: z.ZodType<Q>;
  find?(look: Lookup): Promise<T>;
  handle(
    call: Lookup & { readonly body: NoInfer<B>; readonly query: NoInfer<Q>; readonly target: NoInfer<T> },
  ): Promise<Answer>;
}

export type Route = KeyedRoute | OpenRoute;

/** Keeps the types of one route together; a list of routes forgets them. */
export function route<B, Q, T>(definition: KeyedRoute<B, Q, T>): Route {
  return definition;
}

export function openRoute<B, Q, T>(definition: OpenRoute<B, Q, T>): Route {
  return definition;
}
