import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { csrfTokenOf } from '../../../api/csrf';
import { cookieName } from '../../../api/sessionCookie';
import { bearerOf, hashSecret, makeApiKey } from '../../../prisma/apiKeys';
import type { Desk, Person } from '../../support/desk';
import { DeskClient } from '../../support/deskClient';
import { pathTo, send, told, type Cell } from './cells';
import { ROWS, type Row } from './table';
import type { World } from './world';

/** Something to call with that is worth nothing, though it belongs, or belonged, to somebody who may do everything. */
interface Credential {
  readonly who: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Good for reading: what changes something is refused. */
  readonly reads?: true;
}

const HOUR = 3_600_000;
/** The one call that everybody may make: what is refused there is refused for who calls. */
const EVERYBODY = 'get /session';

/** Every route with what nobody may call with; and one route with all other ways of not being who one says. */
export async function strangerCells(world: World): Promise<Cell[]> {
  const usual = await usualCredentials(world);
  const unusual = await unusualCredentials(world);
  const rows = ROWS.filter((row, index) => ROWS.findIndex(({ route }) => route === row.route) === index);
  return rows.flatMap((row) =>
    [...usual, ...(row.route === EVERYBODY ? unusual : [])].flatMap((credential) => cellOf(world, row, credential)),
  );
}

function cellOf(world: World, row: Row, { who, headers, reads }: Credential): Cell[] {
  if (reads && row.route.startsWith('get ')) return [];
  const client = new DeskClient(world.desk.url);
  const ask = async () => told(await send(client, row, await pathTo(world, row, world.tickets.shared), { ...headers }));
  return [{ route: row.route, who, expected: reads ? '403 csrf_token_invalid' : '401', ask }];
}

async function usualCredentials({ desk, people }: World): Promise<Credential[]> {
  const gone = await desk.person('admin');
  const browser = await desk.person('requester');
  const credentials = [
    { who: 'stranger', headers: {} },
    { who: 'key of somebody inactive', headers: { Authorization: `Bearer ${gone.client.bearer ?? ''}` } },
    { who: 'expired key', headers: await keyOf(desk, people.admin, { expiresAt: ago(1) }) },
    { who: 'session without its token', headers: (await sessionOf(desk, browser)).cookie, reads: true as const },
  ];
  await desk.prisma.user.update({ where: { id: gone.id }, data: { active: false } });
  return credentials;
}

async function unusualCredentials({ desk, people: { admin } }: World): Promise<Credential[]> {
  const bearer = (text: string) => ({ Authorization: `Bearer ${text}` });
  const { id } = await desk.prisma.apiKey.findFirstOrThrow({ where: { userId: admin.id } });
  const rotated = makeApiKey();
  await desk.prisma.apiKey.create({
    data: {
      ...{ id: rotated.id, userId: admin.id, secretHash: makeApiKey().hash },
      ...{ previousHash: rotated.hash, previousExpiresAt: ago(1) },
    },
  });
  const left = await desk.person('admin');
  const lefts = (await sessionOf(desk, left)).cookie;
  await desk.prisma.user.update({ where: { id: left.id }, data: { active: false } });
  // Not the administrator of the table, who logs out everywhere.
  const somebody = await desk.person('admin');
  const unknown = makeApiKey();
  return [
    { who: 'no scheme', headers: { Authorization: admin.client.bearer ?? '' } },
    { who: 'no key at all', headers: bearer('short') },
    { who: 'unknown key', headers: bearer(unknown.bearer) },
    { who: 'wrong secret', headers: bearer(bearerOf(id, unknown.secret)) },
    { who: 'revoked key', headers: await keyOf(desk, admin, { revokedAt: ago(1) }) },
    { who: 'secret before a rotation, after its time', headers: bearer(rotated.bearer) },
    { who: 'service account without scopes', headers: await keyOf(desk, null, {}) },
    { who: 'unknown session', headers: cookieOf(desk, randomBytes(32).toString('base64url')) },
    { who: 'no session at all', headers: cookieOf(desk, 'x') },
    { who: 'expired session', headers: (await sessionOf(desk, somebody, { expiresAt: ago(1) })).cookie },
    { who: 'session of somebody inactive', headers: lefts },
    {
      who: 'a bad key beside a good session',
      headers: { ...(await sessionOf(desk, somebody)).cookie, ...bearer('short') },
    },
  ];
}

/** Strangers do not learn which addresses and methods there are. */
export function addressCells({ desk }: World): Cell[] {
  const cell = (method: string, path: string): Cell => ({
    ...{ route: 'get /session', who: `stranger, ${method} ${path}`, expected: '401' },
    ask: async () => told(await desk.stranger.send(method, path)),
  });
  return [cell('GET', '/nothing'), cell('PUT', '/tickets')];
}

/** What a page of the desk may do with its token, and with another session's. */
export async function sessionCells({ desk }: World): Promise<Cell[]> {
  const route = 'delete /session';
  const cell = async (
    who: string,
    expected: string,
    tokenOf: (own: string, other: string) => string,
  ): Promise<Cell> => {
    const person = await desk.person('requester');
    const [own, other] = [await sessionOf(desk, person), await sessionOf(desk, person)];
    const headers = { ...own.cookie, 'X-CSRF-Token': tokenOf(own.id, other.id) };
    return { route, who, expected, ask: async () => told(await new DeskClient(desk.url).delete('/session', headers)) };
  };
  const signed = (id: string) => csrfTokenOf(desk.settings.secret, id);
  const somebody = await desk.person('admin');
  // Made anew each time: a session that was let in once is idle no more.
  const idle: Cell = {
    ...{ route: EVERYBODY, who: 'idle session', expected: '401' },
    ask: async () => {
      const { cookie } = await sessionOf(desk, somebody, { lastUsedAt: ago(1_000 * HOUR) });
      return told(await new DeskClient(desk.url).get('/session', cookie));
    },
  };
  return [
    idle,
    await cell("session with another one's token", '403 csrf_token_invalid', (_own, other) => signed(other)),
    await cell('session with a token that nobody signed', '403 csrf_token_invalid', (own) => own),
  ];
}

function ago(ms: number): Date {
  return new Date(Date.now() - ms);
}

async function keyOf(desk: Desk, person: Person | null, more: { expiresAt?: Date; revokedAt?: Date }) {
  const { id, hash, bearer } = makeApiKey();
  await desk.prisma.apiKey.create({ data: { id, secretHash: hash, userId: person?.id ?? null, ...more } });
  return { Authorization: `Bearer ${bearer}` };
}

async function sessionOf(desk: Desk, { id: userId }: Person, more: { expiresAt?: Date; lastUsedAt?: Date } = {}) {
  const token = randomBytes(32).toString('base64url');
  const id = uuidv7();
  const expiresAt = new Date(Date.now() + HOUR);
  await desk.prisma.session.create({
    data: { id, tokenHash: hashSecret(token), userId, method: 'password', expiresAt, ...more },
  });
  return { id, cookie: cookieOf(desk, token) };
}

function cookieOf({ settings }: Desk, token: string) {
  return { Cookie: `${cookieName(settings, 'session')}=${token}` };
}
