import { pageSql } from '../../api/listTickets';
import { Prisma } from '../../prisma/client';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let agent: Person;
let requester: Person;
const NEW = { 'If-None-Match': '*' };
const label = { en: 'L', fr: 'L' };
const choice = (code: string) => ({ code, label });

beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  agent = await desk.person('agent');
  requester = await desk.person('requester');
});
afterAll(() => desk.stop());

const open = async (fields: object, more: object = {}) =>
  (await requester.client.post('/tickets', { subject: 'x', fields, ...more }, { Prefer: 'wait=10' })).body;
const faultsOf = (body: { errors?: { pointer: string; code: string }[] }) =>
  body.errors?.map(({ pointer, code }) => `${pointer} ${code}`);

test('without definitions fields are free', async () => {
  expect((await open({ anything: [1, { b: null }] })).fields).toEqual({ anything: [1, { b: null }] });
});

describe('defined', () => {
  const definitions = {
    site: { label, type: 'choice', choices: [choice('lyon'), choice('paris')] },
    floor: { label, type: 'number', types: ['incident', 'request'] },
    vip: { label, type: 'boolean' },
    since: { label, type: 'date' },
    room: { label, type: 'text', required: true, types: ['request'] },
  };
  beforeAll(async () => {
    for (const [id, document] of Object.entries(definitions)) {
      const made = await admin.client.put(`/fields/${id}`, document, NEW);
      expect([made.status, made.body]).toEqual([201, { id, version: 1, ...document }]);
    }
  });

  test('everybody sees them, in order', async () => {
    const { body } = await requester.client.get('/fields');
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['floor', 'room', 'since', 'site', 'vip']);
  });

  test('values that fit are taken, and what nobody has defined stays free', async () => {
    const fields = { site: 'lyon', floor: 3, vip: false, since: '2026-02-28', badge: { any: 'thing' } };
    expect((await open(fields)).fields).toEqual(fields);
    expect((await open({ room: 'B12' }, { type: 'request' })).fields).toEqual({ room: 'B12' });
  });

  test.each([
    ['another choice', { site: 'rome' }, {}, ['/fields/site invalid_field']],
    ['a text for a number', { floor: '3' }, {}, ['/fields/floor invalid_field']],
    ['a number for a truth value', { vip: 1 }, {}, ['/fields/vip invalid_field']],
    ['a day that is not', { since: '2026-02-30' }, {}, ['/fields/since invalid_field']],
    ['an object for a text', { room: {} }, { type: 'request' }, ['/fields/room invalid_field']],
    ['what is for other tickets', { floor: 3 }, { type: 'alert' }, ['/fields/floor not_for_type']],
    ['nothing where something is required', {}, { type: 'request' }, ['/fields/room required']],
    ['null, which is nothing', { room: null }, { type: 'request' }, ['/fields/room required']],
    ['two faults', { floor: 'x', vip: 'x' }, {}, ['/fields/floor invalid_field', '/fields/vip invalid_field']],
  ])('%s is refused, and no ticket opened', async (_name, fields, more, faults) => {
    const before = await desk.prisma.ticket.count();
    expect(faultsOf(await open(fields, more))).toEqual(faults);
    expect(await desk.prisma.ticket.count()).toBe(before);
  });

  test('changes of a ticket are checked by its type', async () => {
    const { key } = await open({ room: 'B12', floor: 1 }, { type: 'request' });
    const patch = async (body: object) => (await agent.client.patch(`/tickets/${key}`, body)).body;
    expect(faultsOf(await patch({ fields: { floor: 'two' } }))).toEqual(['/fields/floor invalid_field']);
    expect(faultsOf(await patch({ fields: { room: null } }))).toEqual(['/fields/room required']);
    expect((await patch({ fields: { floor: null, vip: true } })).fields).toEqual({ room: 'B12', vip: true });
    expect(faultsOf(await patch({ type: 'alert', fields: { floor: 2 } }))).toEqual(['/fields/floor not_for_type']);
  });

  test('lists are narrowed by them', async () => {
    const lyon = await open({ site: 'lyon', floor: 7, vip: true, code: '7' });
    const paris = await open({ site: 'paris', floor: 8, code: 7 });
    const found = async (query: string) =>
      (await agent.client.get(`/tickets?${query}`)).body.data
        .map(({ key }: { key: string }) => key)
        .filter((key: string) => [lyon.key, paris.key].includes(key));
    expect(await found('field.site=lyon')).toEqual([lyon.key]);
    expect(await found('field.floor=8')).toEqual([paris.key]);
    expect(await found('field.site=lyon&field.vip=true')).toEqual([lyon.key]);
    expect(await found('field.site=lyon&field.floor=8')).toEqual([]);
    expect(await found('field.code=7')).toEqual([paris.key, lyon.key]);
    const view = await agent.client.post('/views', {
      ...{ name: 'Lyon', scope: 'own' },
      filter: { field: { site: 'lyon', floor: '7' } },
    });
    expect(await found(`view=${view.body.id}`)).toEqual([lyon.key]);
    const bad = async (query: string) => (await agent.client.get(`/tickets?${query}`)).body.errors[0].parameter;
    expect(await bad('field.floor=high')).toBe('field.floor');
    expect(await bad('field.vip=1')).toBe('field.vip');
    expect(await bad('colour.x=1')).toBe('colour.x');
    expect(await bad('field.site=a&field.site=b')).toBe('field.site');
    expect(await bad('field.__proto__=x')).toBe('field.__proto__');
  });

  test('an edited definition holds at once, and a deleted one frees the values', async () => {
    const document = { ...definitions.site, choices: [choice('rome')] };
    await admin.client.put('/fields/site', document, { 'If-Match': '"v1"' });
    expect(faultsOf(await open({ site: 'lyon' }))).toEqual(['/fields/site invalid_field']);
    expect((await admin.client.delete('/fields/site', { 'If-Match': '"v2"' })).status).toBe(204);
    expect((await open({ site: 5 })).fields).toEqual({ site: 5 });
  });
});

