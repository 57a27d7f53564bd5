import { setTimeout as sleep } from 'node:timers/promises';

export interface DemoEvent {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly by: { readonly name: string; readonly role: string } | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DemoTicket {
  readonly key: string;
  readonly version: number;
  readonly type: string;
  readonly status: string;
  readonly priority: string;
  readonly resolution: string | null;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly team: { readonly name: string } | null;
  readonly escalationLevel: number;
  readonly reopenCount: number;
  readonly survey: { readonly state: string; readonly score: number | null; readonly url?: string } | null;
  readonly links: readonly { readonly kind: string; readonly key: string }[];
}

/** How long the story waits for a thing that must come; everything in it is due within seconds. */
const PATIENCE_MS = 60_000;
const POLL_MS = 200;

/** Speaks to the desk as one person would: over REST, with that person's key, and nothing else. */
export class Caller {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  open(ticket: Readonly<Record<string, unknown>>): Promise<DemoTicket> {
    return this.call('POST', '/api/v1/tickets', ticket, { prefer: 'wait=5' });
  }

  ticket(key: string): Promise<DemoTicket> {
    return this.call('GET', `/api/v1/tickets/${key}`);
  }

  command(key: string, name: string, body: Readonly<Record<string, unknown>> = {}): Promise<DemoTicket> {
    return this.call('POST', `/api/v1/tickets/${key}/${name}`, body);
  }

  comment(key: string, text: string): Promise<{ readonly ticket: string }> {
    return this.call('POST', `/api/v1/tickets/${key}/comments`, { body: text });
  }

  async events(key: string): Promise<readonly DemoEvent[]> {
    const { data } = await this.call<{ data: DemoEvent[] }>('GET', `/api/v1/tickets/${key}/events?limit=100`);
    return data;
  }

  /** Waits until the ticket's timeline has an event of this kind that fits. */
  async waitFor(key: string, kind: string, fits: (event: DemoEvent) => boolean = () => true): Promise<DemoEvent> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = (await this.events(key)).find((event) => event.kind === kind && fits(event));
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`${key}: no event "${kind}" came within ${PATIENCE_MS / 1000} s`);
      await sleep(POLL_MS);
    }
  }
}
