import { PageClient, type Browser } from '../support/browser';
import { Desk } from '../support/desk';
import { CLIENT, startOidcProvider, type OidcProvider } from '../support/oidc';

/** As the browser knows the desk; a TLS proxy stands between. */
const PUBLIC = 'https://desk.example';

const verified = (email: string) => ({ email, email_verified: true, name: `Name of ${email}`, locale: 'fr-FR' });
const ACCOUNTS = {
  ada: verified('Ada@example.org'),
  impostor: verified('ada@example.org'),
  mallory: { email: 'admin@example.org', email_verified: false },
  unknown: verified('unknown@example.org'),
  newcomer: verified('newcomer@example.org'),
  twins: verified('twins@example.org'),
  gone: verified('gone@example.org'),
};

let provider: OidcProvider;
let desk: Desk;
beforeAll(async () => {
  provider = await startOidcProvider([`${PUBLIC}/api/v1/session/oidc/callback`], ACCOUNTS);
  const oidc = { ...CLIENT, issuer: provider.issuer, createRequesters: false };
  desk = await Desk.start({ worker: false, settings: { publicUrl: PUBLIC, oidc } });
  for (const email of ['ada@example.org', 'admin@example.org', 'gone@example.org', 'twins@example.org'])
    await userWith(email);
});
afterAll(async () => {
  await desk.stop();
  await provider.stop();
});

async function userWith(email: string): Promise<void> {
  const { id } = await desk.person('agent');
  await desk.prisma.user.update({ where: { id }, data: { email } });
}

/** Does what a browser does for somebody who logs in as `account`: from the desk to the provider, and back. */
async function logInAs(account: string, client: PageClient, start = '/session/oidc') {
  const back = await throughProvider(account, client, start);
  return client.get(back);
}

/** @returns the path below `/api/v1` that the provider sends the browser back to */
async function throughProvider(account: string, client: PageClient, start = '/session/oidc'): Promise<string> {
  const begun = await client.get(start);
  expect(begun.status).toBe(303);
  const { browser } = client;
  let at = begun.headers.get('location') ?? '';
  for (let step = 0; step < 12; step++) {
    if (at.startsWith(PUBLIC)) return at.slice(`${PUBLIC}/api/v1`.length);
    const response = await browser.open(at);
    at = response.status === 200 ? await submit(browser, account, await response.text()) : locationOf(response, at);
  }
  throw new Error(`The provider did not send the browser back: ${at}`);
}

/** Fills in the provider's log-in page, or agrees on its page of consent. */
async function submit(browser: Browser, account: string, html: string): Promise<string> {
  const [, action = ''] = /action="([^"]+)"/.exec(html) ?? [];
  const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(html) ?? [];
  const answer = await browser.open(action, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ prompt, login: account, password: 'any' }).toString(),
  });
  return locationOf(answer, action);
}

