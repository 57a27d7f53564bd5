import { Permissions } from '../../api/abilities';
import { callerOfKey } from '../../api/keyCaller';
import { Prisma } from '../../prisma/client';
import pino from 'pino';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let agent: Person;

beforeAll(async () => {
  desk = await Desk.start();
  await desk.prisma.organisation.create({ data: { id: 'acme', name: 'Acme', sharesTickets: true } });
  await desk.prisma.team.create({ data: { id: 'apart', name: 'Apart' } });
  requester = await desk.person('requester', { organisation: 'acme' });
  agent = await desk.person('agent');
  await requester.client.open({ subject: 'First', tags: ['vip', 'door'] });
  await requester.client.open({ subject: 'Second', tags: ['door'] });
  await agent.client.open({ subject: 'Third' });
  const third = (await list('sort=createdAt')).at(-1)!;
  await agent.client.post(`/tickets/${third.key}/escalate`, { reason: 'Too slow' });
});
afterAll(() => desk.stop());

interface Shown {
  readonly key: string;
  readonly subject: string;
}

async function list(query: string, who: Person = agent): Promise<Shown[]> {
  const { status, body } = await who.client.get(`/tickets?${query}`);
  expect([query, status, body.errors]).toEqual([query, 200, undefined]);
  return body.data as Shown[];
}
const subjects = async (query: string) => (await list(`sort=createdAt&${query}`)).map(({ subject }) => subject);
async function refused(query: string): Promise<[number, string | undefined]> {
  const { status, body } = await agent.client.get(`/tickets?${query}`);
  return [status, body.errors?.[0].parameter];
}

test('tags, organisations and escalations narrow a list', async () => {
  expect(await subjects('tag=vip')).toEqual(['First']);
  expect(await subjects('tag=vip,door')).toEqual(['First', 'Second']);
  expect(await subjects('tag=nothing')).toEqual([]);
  expect(await subjects('organisation=acme')).toEqual(['First', 'Second']);
  expect(await subjects('organisation=elsewhere')).toEqual([]);
  expect(await subjects('escalated=true')).toEqual(['Third']);
  expect(await subjects('escalated=false')).toEqual(['First', 'Second']);
});

describe('instants', () => {
  const at = async (subject: string): Promise<Date> =>
    (await desk.prisma.ticket.findFirstOrThrow({ where: { subject } })).createdAt;

  test('are limits that a ticket must be beyond', async () => {
    const second = (await at('Second')).toISOString();
    expect(await subjects(`createdAfter=${second}`)).toEqual(['Third']);
    expect(await subjects(`createdBefore=${second}`)).toEqual(['First']);
    expect(await subjects('updatedAfter=2100-01-01T00:00:00Z')).toEqual([]);
  });

  test('may be told from now', async () => {
    await desk.prisma.ticket.updateMany({
      where: { subject: 'First' },
      data: { createdAt: new Date(Date.now() - 8 * 86_400_000) },
    });
    expect(await subjects('createdAfter=-P7D')).toEqual(['Second', 'Third']);
    expect(await subjects('createdBefore=-P7D')).toEqual(['First']);
    expect(await subjects('createdAfter=PT1H')).toEqual([]);
    expect(await subjects('dueBefore=P9999D')).toHaveLength(3);
    expect(await subjects('dueBefore=-PT1H')).toEqual([]);
  });

  test("a day begins in the reader's time zone", async () => {
    // Where it is yesterday, today and tomorrow: at any instant, two of these dates differ.
    for (const zone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
      await desk.prisma.user.update({ where: { id: agent.id }, data: { timeZone: zone } });
      const [row] = await desk.prisma.$queryRaw<{ begins: Date }[]>`
        SELECT date_trunc('day', now(), ${zone}) AS begins`;
      const begins = row!.begins.getTime();
      const place = (created: number) =>
        desk.prisma.ticket.updateMany({ where: { subject: 'Second' }, data: { createdAt: new Date(created) } });
      await place(begins + 1);
      expect(await subjects('createdAfter=@today&q=second')).toEqual(['Second']);
      await place(begins - 1);
      expect(await subjects('createdAfter=@today&q=second')).toEqual([]);
      expect(await subjects('createdBefore=@tomorrow&q=second')).toEqual(['Second']);
    }
  });

  test.each(['yesterday', 'P1M', '-P0D', 'PT', '2026-13-01T00:00:00Z', ''])('and not %p', async (value) => {
    expect(await refused(`createdAfter=${value}`)).toEqual([422, 'createdAfter']);
  });
});

