import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** Bearer keys by the role of whoever shows them. */
export type KeysByRole = ReadonlyMap<string, string>;

const ANSWERED_WITHIN_MS = 10_000;
const INSISTS_FOR_MS = 120_000;
const ASKS_AGAIN_AFTER_MS = 300;

/** Asks a desk on this machine over REST, as people of each role do. */
export class DeskCaller {
  constructor(
    private port: number,
    private readonly keys: KeysByRole,
  ) {}

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** As a load balancer does in a rolling upgrade: from now on clients go to the API on this port. */
  sendClientsTo(port: number): void {
    this.port = port;
  }

  /** @throws when there is no answer: the API is down */
  async call(
    role: string,
    method: string,
    path: string,
    body?: unknown,
    idempotencyKey?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.bearer(role)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  }

  /** What somebody of this role shows as her key. */
  bearer(role: string): string {
    return this.keys.get(role) ?? '';
  }

  /** A document in the place of its version. @throws if the desk does not take it */
  async replace(role: string, path: string, body: unknown, version: number): Promise<void> {
    const answer = await this.call(role, 'PUT', path, body, undefined, { 'if-match': `"v${version}"` });
    if (answer.status >= 300)
      throw new Error(`PUT ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  /** What a GET answers, as it is. */
  async read(role: string, path: string): Promise<string> {
    const headers = { authorization: `Bearer ${this.bearer(role)}` };
    return (
      await fetch(`${this.base}/api/v1${path}`, { headers, signal: AbortSignal.timeout(ANSWERED_WITHIN_MS) })
    ).text();
  }

  /** As a careful client does: the same key until the answer is final. @returns every status seen on the way */
  async insist(role: string, path: string, body: unknown): Promise<{ answer: Answer; seen: number[] }> {
    const key = randomUUID();
    const seen: number[] = [];
    const deadline = Date.now() + INSISTS_FOR_MS;
    for (;;) {
      const answer = await this.call(role, 'POST', path, body, key).catch(() => null);
      seen.push(answer?.status ?? 0);
      const undecided =
        !answer || answer.status === 202 || answer.status === 503 || answer.body.code === 'idempotency_in_flight';
      if (!undecided) return { answer, seen };
      if (Date.now() > deadline) throw new Error(`POST ${path} got no final answer: ${seen.join(' ')}`);
      await sleep(ASKS_AGAIN_AFTER_MS);
    }
  }

  async open(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { answer } = await this.insist('requester', '/tickets', { subject: "Problème d'accès à l'email", ...more });
    return String(answer.body.key);
  }
}
