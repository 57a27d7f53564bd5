import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Forbidden, pin, type Allowed, type Pinned } from './guard';

/** What a webhook's address said. */
export type Posted =
  | { readonly kind: 'taken' }
  /** `down`: nobody is there, or is in a state to take anything. */
  | { readonly kind: 'failed'; readonly error: string; readonly down: boolean };

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly allowed: Allowed;
  /** Milliseconds for all of it: finding the address, connecting, the answer's head. */
  readonly timeoutMs: number;
}

/** Bytes of an answer's head; its body is nobody's to read. */
const MOST_HEADER_BYTES = 16 * 1024;

/** Sends a message, to an address that was checked just before, and to no other: redirects are not followed. */
export async function post({ url, headers, body, allowed, timeoutMs }: Post): Promise<Posted> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const pinned = await before(late, pin(url, allowed));
    const status = await send(pinned, { headers, body, signal: late });
    if (status >= 200 && status < 300) return { kind: 'taken' };
    return { kind: 'failed', error: describe(status), down: status >= 500 || status === 429 };
  } catch (error) {
    if (error instanceof Forbidden) return { kind: 'failed', error: error.message, down: false };
    const why = late.aborted ? `no answer within ${timeoutMs / 1_000} s` : codeOf(error);
    return { kind: 'failed', error: why, down: true };
  }
}

/** A lookup cannot be called off; nobody waits for it any longer than for all the rest. */
function before<T>(late: AbortSignal, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_done, failed) =>
      late.addEventListener('abort', () => failed(new Error('no answer in time')), { once: true }),
    ),
  ]);
}

interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** @returns the status; the rest of the answer is cut off, however long it would be */
function send({ url, address, family }: Pinned, { headers, body, signal }: Sending): Promise<number> {
  const toPinned: LookupFunction = (_host, { all }, found) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((done, failed) => {
    const asked = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        ...{ lookup: toPinned, maxHeaderSize: MOST_HEADER_BYTES, signal, agent: false },
      },
      (answer: IncomingMessage) => {
        answer.on('error', () => undefined);
        done(answer.statusCode ?? 0);
        answer.destroy();
      },
    );
    asked.on('error', failed);
    asked.end(body);
  });
}

function describe(status: number): string {
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed`;
  return `answered ${status}`;
}

/** Nothing that the other side has written: a code, or a kind of error. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'no answer';
}