test.each([
  [{ label, type: 'choice' }, '/choices'],
  [{ label, type: 'text', choices: [choice('a')] }, '/choices'],
  [{ label, type: 'choice', choices: [choice('a'), choice('a')] }, '/choices/1/code'],
  [{ label: { en: 'x' }, type: 'text' }, '/label/fr'],
  [{ label, type: 'colour' }, '/type'],
  [{ label, type: 'text', types: ['wish'] }, '/types/0'],
])('a definition such as %j is refused', async (document, pointer) => {
  const reply = await admin.client.put('/fields/bad', document, NEW);
  expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, pointer]);
});

test('a list by a field reads its index, and no table from end to end', async () => {
  await desk.prisma.$executeRaw`
    INSERT INTO tickets (id, number, key, version, type, status, priority, priority_rank, source, requester_id, subject,
                         fields, created_at, updated_at)
    SELECT gen_random_uuid(), n, 'SD-' || n, 1, 'incident', 'new', 'high', 3, 'api', ${requester.id}::uuid, 'x',
           jsonb_build_object('asset', 'a' || n), now(), now()
      FROM generate_series(1, 8000) n`;
  await desk.prisma.$executeRawUnsafe('VACUUM ANALYZE tickets');
  const conditions = [Prisma.sql`t.fields <> '{}'::jsonb`, Prisma.sql`(t.fields @> ${'{"asset":"a77"}'}::jsonb)`];
  const sort = { by: 'createdAt', descending: true } as const;
  const wanted = { description: true, state: 'brief', links: true } as const;
  const statement = pageSql({ sort, wanted, conditions, limit: 51 });
  const plan = await desk.prisma.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN ${statement}`;
  const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(lines).toContain('tickets_fields_idx');
  expect(lines).not.toMatch(/Seq Scan on tickets/);
  await desk.prisma.ticket.deleteMany({ where: { number: { lte: 8000 } } });
});
