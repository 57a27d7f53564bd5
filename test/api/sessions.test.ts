import pino from 'pino';
import { createApp } from '../../api/app';
import { listen } from '../../api/server';
import { hashSecret } from '../../prisma/apiKeys';
import { openDatabase, type PrismaClient } from '../../prisma/client';
import { hashPassword } from '../../prisma/passwords';
import { PageClient } from '../support/browser';
import { Desk, type Person } from '../support/desk';

const PASSWORD = 'otter-lantern-quay-58';
const NEW_PASSWORD = 'marble thistle harbour';

let desk: Desk;
let admin: Person;
beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  admin = await desk.person('admin');
});
afterAll(() => desk.stop());

/** Somebody with a password. */
async function somebody(role: Person['role'] = 'agent'): Promise<Person> {
  const person = await desk.person(role);
  await desk.prisma.password.create({ data: { userId: person.id, hash: await hashPassword(PASSWORD) } });
  return person;
}

const page = () => new PageClient(desk.url);

async function loggedIn(person: Person): Promise<PageClient> {
  const client = page();
  expect((await client.logIn(person.email, PASSWORD)).status).toBe(201);
  return client;
}

const tokenOf = (client: PageClient) => [...client.browser.cookies(desk.url).values()][0] ?? '';

describe('a session', () => {
  test('begins with e-mail address, whatever its case, and password, and is the same caller as her key', async () => {
    const person = await somebody();
    const client = page();
    const reply = await client.logIn(person.email.toUpperCase(), PASSWORD);
    expect([reply.status, reply.body.id, reply.body.via]).toEqual([201, person.id, 'session']);
    const bySession = (await client.get('/session')).body;
    const byKey = (await person.client.get('/session')).body;
    expect({ ...bySession, via: 0, csrfToken: 0, expiresAt: 0 }).toEqual({
      ...byKey,
      via: 0,
      csrfToken: 0,
      expiresAt: 0,
    });
    expect(byKey).toMatchObject({ via: 'key', csrfToken: null, expiresAt: null });
    const ticket = await client.post('/tickets', { subject: 'By browser' });
    expect([ticket.status, ticket.body.requester.id]).toEqual([201, person.id]);
  });

  test('lives in a cookie that scripts cannot read, of this host over https alone, and as a hash in PostgreSQL', async () => {
    const person = await somebody();
    const client = page();
    const [header = ''] = (await client.logIn(person.email, PASSWORD)).headers.getSetCookie();
    expect(header).toMatch(/^__Host-guichet=[A-Za-z0-9_-]{43}; /);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(header).toContain(attribute);
    expect(header).not.toContain('Domain');
    const row = await desk.prisma.session.findFirstOrThrow({ where: { userId: person.id } });
    expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(hashSecret(tokenOf(client))));
    expect(JSON.stringify(row)).not.toContain(tokenOf(client));
  });

  test('without https the cookie has a plain name and needs no TLS', async () => {
    const plain = await Desk.start({ worker: false, settings: { publicUrl: 'http://localhost:3000' } });
    try {
      const person = await plain.person('agent');
      await plain.prisma.password.create({ data: { userId: person.id, hash: await hashPassword(PASSWORD) } });
      const client = new PageClient(plain.url);
      const [header = ''] = (await client.logIn(person.email, PASSWORD)).headers.getSetCookie();
      expect(header).toMatch(/^guichet=/);
      expect(header).not.toContain('Secure');
      expect((await client.get('/session')).status).toBe(200);
    } finally {
      await plain.stop();
    }
  });

  test('ends with the log-out, here or everywhere', async () => {
    const person = await somebody();
    const [here, there, third] = [await loggedIn(person), await loggedIn(person), await loggedIn(person)];
    const cookie = `__Host-guichet=${tokenOf(here)}`;
    expect((await here.delete('/session')).status).toBe(204);
    expect(here.browser.cookies(desk.url).size).toBe(0);
    // Somebody may have copied the cookie.
    expect((await desk.stranger.get('/session', { Cookie: cookie })).status).toBe(401);
    expect((await there.get('/session')).status).toBe(200);
    expect((await there.delete('/sessions')).status).toBe(204);
    expect((await third.get('/session')).status).toBe(401);
    expect((await person.client.get('/session')).status).toBe(200);
  });

  test('ends when it was not used, when its time is over, and with the person', async () => {
    const person = await somebody();
    const client = await loggedIn(person);
    const tell = async (data: object) => {
      await desk.prisma.session.updateMany({ where: { userId: person.id }, data });
      return (await client.get('/session')).status;
    };
    const hours = (n: number) => new Date(Date.now() - n * 3_600_000);
    expect(await tell({ lastUsedAt: hours(11.9) })).toBe(200);
    expect(await tell({ lastUsedAt: hours(12.1) })).toBe(401);
    expect(await tell({ lastUsedAt: new Date() })).toBe(200);
    expect(await tell({ expiresAt: hours(0.001) })).toBe(401);
    expect(await tell({ expiresAt: hours(-1) })).toBe(200);
    await desk.prisma.user.update({ where: { id: person.id }, data: { active: false } });
    expect(await tell({})).toBe(401);
    expect((await page().logIn(person.email, PASSWORD)).status).toBe(401);
    // Not even begun.
    expect(await desk.prisma.session.count({ where: { userId: person.id } })).toBe(1);
  });

  test('does not come back with somebody who was away', async () => {
    const person = await somebody();
    const client = await loggedIn(person);
    const { token } = (await admin.client.post(`/users/${person.id}/password-resets`)).body;
    for (const active of [false, true]) {
      const { headers, body } = await admin.client.get(`/users/${person.id}`);
      const { email, name, role } = body;
      const match = { 'If-Match': headers.get('etag') ?? '' };
      expect((await admin.client.put(`/users/${person.id}`, { email, name, role, active }, match)).status).toBe(200);
    }
    expect((await client.get('/session')).status).toBe(401);
    expect((await desk.stranger.post('/password-resets/use', { token, password: NEW_PASSWORD })).status).toBe(410);
    await loggedIn(person);
  });

  test('is kept alive by being used', async () => {
    const person = await somebody();
    const client = await loggedIn(person);
    const old = new Date(Date.now() - 7_200_000);
    await desk.prisma.session.updateMany({ where: { userId: person.id }, data: { lastUsedAt: old } });
    await client.get('/session');
    await desk.eventually('a note of the use', async () => {
      const { lastUsedAt } = await desk.prisma.session.findFirstOrThrow({ where: { userId: person.id } });
      return lastUsedAt > old;
    });
  });

  test('is another one after each log-in, and the one before is over', async () => {
    const person = await somebody();
    const client = await loggedIn(person);
    const before = tokenOf(client);
    await client.logIn(person.email, PASSWORD);
    expect(tokenOf(client)).not.toBe(before);
    expect((await desk.stranger.get('/session', { Cookie: `__Host-guichet=${before}` })).status).toBe(401);
    expect(await desk.prisma.session.count({ where: { userId: person.id } })).toBe(1);
  });

  test('a cookie of that name that is no session, or too long, is nobody', async () => {
    for (const value of ['', 'x', 'A'.repeat(43), 'A'.repeat(5_000), '%00', '"'])
      expect((await desk.stranger.get('/session', { Cookie: `__Host-guichet=${value}` })).status).toBe(401);
  });

  test('a key that is not valid is refused, whatever the cookie says', async () => {
    const client = await loggedIn(await somebody());
    expect((await client.get('/session', { Authorization: 'Bearer gk_none_0123456789abcdef' })).status).toBe(401);
    expect((await client.get('/session', { Authorization: 'Basic eDp5' })).status).toBe(401);
  });
});

