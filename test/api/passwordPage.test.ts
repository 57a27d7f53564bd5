import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { PageClient } from '../support/browser';
import { Desk, type Person } from '../support/desk';

const PASSWORD = 'marble thistle harbour';
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

let desk: Desk;
let admin: Person;
beforeAll(async () => {
  desk = await Desk.start({ worker: false, settings: { publicUrl: 'http://localhost:3000' } });
  admin = await desk.person('admin');
});
afterAll(() => desk.stop());

test('the page and its script come from here, and take nothing from elsewhere', async () => {
  for (const [path, type] of [
    ['//password', 'text/html'],
    ['//password.js', 'text/javascript'],
  ] as const) {
    const reply = await desk.stranger.get(path);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
    expect(reply.text).not.toMatch(/https?:\/\//);
    expect(reply.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await desk.stranger.post(path, {})).status).toBe(405);
  }
});

/** Chromium is not on every machine; the API behind the page is tried in `sessions.test.ts` in any case. */
(existsSync(EXECUTABLE) ? describe : describe.skip)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    browser = await chromium.launch({ executablePath: EXECUTABLE, args });
  });
  afterAll(() => browser.close());

  async function open(hash: string, locale: string): Promise<Page> {
    const page = await (await browser.newContext({ locale })).newPage();
    await page.goto(`${desk.url}/password${hash}`);
    return page;
  }

  test('somebody sets her password by the link, in her language, and logs in with it', async () => {
    const person = await desk.person('requester');
    const { url } = (await admin.client.post(`/users/${person.id}/password-resets`)).body;
    const page = await open(new URL(String(url)).hash, 'fr-FR');
    expect(await page.getByRole('heading').textContent()).toBe('Choisissez votre mot de passe');
    // The token is out of sight.
    expect(page.url()).toBe(`${desk.url}/password`);
    const outcome = page.getByRole('status');
    const set = async (password: string) => {
      await page.getByLabel('Nouveau mot de passe').fill(password);
      await page.getByRole('button').click();
      await outcome.filter({ hasText: /\S/ }).waitFor();
      return outcome.textContent();
    };
    expect(await set('motdepasse123')).toContain('C’est le premier que l’on essaierait');
    expect(await set(PASSWORD)).toContain('Vous pouvez vous connecter');
    expect((await new PageClient(desk.url).logIn(person.email, PASSWORD)).status).toBe(201);
  });

  test('an address without its token says so', async () => {
    const page = await open('', 'en-GB');
    expect(await page.getByRole('status').textContent()).toContain('not complete');
    expect(await page.getByRole('button').isVisible()).toBe(false);
  });

  test('a page of the desk acts with the cookie that it cannot read', async () => {
    const person = await desk.person('agent');
    const { token } = (await admin.client.post(`/users/${person.id}/password-resets`)).body;
    await desk.stranger.post('/password-resets/use', { token, password: PASSWORD });
    const page = await open('', 'en-GB');
    const seen = await page.evaluate(actAs, { email: person.email, password: PASSWORD });
    expect(seen).toEqual({ cookie: '', forged: 403, meant: 201 });
  });
});

/** Runs in the page: logs in, and opens a ticket without and with the token. */
async function actAs(credentials: { email: string; password: string }) {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const session = (await (await post('/session', credentials)).json()) as { csrfToken: string };
  const forged = (await post('/tickets', { subject: 'x' })).status;
  const meant = (await post('/tickets', { subject: 'x' }, { 'X-CSRF-Token': session.csrfToken })).status;
  const { document } = globalThis as unknown as { document: { cookie: string } };
  return { cookie: document.cookie, forged, meant };
}
