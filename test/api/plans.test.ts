/** What the lists ask of PostgreSQL, as they ask it, over enough tickets for a plan to matter. */
import { statementOf } from '../../bench/api/statement';
import { makeApiKey } from '../../prisma/apiKeys';
import type { PrismaClient } from '../../prisma/client';
import { createTestDatabase, type TestDatabase } from '../support/database';

let test: TestDatabase;
let prisma: PrismaClient;
const PEOPLE = { admin: '', requester: '01900000-0000-7000-8000-000000000001' };
const bearers = { admin: '', requester: '' };

beforeAll(async () => {
  test = await createTestDatabase();
  ({ prisma } = test.database);
  PEOPLE.admin = (await prisma.user.findFirstOrThrow({ where: { role: 'admin' } })).id;
  await prisma.$executeRaw`
    INSERT INTO users (id, email, name, role)
    SELECT ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'r' || n || '@test', 'R', 'requester'
      FROM generate_series(1, 200) n`;
  for (const who of ['admin', 'requester'] as const) {
    const key = makeApiKey();
    await prisma.apiKey.create({ data: { id: key.id, secretHash: key.hash, userId: PEOPLE[who] } });
    bearers[who] = key.bearer;
  }
  await prisma.$executeRaw`
    INSERT INTO tickets (id, number, key, version, type, status, priority, priority_rank, source, requester_id, team_id,
                         subject, tags, breached, created_at, updated_at, next_due_at, resolution, resolved_at, closed_at,
                         state)
    SELECT gen_random_uuid(), n, 'SD-' || n, 2, 'incident', CASE WHEN open THEN 'open' ELSE 'closed' END, 'high', 3,
           'api', ('01900000-0000-7000-8000-' || lpad((n % 200 + 1)::text, 12, '0'))::uuid, 'desk',
           CASE WHEN n % 9 = 0 THEN 'Printer ' ELSE 'Mail ' END || 'machine' || n, ARRAY['tag' || n % 500], n % 20 = 0,
           now() - n * interval '1 minute', now() - n * interval '30 seconds',
           CASE WHEN open THEN now() + n * interval '1 minute' END, CASE WHEN NOT open THEN 'done' END,
           CASE WHEN NOT open THEN now() END, CASE WHEN NOT open THEN now() END, '{"seq":2}'
      FROM (SELECT n, n % 50 = 0 AS open FROM generate_series(1, 8000) n) AS numbered`;
  await prisma.$executeRawUnsafe('VACUUM ANALYZE tickets, search_documents, users');
});
afterAll(() => test.drop());

async function planOf(parameters: string, who: keyof typeof bearers): Promise<string> {
  const { text, values } = await statementOf(prisma, bearers[who], parameters);
  const rows = await prisma.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${text}`, ...values);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe.each([
  ['', 'tickets_created_at_idx'],
  ['sort=createdAt', 'tickets_created_at_idx'],
  ['sort=updatedAt', 'tickets_updated_at_idx'],
  ['sort=-updatedAt', 'tickets_updated_at_idx'],
  ['sort=priority', 'tickets_priority_idx'],
  ['sort=-priority', 'tickets_priority_idx'],
  ['sort=nextDueAt', 'tickets_next_due_at_idx'],
  ['sort=-nextDueAt', 'tickets_next_due_at_desc_idx'],
  ['breached=true', 'tickets_created_at_idx'],
  ['createdAfter=-P1D', 'tickets_created_at_idx'],
  ['updatedAfter=-PT10M&sort=priority', 'tickets_updated_at_idx'],
  ['dueBefore=PT2H&sort=nextDueAt', 'tickets_next_due_at_idx'],
  ['status=open&sort=-priority', 'tickets_(status|unresolved_priority)_idx'],
  ['status=new,open,pending&sort=nextDueAt', 'tickets_unresolved_due_idx'],
  ['status=new,open,pending&dueBefore=@tomorrow&sort=nextDueAt', 'tickets_unresolved_due_idx'],
  ['status=new,open,pending&assignee=none&sort=-priority', 'tickets_unresolved_priority_idx'],
  ['status=new,open,pending&team=elsewhere&sort=nextDueAt', 'tickets_team_unresolved_idx'],
  ['status=new,open,pending&assignee=01900000-0000-7000-8000-000000000007', 'tickets_assignee_unresolved_idx'],
  ['requester=01900000-0000-7000-8000-000000000007', 'tickets_requester_idx'],
  ['requester=r7@test', 'tickets_requester_idx'],
  ['assignee=01900000-0000-7000-8000-000000000007', 'tickets_assignee_idx'],
  ['organisation=acme', 'tickets_organisation_idx'],
  ['team=elsewhere', 'tickets_team_idx'],
  ['tag=tag77', 'tickets_tags_idx'],
  ['q=machine77', 'tickets_pkey'],
  ['q=printer', 'tickets_created_at_idx'],
])('a list by %s', (parameters, index) => {
  it(`reads ${index}, and no table from end to end`, async () => {
    const plan = await planOf(parameters, 'admin');
    expect(plan).toMatch(new RegExp(`${index}\\b`));
    expect(plan).not.toMatch(/Seq Scan on (tickets|search_documents)/);
  });
});

it("a requester's list reads her own", async () => {
  expect(await planOf('', 'requester')).toMatch(/tickets_requester_idx\b/);
});

it('a page far down is found by the index, not read past', async () => {
  const { text, values } = await statementOf(prisma, bearers.admin, '');
  const deep = text.replace('WHERE TRUE', `WHERE (t.created_at, t.id) < ('2020-01-01', '${PEOPLE.requester}'::uuid)`);
  const rows = await prisma.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${deep}`, ...values);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: \(ROW\(t?\.?created_at, t?\.?id\) </);
});

describe('a word', () => {
  const few = async (word: string) => {
    const [row] = await prisma.$queryRaw<{ tickets: string[] | null }[]>`
      SELECT search_few(${word}, ${`%${word}%`}, 500)::text[] AS tickets`;
    return row?.tickets?.length ?? null;
  };

  it('that is rare is looked up by its index', async () => {
    expect(await few('machine77')).toBe(111);
  });

  it('that is frequent is not looked up at all', async () => {
    expect(await few('printer')).toBeNull();
  });

  it('is found by the indexes of words and of subjects', async () => {
    const rows = await prisma.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT ticket_id FROM search_documents
       WHERE vector @@ search_query('machine77') OR subject LIKE '%machine77%'`;
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/search_documents_vector_idx/);
    expect(plan).toMatch(/search_documents_subject_idx/);
  });
});