function locationOf(response: Response, base: string): string {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${base} was answered ${response.status} without a Location`);
  return new URL(location, base).href;
}

const page = () => new PageClient(desk.url);

test('somebody logs in at the provider, and is logged in here', async () => {
  const client = page();
  const reply = await logInAs('ada', client, '/session/oidc?returnTo=/portal?tab=1');
  expect([reply.status, reply.headers.get('location')]).toEqual([303, '/portal?tab=1']);
  const session = (await client.get('/session')).body;
  expect(session).toMatchObject({ via: 'session', role: 'agent' });
  expect([...client.browser.cookies(desk.url).keys()]).toEqual(['__Host-guichet']);
  client.csrfToken = String(session.csrfToken);
  const ticket = await client.post('/tickets', { subject: 'x' });
  expect([ticket.status, ticket.body.requester.id]).toEqual([201, session.id]);
});

test('the browser is sent off with PKCE, state and nonce, none of which it could guess', async () => {
  const client = page();
  const addresses = [await client.get('/session/oidc'), await page().get('/session/oidc')].map(
    ({ headers }) => new URL(headers.get('location') ?? '').searchParams,
  );
  const [first, second] = addresses;
  expect(Object.fromEntries(first!)).toMatchObject({
    response_type: 'code',
    client_id: 'desk',
    redirect_uri: `${PUBLIC}/api/v1/session/oidc/callback`,
    code_challenge_method: 'S256',
    scope: 'openid email profile',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(first!.get(name)).toMatch(/^[\w-]{43}$/);
    expect(first!.get(name)).not.toBe(second!.get(name));
  }
  // What must stay secret until it comes back is in no readable form in the cookie.
  const cookie = client.browser.cookies(desk.url).get('__Host-guichet_oidc') ?? '';
  expect(Buffer.from(cookie, 'base64').toString('latin1')).not.toContain(first!.get('state'));
});

test('she stays the same person when her address changes on either side', async () => {
  const before = page();
  await logInAs('ada', before);
  const { id } = (await before.get('/session')).body;
  await desk.prisma.user.update({ where: { id }, data: { email: 'countess@example.org' } });
  const after = page();
  await logInAs('ada', after);
  expect((await after.get('/session')).body.id).toBe(id);
  await desk.prisma.user.update({ where: { id }, data: { email: 'ada@example.org' } });
});

test('another account of the provider that shows her address later does not become hers', async () => {
  await logInAs('ada', page());
  const client = page();
  const reply = await logInAs('impostor', client);
  expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
  expect((await client.get('/session')).status).toBe(401);
});

test('an address that the provider has not verified is nobody', async () => {
  const client = page();
  expect((await logInAs('mallory', client)).status).toBe(403);
  expect((await client.get('/session')).status).toBe(401);
});

test('somebody unknown is refused, and so is somebody inactive, linked before or not', async () => {
  expect((await logInAs('unknown', page())).status).toBe(403);
  const active = async (value: boolean) =>
    desk.prisma.user.updateMany({ where: { email: 'gone@example.org' }, data: { active: value } });
  await active(false);
  expect((await logInAs('gone', page())).status).toBe(403);
  await active(true);
  expect((await logInAs('gone', page())).status).toBe(303);
  await active(false);
  expect((await logInAs('gone', page())).status).toBe(403);
});

test('two browsers of one person for the first time at once make one link', async () => {
  const clients = [page(), page(), page()];
  const backs = await Promise.all(clients.map((client) => throughProvider('twins', client)));
  const replies = await Promise.all(clients.map((client, n) => client.get(backs[n]!)));
  expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await desk.prisma.oidcAccount.count({ where: { subject: 'twins' } })).toBe(1);
});

describe('what comes back is refused', () => {
  test('in another browser than the one that was sent', async () => {
    const back = await throughProvider('ada', page());
    const victim = page();
    expect((await victim.get(back)).status).toBe(401);
    await victim.get('/session/oidc');
    expect((await victim.get(back)).status).toBe(401);
    expect((await victim.get('/session')).status).toBe(401);
  });

  test('a second time', async () => {
    const client = page();
    const back = await throughProvider('ada', client);
    const cookie = client.browser.cookies(desk.url).get('__Host-guichet_oidc') ?? '';
    expect((await client.get(back)).status).toBe(303);
    expect((await client.get(back)).status).toBe(401);
    const thief = page();
    thief.browser.plant(desk.url, `__Host-guichet_oidc=${cookie}`);
    expect((await thief.get(back)).status).toBe(401);
  });

  test.each([
    ['state', 'x'.repeat(43)],
    ['code', 'x'.repeat(43)],
    ['iss', 'https://elsewhere.example'],
  ])('with another %s', async (name, value) => {
    const client = page();
    const [path = '', query = ''] = (await throughProvider('ada', client)).split('?');
    const changed = new URLSearchParams(query);
    changed.set(name, value);
    expect((await client.get(`${path}?${changed.toString()}`)).status).toBe(401);
    expect((await client.get('/session')).status).toBe(401);
  });

  test('when the provider says no', async () => {
    const client = page();
    const begun = await client.get('/session/oidc');
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const answer = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
    const reply = await client.get(`/session/oidc/callback?${answer.toString()}`);
    expect([reply.status, reply.body.detail]).toEqual([401, expect.stringContaining('access_denied')]);
  });

  test('with a cookie that is altered, or without any', async () => {
    const client = page();
    const back = await throughProvider('ada', client);
    const cookie = client.browser.cookies(desk.url).get('__Host-guichet_oidc') ?? '';
    client.browser.plant(desk.url, `__Host-guichet_oidc=${cookie.slice(0, -4)}AAA=`);
    expect((await client.get(back)).status).toBe(401);
    expect((await page().get('/session/oidc/callback')).status).toBe(401);
  });
});

test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'portal', '/a b'])(
  'nobody is led elsewhere afterwards: %s',
  async (returnTo) => {
    const reply = await desk.stranger.get(`/session/oidc?returnTo=${encodeURIComponent(returnTo)}`);
    expect([reply.status, reply.body.errors[0].parameter]).toEqual([422, 'returnTo']);
  },
);

test('a desk that makes requesters of strangers makes nothing else of them', async () => {
  const oidc = { ...CLIENT, issuer: provider.issuer, createRequesters: true };
  const other = await Desk.start({ worker: false, settings: { publicUrl: PUBLIC, oidc } });
  try {
    const client = new PageClient(other.url);
    expect((await logInAs('newcomer', client)).status).toBe(303);
    const made = { name: 'Name of newcomer@example.org', role: 'requester', locale: 'fr' };
    expect((await client.get('/session')).body).toMatchObject(made);
    expect((await logInAs('mallory', new PageClient(other.url))).status).toBe(403);
  } finally {
    await other.stop();
  }
});

test('a provider that is away is told as such, and a desk without one has none', async () => {
  const away = { ...CLIENT, issuer: 'http://127.0.0.1:1', createRequesters: false };
  const lonely = await Desk.start({ worker: false, settings: { publicUrl: PUBLIC, oidc: away } });
  const without = await Desk.start({ worker: false });
  try {
    const reply = await lonely.stranger.get('/session/oidc');
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await without.stranger.get('/session/oidc')).status).toBe(404);
    expect((await without.stranger.get('/session/oidc/callback?code=x')).status).toBe(404);
  } finally {
    await lonely.stop();
    await without.stop();
  }
});
