import { Refused } from './contender';

const PATIENCE_MS = 120_000;

export interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser's memory of one server: the cookies that it was given. */
export class Session {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly base: string) {}

  cookie(name: string): string {
    return this.cookies.get(name) ?? '';
  }

  /** @throws Refused, or an error that says which status came instead of the expected one */
  async send(path: string, expected: number, { method, form, json, headers }: Sent = {}): Promise<string> {
    const body = form ? new URLSearchParams(form) : json === undefined ? null : JSON.stringify(json);
    const response = await fetch(`${this.base}${path}`, {
      method: method ?? (body === null ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookies.size > 0 && { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') }),
        ...headers,
      },
      ...(body === null ? {} : { body }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    if (response.status === 503) throw new Refused(`${path} was answered with 503: ${text.slice(0, 300)}`);
    if (response.status !== expected)
      throw new Error(`${path} was answered with ${response.status}, not ${expected}: ${text.slice(0, 300)}`);
    return text;
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (at > 0) this.cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
}
