import { ServiceError } from '@temporalio/client';
import { Prisma } from '../prisma/client';
import type { Failure } from '../workflows/domain/failure';

/** One fault of the input, found at a member of the body, a query parameter or a header. */
export interface InputError {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly code: string;
  readonly message: string;
  /** Where in a text of several words the fault is, both from 1; and the line, cut to what is near. */
  readonly line?: number;
  readonly column?: number;
  readonly excerpt?: string;
}

/** The only place that knows which HTTP status a code has. */
export const STATUS = {
  malformed: [400, 'The request cannot be read'],
  unauthenticated: [401, 'Not authenticated'],
  forbidden: [403, 'Not allowed'],
  csrf_token_invalid: [403, 'The request does not prove that it is yours'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'Method not allowed'],
  not_allowed_in_status: [409, 'Not allowed in this status'],
  already_done: [409, 'Already done'],
  idempotency_in_flight: [409, 'The first request with this key is still running'],
  in_use: [409, 'Still in use'],
  already_exists: [409, 'Already exists'],
  scanning: [409, 'Still being scanned'],
  quarantined: [403, 'In quarantine'],
  gone: [410, 'Gone'],
  version_mismatch: [412, 'Version mismatch'],
  request_timeout: [408, 'The request took too long'],
  too_large: [413, 'Too large'],
  uri_too_long: [414, 'The address is too long'],
  unsupported_media_type: [415, 'Unsupported media type'],
  range_not_satisfiable: [416, 'The file has no such range'],
  invalid: [422, 'Invalid input'],
  idempotency_mismatch: [422, 'Idempotency-Key was used with another body'],
  precondition_required: [428, 'Precondition required'],
  rate_limited: [429, 'Too many requests'],
  headers_too_large: [431, 'The headers are too large'],
  internal: [500, 'Internal error'],
  temporarily_unavailable: [503, 'Temporarily unavailable'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof STATUS;

/** RFC 9457, as it is answered. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly requestId: string;
  readonly errors?: readonly InputError[];
}

/** An answer that is not the one asked for. Thrown anywhere below a route, answered by `app.ts`. */
export class Problem extends Error {
  readonly status: number;
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly more: {
      readonly errors?: readonly InputError[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = STATUS[code][0];
  }

  body(requestId: string): ProblemBody {
    return {
      type: `urn:guichet:problem:${this.code}`,
      title: STATUS[this.code][1],
      status: this.status,
      detail: this.message,
      code: this.code,
      requestId,
      ...(this.more.errors ? { errors: this.more.errors } : {}),
    };
  }
}

export function notFound(what: string): Problem {
  return new Problem('not_found', `There is no ${what} that you may see.`);
}

export function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

export function forbidden(detail: string): Problem {
  return new Problem('forbidden', detail);
}

export function invalid(errors: readonly InputError[]): Problem {
  const first = errors[0];
  const where = first?.pointer ?? first?.parameter ?? first?.header;
  const rest = errors.length > 1 ? ` (and ${String(errors.length - 1)} more)` : '';
  return new Problem('invalid', first ? `${where ? `${where}: ` : ''}${first.message}${rest}` : 'Invalid input.', {
    errors,
  });
}

/** The outcome of what was asked is unknown, or nothing was done: the same request may be repeated. */
export function unavailable(detail: string, seconds = 1): Problem {
  return new Problem('temporarily_unavailable', detail, { headers: { 'Retry-After': String(seconds) } });
}

/** A refusal by the domain, which names its codes like the contract does. */
export function refusal(failure: Failure): Problem {
  const errors =
    failure.code === 'invalid'
      ? [{ pointer: failure.pointer ?? '', code: 'invalid', message: failure.detail }]
      : undefined;
  return new Problem(failure.code, failure.detail, errors ? { errors } : {});
}

/** Errors of PostgreSQL, its driver and its pool that pass, by themselves or once an operator has made room. */
const DATABASE_AWAY =
  /P1001|P1002|P1008|P1017|P2024|P2028|P2034|P2037|08\d{3}|57P0[1-3]|53[1-3]00|57014|55P03|Query read timeout|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|timeout exceeded when trying to connect|Connection terminated|connection timeout|DatabaseNotReachable|ConnectionClosed|SocketTimeout|Can't reach database|the database system is|terminating connection|server (has )?closed the connection|No space left on device|Client has encountered a connection error|not queryable/i;

/** Is PostgreSQL away, restarting, or out of space, memory or connections? */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const fromDatabase =
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientInitializationError ||
    error instanceof Prisma.PrismaClientUnknownRequestError ||
    /DriverAdapterError|AggregateError|^Error$/.test(error.name);
  if (fromDatabase && (DATABASE_AWAY.test(code) || DATABASE_AWAY.test(error.message))) return true;
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true;
  return error.cause !== undefined && isDatabaseAway(error.cause);
}

/** Whatever was thrown, as a problem; `internal` is a bug and worth a log line. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return unavailable('The database cannot be reached just now. Repeat the request.');
  if (error instanceof ServiceError) return unavailable('Temporal cannot be reached just now. Repeat the request.');
  if (error instanceof URIError) return new Problem('malformed', 'The path is not valid percent-encoded UTF-8.');
  return new Problem('internal', 'Something went wrong here. The log of the desk has it under the request id.');
}