describe('a request that a cookie came with', () => {
  test('changes something only with the token of its session', async () => {
    const [person, other] = [await somebody(), await somebody()];
    const [client, theirs] = [await loggedIn(person), await loggedIn(other)];
    const own = client.csrfToken;
    for (const wrong of [null, '', 'x', `${own}x`, theirs.csrfToken]) {
      client.csrfToken = wrong;
      const reply = await client.post('/tickets', { subject: 'Forged' });
      expect([wrong, reply.status, reply.body.code]).toEqual([wrong, 403, 'csrf_token_invalid']);
      expect((await client.delete('/session')).status).toBe(403);
      expect((await client.get('/session')).status).toBe(200);
    }
    client.csrfToken = own;
    expect((await client.post('/tickets', { subject: 'Meant' })).status).toBe(201);
  });

  test('that has a key, too, is the key’s, and needs none', async () => {
    const [person, other] = [await somebody(), await desk.person('agent')];
    const client = await loggedIn(person);
    client.csrfToken = null;
    const reply = await client.post('/tickets', { subject: 'x' }, { Authorization: `Bearer ${other.client.bearer}` });
    expect([reply.status, reply.body.requester.id]).toEqual([201, other.id]);
  });
});

describe('a log-in that is refused', () => {
  test('does not tell whether there is such a person', async () => {
    const [person, without, inactive] = [await somebody(), await desk.person('agent'), await somebody()];
    await desk.prisma.user.update({ where: { id: inactive.id }, data: { active: false } });
    const answers = [];
    for (const email of [person.email, without.email, inactive.email, 'nobody@example.org']) {
      const reply = await page().logIn(email, 'not the password');
      answers.push([reply.status, { ...reply.body, requestId: '' }, reply.headers.getSetCookie()]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(401);
  });

  test('makes the next ones wait, longer each time, also for an account that does not exist', async () => {
    for (const email of [(await somebody()).email, 'guessed@example.org']) {
      const waits: number[] = [];
      for (let n = 0; n < 9; n++) {
        expect((await page().logIn(email, 'wrong')).status).toBe(401);
        const { blockedUntil, lastAt } = await lastFailure('account:');
        waits.push((blockedUntil.getTime() - lastAt.getTime()) / 1_000);
        await block(0);
      }
      expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16]);
      await block(60);
      const reply = await page().logIn(email.toUpperCase(), PASSWORD);
      expect([reply.status, reply.body.code]).toEqual([429, 'rate_limited']);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
      await desk.prisma.loginFailure.deleteMany();
    }
  });

  test('forty times at once is no better than forty times in turn, and counts in every API process', async () => {
    const person = await somebody();
    const database = openDatabase(desk.databaseUrl);
    const second = await listen(secondApi(database.prisma), 0, '127.0.0.1');
    const origin = (n: number) => (n % 2 === 0 ? desk.url : `http://127.0.0.1:${second.port}`);
    const guess = (n: number) => new PageClient(origin(n)).logIn(person.email, 'wrong');
    const statuses = (await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)))).map(({ status }) => status);
    await second.close();
    await database.close();
    const tried = statuses.filter((status) => status === 401).length;
    // Five, and one more for each wait that is over before the last guess comes.
    expect(tried).toBeGreaterThanOrEqual(5);
    expect(tried).toBeLessThanOrEqual(8);
    expect(statuses.filter((status) => status === 429)).toHaveLength(40 - tried);
    await desk.prisma.loginFailure.deleteMany();
  });

  test('is forgotten by the right password, when the wait is over', async () => {
    const person = await somebody();
    for (let n = 0; n < 4; n++) await page().logIn(person.email, 'wrong');
    await loggedIn(person);
    // Had the first four still counted, the second of these would have made the third wait.
    for (let n = 0; n < 3; n++) expect((await page().logIn(person.email, 'wrong')).status).toBe(401);
    expect((await lastFailure('account:')).failures).toBe(3);
    await desk.prisma.loginFailure.deleteMany();
  });

  test('from one address against many accounts makes that address wait', async () => {
    for (let n = 0; n < 50; n++) await page().logIn(`somebody-${n}@example.org`, 'wrong');
    const { failures, blockedUntil, lastAt } = await lastFailure('login:');
    expect([failures, blockedUntil > lastAt]).toEqual([50, true]);
    await block(60);
    expect((await page().logIn('somebody-else@example.org', 'wrong')).status).toBe(429);
    await desk.prisma.loginFailure.deleteMany();
  });

  /** What a second process would serve: nothing but PostgreSQL in common with the first. */
  function secondApi(prisma: PrismaClient) {
    const { temporal: client, settings, files } = desk;
    const readiness = () => Promise.resolve({ ready: true, parts: {} });
    return createApp({ prisma, client, settings, files, readiness, logger: pino({ level: 'silent' }) });
  }

  function lastFailure(kind: string) {
    return desk.prisma.loginFailure.findFirstOrThrow({
      where: { subject: { startsWith: kind } },
      orderBy: { lastAt: 'desc' },
    });
  }
});

