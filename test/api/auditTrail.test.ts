import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let other: Person;
const NEW = { 'If-None-Match': '*' };
const calendar = { timeZone: 'UTC', weekly: { mon: [['08:00', '18:00']] } };

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  admin = await desk.person('admin', { name: 'Ada' });
  other = await desk.person('admin', { name: 'Bob' });
});
afterAll(() => desk.stop());

test('who changed what is listed, the latest first, page by page', async () => {
  await admin.client.put('/calendars/a', calendar, NEW);
  await other.client.put('/calendars/a', { ...calendar, name: 'A' }, { 'If-Match': '"v1"' });
  await admin.client.delete('/calendars/a', { 'If-Match': '"v2"' });
  const { body } = await admin.client.get('/audit-events?object=calendar:a');
  expect(body.data.map(({ action, actor }: { action: string; actor: object }) => [action, actor])).toEqual([
    ['delete', { id: admin.id, name: 'Ada' }],
    ['replace', { id: other.id, name: 'Bob' }],
    ['create', { id: admin.id, name: 'Ada' }],
  ]);
  const [gone, changed, made] = body.data;
  expect([made.before, made.after]).toEqual([null, { version: 1, ...calendar }]);
  expect([changed.after.name, gone.before, gone.after]).toEqual(['A', changed.after, null]);

  const ids: string[] = [];
  let cursor = '';
  do {
    const page = (await admin.client.get(`/audit-events?object=calendar:a&limit=1${cursor}`)).body;
    ids.push(...page.data.map(({ id }: { id: string }) => id));
    cursor = page.page.hasMore ? `&cursor=${page.page.nextCursor}` : '';
  } while (cursor !== '');
  expect(ids).toEqual([gone.id, changed.id, made.id]);
  const filtered = async (query: string) =>
    (await admin.client.get(`/audit-events?object=calendar:a&${query}`)).body.data.map(({ id }: { id: string }) => id);
  expect(await filtered(`actor=${other.id}`)).toEqual([changed.id]);
  expect(await filtered('action=create')).toEqual([made.id]);
  expect(await filtered(`from=${gone.at}`)).toContain(gone.id);
  expect(await filtered(`to=${made.at}`)).toEqual([]);
});

test('it is taken along as a stream that says that it is whole', async () => {
  const total = await desk.prisma.auditEvent.count();
  const reply = await admin.client.get('/exports/audit-events');
  const lines = reply.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id?: string; complete?: boolean });
  expect(lines.at(-1)).toEqual({ complete: true, rows: total });
  expect(new Set(lines.slice(0, -1).map(({ id }) => id)).size).toBe(total);
  const csv = await admin.client.get('/exports/audit-events?format=csv&object=calendar:a&action=create');
  expect(csv.text.split('\r\n')[1]).toContain('calendar:a');
});

test('nobody changes it, and only administrators read it', async () => {
  for (const change of ['UPDATE audit_events SET actor = $1', 'DELETE FROM audit_events WHERE actor = $1'])
    await expect(desk.prisma.$executeRawUnsafe(change, 'x')).rejects.toThrow('written once');
  await expect(desk.prisma.$executeRawUnsafe('TRUNCATE audit_events')).rejects.toThrow('written once');
  const lead = await desk.person('lead');
  for (const path of ['/audit-events', '/exports/audit-events']) expect((await lead.client.get(path)).status).toBe(403);
});

test.each([
  ['object=calendar:a', 'audit_events_object_at_idx'],
  ['actor=x', 'audit_events_actor_idx'],
  ['from=2020-01-01T00:00:00Z', 'audit_events_at_idx'],
])('%s is answered by %s', async (query, index) => {
  const [name, value] = query.split('=');
  const where = name === 'from' ? `at >= '${value!}'` : `${name!} = '${value!}'`;
  const plan = await desk.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    return tx.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN SELECT * FROM audit_events WHERE ${where} ORDER BY at DESC, id DESC LIMIT 50`,
    );
  });
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain(index);
});
