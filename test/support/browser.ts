import { parseCookie, parseSetCookie } from 'cookie';
import { DeskClient, type Reply, type RequestHeaders } from './deskClient';

/**
 * What a browser does for a page: keeps the cookies of each host and sends them back. Redirects are followed by hand,
 * so that a test sees each step.
 */
export class Browser {
  readonly #jar = new Map<string, Map<string, string>>();

  async open(url: string, init: { method?: string; headers?: RequestHeaders; body?: string } = {}): Promise<Response> {
    const jar = this.#cookiesOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie === '' ? {} : { Cookie: cookie }) },
    });
    this.#keep(jar, response.headers.getSetCookie());
    return response;
  }

  cookies(url: string): ReadonlyMap<string, string> {
    return this.#cookiesOf(url);
  }

  plant(url: string, cookies: string): void {
    for (const [name, value] of Object.entries(parseCookie(cookies))) this.#cookiesOf(url).set(name, value ?? '');
  }

  #cookiesOf(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#jar.get(host) ?? new Map<string, string>();
    this.#jar.set(host, jar);
    return jar;
  }

  #keep(jar: Map<string, string>, headers: readonly string[]): void {
    for (const header of headers) {
      const { name, value, expires } = parseSetCookie(header);
      if (value === undefined || value === '' || (expires && expires.getTime() <= Date.now())) jar.delete(name);
      else jar.set(name, value);
    }
  }
}

/** A page of the desk in a browser: sends its cookies, and the token that changes need. */
export class PageClient extends DeskClient {
  csrfToken: string | null = null;

  constructor(
    origin: string,
    readonly browser = new Browser(),
  ) {
    super(origin);
  }

  override async send(method: string, path: string, body?: unknown, headers: RequestHeaders = {}): Promise<Reply> {
    const response = await this.browser.open(this.origin + (path.startsWith('//') ? path.slice(1) : `/api/v1${path}`), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(this.csrfToken === null ? {} : { 'X-CSRF-Token': this.csrfToken }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json ? (JSON.parse(text) as unknown) : null,
    };
  }

  async logIn(email: string, password: string): Promise<Reply> {
    const reply = await this.post('/session', { email, password });
    if (reply.status === 201) this.csrfToken = (reply.body as { csrfToken: string }).csrfToken;
    return reply;
  }
}
