/** What a request was answered with. Bodies are read loosely: tests say what they expect of them. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests reach into answers by the names of the contract.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export type RequestHeaders = Readonly<Record<string, string>>;

/** Talks to the desk over HTTP, with a key or without. */
export class DeskClient {
  constructor(
    readonly origin: string,
    readonly bearer: string | null = null,
  ) {}

  get(path: string, headers?: RequestHeaders): Promise<Reply> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers?: RequestHeaders): Promise<Reply> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body: unknown, headers?: RequestHeaders): Promise<Reply> {
    return this.send('PUT', path, body, headers);
  }

  patch(path: string, body: unknown, headers?: RequestHeaders): Promise<Reply> {
    return this.send('PATCH', path, body, headers);
  }

  delete(path: string, headers?: RequestHeaders): Promise<Reply> {
    return this.send('DELETE', path, undefined, headers);
  }

  /** Paths are below `/api/v1` unless they begin with `//`, which is the root. */
  async send(method: string, path: string, body?: unknown, headers: RequestHeaders = {}): Promise<Reply> {
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const key = this.bearer === null ? {} : { Authorization: `Bearer ${this.bearer}` };
    const response = await fetch(this.url(path), {
      method,
      headers: { ...json, ...key, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : null,
    };
  }

  /** Opens a ticket and waits until it is triaged. @returns the ticket */
  async open(ticket: object = {}): Promise<Reply['body']> {
    const reply = await this.post('/tickets', { subject: 'Something is broken', ...ticket }, { Prefer: 'wait=10' });
    if (reply.status !== 201) throw new Error(`A ticket was answered ${reply.status}: ${reply.text}`);
    return reply.body;
  }

  private url(path: string): string {
    return path.startsWith('//') ? `${this.origin}${path.slice(1)}` : `${this.origin}/api/v1${path}`;
  }
}