describe('fields', () => {
  test('are what is answered, in the order of a ticket', async () => {
    const [first] = await list('fields=subject,key,clocks,nextDueAt&limit=1');
    expect(Object.keys(first!)).toEqual(['key', 'subject', 'clocks', 'nextDueAt']);
    const [whole] = await list('limit=1');
    expect(whole).toMatchObject({ ...first, clocks: expect.any(Array) as unknown });
  });

  test('are those that a ticket has', async () => {
    expect(await refused('fields=subject,colour')).toEqual([422, 'fields']);
    expect(await refused('fields=')).toEqual([422, 'fields']);
  });

  test('change nothing about the place of a cursor', async () => {
    const { body } = await agent.client.get('/tickets?limit=1&fields=key');
    const rest = await list(`limit=10&fields=subject&cursor=${body.page.nextCursor}`);
    expect(rest).toHaveLength(2);
  });
});

describe('pages', () => {
  test('neither repeat nor lose tickets while others are opened', async () => {
    const before = (await list('')).map(({ key }) => key);
    const seen: string[] = [];
    for (let query = 'limit=1'; ;) {
      const { body } = await agent.client.get(`/tickets?${query}`);
      seen.push(...(body.data as Shown[]).map(({ key }) => key));
      expect(seen.length).toBeLessThanOrEqual(before.length);
      if (!body.page.hasMore) break;
      await requester.client.open({ subject: 'Meanwhile' });
      query = `limit=1&cursor=${body.page.nextCursor}`;
    }
    expect(seen).toEqual(before);
  });

  test('are refused with a cursor that somebody changed or made', async () => {
    const { body } = await agent.client.get('/tickets?limit=1');
    const cursor = body.page.nextCursor as string;
    const [payload = '', mac = ''] = cursor.split('.');
    const place = JSON.parse(Buffer.from(payload, 'base64url').toString()) as string[];
    const forged = Buffer.from(JSON.stringify([place[0], place[1], 'x'])).toString('base64url');
    for (const other of [
      `${forged}.${mac}`,
      `${payload}.`,
      payload,
      `${payload}.${mac}.x`,
      'x',
      '%00',
      cursor.toUpperCase(),
    ])
      expect(await refused(`limit=1&cursor=${other}`)).toEqual([422, 'cursor']);
  });
});

/** Lists ask SQL, single reads ask the policy's rules: here they are asked about the same tickets. */
test('a list shows exactly the tickets that one may read one by one', async () => {
  await desk.prisma.ticket.updateMany({ where: { subject: 'Third' }, data: { teamId: 'apart' } });
  const people = [
    requester,
    agent,
    await desk.person('requester', { organisation: 'acme' }),
    await desk.person('requester'),
    await desk.person('agent', { restricted: true, teams: ['apart'] }),
    await desk.person('agent', { restricted: true, teams: [] }),
    await desk.person('lead'),
    await desk.person('admin'),
  ];
  const clients = [
    ...people.map(({ client }) => client),
    await desk.service('tickets:read'),
    await desk.service('tickets:write'),
    await desk.service('config:read'),
  ];
  const rows = await desk.prisma.ticket.findMany();
  const logger = pino({ level: 'silent' });
  const sizes: number[] = [];
  for (const { bearer } of clients) {
    const permissions = new Permissions(await callerOfKey({ prisma: desk.prisma, logger }, `Bearer ${bearer ?? ''}`));
    for (const action of ['see', 'read', 'readInternal'] as const) {
      const listed = await desk.prisma.$queryRaw<{ key: string }[]>(
        Prisma.sql`SELECT t.key FROM tickets t WHERE ${permissions.ticketsWhere(action)}`,
      );
      const allowed = rows.filter((row) => permissions.mayTicket(action, row));
      expect(listed.map(({ key }) => key).sort()).toEqual(allowed.map(({ key }) => key).sort());
      if (action === 'read') sizes.push(listed.length);
    }
  }
  // Not all alike, so that the above says something.
  expect(new Set(sizes).size).toBeGreaterThan(3);
});
