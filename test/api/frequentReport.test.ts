/** What comes in most, over enough tickets for a plan to matter. */
import { incidentsQuery } from '../../prisma/problems/incidents';
import { detectProblems } from '../../prisma/problems/detect';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let lead: Person;

const DAY = 86_400_000;
/** Thirty days of tickets before this, thirty after. */
const MIDDLE = Date.UTC(2026, 5, 1);
const at = (day: number) => new Date(MIDDLE + day * DAY).toISOString();
const SPAN = `from=${at(0)}&to=${at(30)}`;

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  lead = await desk.person('lead', { teams: ['desk'] });
  await desk.prisma.$executeRaw`
    INSERT INTO users (id, email, name, role)
    SELECT ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'r' || n || '@test', 'R', 'requester'
      FROM generate_series(1, 50) n`;
  // Six thousand, half of them before the middle. One in ten is about printers after it, one in thirty before.
  await desk.prisma.$executeRaw`
    INSERT INTO tickets (id, number, key, version, type, status, priority, priority_rank, source, requester_id, team_id,
                         subject, tags, fields, fingerprint, created_at, updated_at, resolution, resolved_at, closed_at, state)
    SELECT gen_random_uuid(), n, 'SD-' || n, 2, CASE WHEN n % 100 = 99 THEN 'request' ELSE 'incident' END, 'closed', 'high', 3,
           'api', ('01900000-0000-7000-8000-' || lpad((n % 50 + 1)::text, 12, '0'))::uuid,
           CASE WHEN n % 2 = 0 THEN 'desk' END,
           CASE WHEN n % 10 = 0 AND (n > 3000 OR n % 30 = 0)
             THEN (ARRAY['Imprimante bloquée', 'IMPRIMANTE BLOQUEE (salle ' || n || ')'])[1 + n / 10 % 2]
             ELSE 'Dossier ' || translate(md5((n % 1500)::text), '0123456789', 'ghijklmnop') END,
           CASE WHEN n % 20 = 0 THEN ARRAY['print', 'vip'] ELSE ARRAY[]::text[] END,
           CASE WHEN n % 4 = 1 THEN '{"site": "lyon"}'::jsonb ELSE '{}' END,
           CASE WHEN n % 50 = 7 THEN 'disk' END,
           made, made, CASE WHEN n % 40 = 0 THEN 'duplicate' ELSE 'done' END, made + interval '2 hours', made + interval '1 day',
           '{"seq":2}'
      FROM (SELECT n, ${new Date(MIDDLE)}::timestamptz + (n - 3000.5) * interval '14.4 minutes' AS made
              FROM generate_series(1, 6000) n) AS numbered`;
  await desk.prisma.$executeRawUnsafe('VACUUM ANALYZE tickets, users, ticket_links');
});
afterAll(async () => {
  // None of them has a workflow that were to be replayed.
  await desk.prisma.$executeRaw`TRUNCATE tickets CASCADE`;
  await desk.stop();
});

const report = async (query: string, who = lead) => (await who.client.get(`/reports/frequent?${SPAN}&${query}`)).body;

it('counts what came in, once, and the period before', async () => {
  // Of three thousand each 75 were merged and 30 are requests.
  expect((await report('')).total).toEqual({ tickets: 2_895, before: 2_895, requesters: 50 });
});

it('by subject gathers what is alike, says what has changed, who had it, and how long it took', async () => {
  const [first, second] = (await report('by=subject&limit=2')).data;
  expect(first).toMatchObject({
    subject: 'Imprimante bloquée',
    ...{ tickets: 225, before: 75, change: 2, requesters: 5, resolved: 225 },
    toResolve: { medianMs: 7_200_000, totalMs: 225 * 7_200_000 },
  });
  expect(first.share).toBeCloseTo(225 / 2_895, 4);
  expect(first.examples).toHaveLength(3);
  expect(first.examples[0].subject).toMatch(/imprimante/i);
  expect(second.tickets).toBeLessThan(10);
});

it.each([
  [
    'by=tag',
    [
      { tag: 'print', tickets: 75 },
      { tag: 'vip', tickets: 75 },
    ],
  ],
  ['by=field&field=site', [{ value: 'lyon', tickets: 750 }]],
  ['by=fingerprint', [{ fingerprint: 'disk', tickets: 60, requesters: 1 }]],
  [
    'by=team',
    [
      { team: null, tickets: 1_470 },
      { team: { id: 'desk', name: 'Service desk' }, tickets: 1_425 },
    ],
  ],
  ['by=team&team=desk', [{ team: { id: 'desk' }, tickets: 1_425, share: 1 }]],
])('%s', async (query, data) => {
  expect((await report(query)).data).toMatchObject(data);
});

it('shows a restricted lead her own teams only, and agents nothing', async () => {
  const apart = await desk.person('lead', { restricted: true, teams: ['desk'] });
  expect((await report('by=team', apart)).data).toMatchObject([{ team: { id: 'desk' } }]);
  const agent = await desk.person('agent');
  expect((await agent.client.get('/reports/frequent')).status).toBe(403);
});

it.each([
  ['by=field', 'field'],
  ['by=tag&field=site', 'field'],
  ['by=colour', 'by'],
  [`from=${at(400)}`, 'from'],
])('%s is refused', async (query, parameter) => {
  const { status, body } = await lead.client.get(`/reports/frequent?to=${at(30)}&${query}`);
  expect([status, body.errors?.[0]?.parameter]).toEqual([422, parameter]);
});

it('a look for problems reads the newest tickets by their index', async () => {
  const { text, values } = incidentsQuery({ since: new Date(MIDDLE + 23 * DAY), fields: ['site'] });
  const rows = await desk.prisma.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${text}`, ...values);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/tickets_created_at_idx/);
  expect(plan).not.toMatch(/Seq Scan on tickets\b/);
});

it('a look over thousands of tickets proposes each cause once, with all of its tickets', async () => {
  const now = MIDDLE + 30 * DAY;
  expect(await detectProblems(desk.prisma, now)).toMatchObject({ joined: 0 });
  const rows = await desk.prisma.$queryRaw<{ way: string; tickets: number }[]>`
    SELECT p.way, count(*)::int AS tickets FROM problem_proposals p
      JOIN problem_proposal_tickets m ON m.proposal_id = p.id GROUP BY p.id, p.way ORDER BY 1, 2`;
  // 700 of the last seven days: what was merged nowhere is left out, and tags find nothing that subjects have not found.
  expect(rows).toEqual([
    { way: 'fingerprint', tickets: 14 },
    { way: 'subject', tickets: 52 },
  ]);
  expect(await detectProblems(desk.prisma, now)).toEqual({ proposed: 0, joined: 0 });
});