/** Every wait that was imposed lasts so many seconds from now. */
async function block(seconds: number): Promise<void> {
  await desk.prisma.$executeRaw`
    UPDATE login_failures SET blocked_until = now() + interval '1 second' * ${seconds}::int`;
}

describe('a password', () => {
  async function linkFor(person: Person): Promise<string> {
    const reply = await admin.client.post(`/users/${person.id}/password-resets`);
    expect([reply.status, reply.body.url]).toEqual([201, `https://desk.example/password#${reply.body.token}`]);
    return String(reply.body.token);
  }

  test('is set by a link, once; what was begun under the old one is over', async () => {
    const person = await somebody();
    const [client, token, second] = [await loggedIn(person), await linkFor(person), await linkFor(person)];
    const use = (link: string) => desk.stranger.post('/password-resets/use', { token: link, password: NEW_PASSWORD });
    const both = (await Promise.all([use(token), use(token)])).map(({ status }) => status);
    expect(both.sort()).toEqual([204, 410]);
    expect((await use(second)).status).toBe(410);
    expect((await client.get('/session')).status).toBe(401);
    expect((await page().logIn(person.email, PASSWORD)).status).toBe(401);
    expect((await page().logIn(person.email, NEW_PASSWORD)).status).toBe(201);
    const { hash } = await desk.prisma.password.findUniqueOrThrow({ where: { userId: person.id } });
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('is not set by a link that is too old, made up, or of somebody inactive', async () => {
    const person = await somebody();
    const use = (token: string) => desk.stranger.post('/password-resets/use', { token, password: NEW_PASSWORD });
    const token = await linkFor(person);
    await desk.prisma.user.update({ where: { id: person.id }, data: { active: false } });
    expect((await use(token)).status).toBe(410);
    await desk.prisma.user.update({ where: { id: person.id }, data: { active: true } });
    await desk.prisma.passwordLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await use(token)).status).toBe(410);
    expect((await use('A'.repeat(43))).status).toBe(410);
    expect((await use('x')).status).toBe(422);
  });

  test('is asked for by anybody, with one answer, and administrators see who waits', async () => {
    const person = await somebody();
    const ask = (email: string) => desk.stranger.post('/password-resets', { email });
    const answers = [await ask(person.email.toUpperCase()), await ask('nobody@example.org'), await ask(person.email)];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [202, ''],
      [202, ''],
      [202, ''],
    ]);
    const waiting = async () =>
      ((await admin.client.get('/password-resets')).body.data as { user: { id: string } }[]).map(({ user }) => user.id);
    expect(await waiting()).toEqual([person.id]);
    await linkFor(person);
    expect(await waiting()).toEqual([]);
  });

  test('is changed with the old one: this browser stays, with another session, and others are logged out', async () => {
    const person = await somebody();
    const [client, elsewhere] = [await loggedIn(person), await loggedIn(person)];
    const before = tokenOf(client);
    const wrong = await client.put('/session/password', { current: 'wrong', password: NEW_PASSWORD });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/current']);
    const reply = await client.put('/session/password', { current: PASSWORD, password: NEW_PASSWORD });
    expect(reply.status).toBe(200);
    expect(tokenOf(client)).not.toBe(before);
    client.csrfToken = String(reply.body.csrfToken);
    expect((await client.post('/tickets', { subject: 'x' })).status).toBe(201);
    expect((await elsewhere.get('/session')).status).toBe(401);
  });

  test('is not guessed by changing it', async () => {
    const person = await somebody();
    const guess = () => person.client.put('/session/password', { current: 'wrong', password: NEW_PASSWORD });
    for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(422);
    await block(60);
    expect((await guess()).status).toBe(429);
    await desk.prisma.loginFailure.deleteMany();
  });

  test.each([
    ['elevenchars', 'too_short'],
    ['x'.repeat(257), 'too_long'],
    ['P@ssw0rd2026!', 'too_common'],
    ['motdepasse123', 'too_common'],
    ['1234567890123', 'too_common'],
    ['aaaaaaaaaaaaa', 'too_common'],
    ['Azertyuiop2026', 'too_common'],
    ['Jean.Petit is me', 'contains_name'],
  ])('%s is refused: %s', async (password, code) => {
    const person = await desk.person('agent');
    await desk.prisma.user.update({ where: { id: person.id }, data: { email: `jean.petit@${person.id}.org` } });
    const reply = await desk.stranger.post('/password-resets/use', { token: await linkFor(person), password });
    expect([reply.status, reply.body.errors[0]]).toEqual([
      422,
      expect.objectContaining({ pointer: '/password', code }),
    ]);
  });

  test('of an administrator is no service account’s to set', async () => {
    const service = await desk.service('users:write');
    expect((await service.post(`/users/${admin.id}/password-resets`)).status).toBe(403);
    const person = await somebody();
    expect((await service.post(`/users/${person.id}/password-resets`)).status).toBe(201);
  });

  test('and its hash are in no answer and in no trail', async () => {
    const person = await somebody();
    await desk.stranger.post('/password-resets/use', { token: await linkFor(person), password: NEW_PASSWORD });
    const trail = JSON.stringify(await desk.prisma.auditEvent.findMany(), (_name, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(trail).toContain(`user:${person.id}`);
    for (const text of [trail, (await admin.client.get('/users?limit=100')).text]) {
      expect(text).not.toContain(NEW_PASSWORD);
      expect(text).not.toContain('argon2');
    }
  });
});
