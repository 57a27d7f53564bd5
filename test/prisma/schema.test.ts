import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { fold } from '../../prisma/search';
import { TestDesk } from '../activities/desk';
import { describeIndex, readModels } from './readModels';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

describe('migrations make what schema.prisma describes', () => {
  const models = readModels(readFileSync(join(__dirname, '../../prisma/schema.prisma'), 'utf8'));

  test('every table has exactly the columns, of the type and nullability that its model says', async () => {
    const rows = await desk.prisma.$queryRaw<{ table: string; column: string; type: string; required: boolean }[]>`
      SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
         AND c.relname <> '_prisma_migrations'`;
    const found = rows.map(({ table, column, type, required }) => `${table}.${column} ${type}${required ? '' : '?'}`);
    const described = models.flatMap(({ table, columns }) =>
      columns.map(({ name, type, required }) => `${table}.${name} ${type}${required ? '' : '?'}`),
    );
    expect(models.length).toBeGreaterThan(20);
    expect(found.sort()).toEqual(described.sort());
  });

  test('every key and index that a model names is there', async () => {
    const rows = await desk.prisma.$queryRaw<{ definition: string }[]>`
      SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = 'public'`;
    const found = new Set(rows.map(({ definition }) => describeIndex(definition)));
    const described = models.flatMap(({ table, indexes }) => indexes.map((index) => `${table} ${index}`));
    expect(described.filter((index) => !found.has(index))).toEqual([]);
  });

  test('a column with a default in the model has one in its table', async () => {
    const rows = await desk.prisma.$queryRaw<{ column: string }[]>`
      SELECT table_name || '.' || column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND (column_default IS NOT NULL OR is_generated = 'ALWAYS')`;
    const found = new Set(rows.map((row) => row.column));
    const described = models.flatMap(({ table, columns }) =>
      columns.filter((column) => column.hasDefault).map(({ name }) => `${table}.${name}`),
    );
    expect(described.filter((column) => !found.has(column))).toEqual([]);
  });
});

describe('the database refuses what must not be', () => {
  const id = uuidv7();
  beforeAll(async () => {
    const ticket = await desk.receive();
    await desk.prisma.$executeRaw`UPDATE tickets SET id = ${id}::uuid WHERE id = ${ticket.id}::uuid`;
    await desk.prisma.assignment.create({ data: { ticketId: id, no: 1, agentId: id, state: 'held' } });
    await desk.prisma.auditEvent.create({ data: { actor: 'a', action: 'b', object: 'c' } });
  });

  test.each([
    ['tickets_status_check', `UPDATE tickets SET status = 'lost'`],
    ['tickets_type_check', `UPDATE tickets SET type = 'problem'`],
    ['tickets_source_check', `UPDATE tickets SET source = 'fax'`],
    ['tickets_impact_check', `UPDATE tickets SET impact = 'critical'`],
    ['tickets_urgency_check', `UPDATE tickets SET urgency = ''`],
    ['tickets_priority_check', `UPDATE tickets SET priority = 'low'`],
    ['tickets_priority_check', `UPDATE tickets SET priority = 'urgent', priority_rank = 0`],
    ['tickets_pending_check', `UPDATE tickets SET status = 'pending'`],
    ['tickets_pending_check', `UPDATE tickets SET pending_reason = 'vendor'`],
    ['tickets_pending_check', `UPDATE tickets SET status = 'pending', pending_reason = 'holiday'`],
    ['tickets_pending_check', `UPDATE tickets SET pending_until = now()`],
    ['tickets_resolved_check', `UPDATE tickets SET status = 'resolved', resolution = 'done'`],
    ['tickets_resolved_check', `UPDATE tickets SET status = 'resolved', resolved_at = now()`],
    ['tickets_closed_check', `UPDATE tickets SET status = 'closed', resolution = 'done', resolved_at = now()`],
    ['tickets_closed_check', `UPDATE tickets SET closed_at = now()`],
    ['tickets_accepted_check', `UPDATE tickets SET accepted_at = now()`],
    ['tickets_version_check', `UPDATE tickets SET version = 0, state = '{"seq": 0}'`],
    ['tickets_state_check', `UPDATE tickets SET version = 2`],
    ['tickets_state_check', `UPDATE tickets SET state = '{"seq": 3}'`],
    ['tickets_key_check', `UPDATE tickets SET key = 'SD-0'`],
    ['tickets_subject_check', `UPDATE tickets SET subject = ''`],
    ['tickets_survey_check', `UPDATE tickets SET survey_state = 'sent', survey_score = 6`],
    ['tickets_counts_check', `UPDATE tickets SET occurrences = 0`],
    ['users_role_check', `UPDATE users SET role = 'boss'`],
    ['agents_presence_check', `INSERT INTO agents (user_id, presence) SELECT id, 'asleep' FROM users LIMIT 1`],
    ['teams_assignment_check', `UPDATE teams SET assignment = 'lottery'`],
    ['documents_kind_check', `INSERT INTO documents (kind, id, version, document) VALUES ('poem', 'a', 1, '{}')`],
    ['documents_version_check', `INSERT INTO documents (kind, id, version, document) VALUES ('policy', 'a', 0, '{}')`],
    [
      'documents_current_key',
      `INSERT INTO documents (kind, id, version, document) VALUES ('policy', 'x', 1, '{}'), ('policy', 'x', 2, '{}')`,
    ],
    [
      'users_email_key',
      `INSERT INTO users (id, email, name, role) VALUES (gen_random_uuid(), 'ADMIN@Guichet.local', 'a', 'admin')`,
    ],
    [
      'assignments_held_key',
      `INSERT INTO assignments (ticket_id, no, agent_id, state) VALUES ('${id}', 2, '${id}', 'held')`,
    ],
    ['assignments_freed_check', `UPDATE assignments SET state = 'freed'`],
    ['assignments_state_check', `UPDATE assignments SET state = 'lent'`],
    [
      'comments_visibility_check',
      `INSERT INTO comments (id, ticket_id, author_role, visibility, body, created_at)
       VALUES (gen_random_uuid(), '${id}', 'agent', 'secret', 'x', now())`,
    ],
    [
      'surveys_score_check',
      `INSERT INTO surveys (ticket_id, no, state, score, updated_at) VALUES ('${id}', 1, 'answered', 0, now())`,
    ],
    [
      'deliveries_sent_check',
      `INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload, state)
       VALUES (gen_random_uuid(), 'k', '${id}', 1, 'x', 'email', 'y', '{}', 'sent')`,
    ],
    ['api_keys_hash_check', `INSERT INTO api_keys (id, secret_hash) VALUES ('x', 'short')`],
    [
      'api_keys_owner_check',
      `INSERT INTO api_keys (id, user_id, scopes, secret_hash) SELECT 'x', id, '{export}', sha256('x') FROM users LIMIT 1`,
    ],
    [
      'api_keys_previous_check',
      `INSERT INTO api_keys (id, secret_hash, previous_hash) VALUES ('y', sha256('x'), sha256('y'))`,
    ],
    ['passwords_hash_check', `INSERT INTO passwords (user_id, hash) SELECT id, 'in clear' FROM users LIMIT 1`],
    [
      'sessions_hash_check',
      `INSERT INTO sessions (id, token_hash, user_id, method, expires_at)
       SELECT gen_random_uuid(), 'in clear', id, 'password', now() FROM users LIMIT 1`,
    ],
    [
      'password_links_hash_check',
      `INSERT INTO password_links (token_hash, user_id, issued_by, expires_at)
       SELECT 'in clear', id, 'x', now() FROM users LIMIT 1`,
    ],
    [
      'oidc_accounts_user_id_issuer_key',
      `INSERT INTO oidc_accounts (issuer, subject, user_id)
       SELECT 'https://id.example', n::text, (SELECT id FROM users LIMIT 1) FROM generate_series(1, 2) n`,
    ],
    ['ticket_links_self_check', `INSERT INTO ticket_links VALUES ('${id}', 'followUpOf', '${id}')`],
    ['written once', `UPDATE audit_events SET actor = 'nobody'`],
    ['written once', `DELETE FROM audit_events`],
    ['written once', `TRUNCATE audit_events`],
  ])('%s: %s', async (constraint, sql) => {
    await expect(desk.prisma.$executeRawUnsafe(sql)).rejects.toThrow(constraint);
  });

  test('a second open ticket under a fingerprint; a resolved one does not count', async () => {
    const [first, second] = [await desk.open(), await desk.open()];
    const mark = (ticket: { id: string }) =>
      desk.prisma.ticket.update({ where: { id: ticket.id }, data: { fingerprint: 'disk-full' } });
    await mark(first);
    await expect(mark(second)).rejects.toMatchObject({ code: 'P2002' });
    await desk.save(first, desk.decide(first, 'resolve', { resolution: 'done' }));
    await mark(second);
  });
});

describe('search', () => {
  test.each([
    "Problème d'ACCÈS à l'e-mail",
    'Œuvre, Straße, Ærø, Łódź, ﬁn',
    'Дом і сад ЙОГА',
    'İstanbul ÅNGSTRÖM ½ ①',
    'ẞ Ǆ Ω',
    '日本語テスト ガ',
  ])('the database folds %s as the code does', async (text) => {
    const [row] = await desk.prisma.$queryRaw<{ folded: string }[]>`SELECT fold(${text}) AS folded`;
    expect(fold(text)).toBe(row?.folded);
  });
});

describe('lists and sweeps', () => {
  beforeAll(async () => {
    const ticket = await desk.receive();
    await desk.prisma.$executeRaw`
      INSERT INTO tickets (id, number, key, version, type, status, priority, priority_rank, source, requester_id, team_id,
                           subject, created_at, updated_at, next_due_at, state)
      SELECT gen_random_uuid(), n, 'SD-' || n, 2, 'incident', 'open', 'high', 3, 'api', ${desk.requester.id}::uuid, 'desk',
             'Ticket ' || md5(n::text), now() - n * interval '1 second', now(), now() + n * interval '1 second', '{"seq":2}'
        FROM generate_series(1000000, 1008000) n`;
    await desk.prisma.$executeRaw`UPDATE tickets SET ended_at = now() WHERE number % 100 > 0`;
    await desk.prisma.$executeRawUnsafe('VACUUM ANALYZE tickets');
    expect(ticket.key).toMatch(/^SD-/);
  });

  test.each([
    ['tickets_created_at_idx', `SELECT * FROM tickets ORDER BY created_at DESC, id DESC LIMIT 50`],
    ['tickets_updated_at_idx', `SELECT * FROM tickets ORDER BY updated_at, id LIMIT 50`],
    ['tickets_priority_idx', `SELECT * FROM tickets ORDER BY priority_rank DESC, id DESC LIMIT 50`],
    ['tickets_next_due_at_idx', `SELECT * FROM tickets ORDER BY next_due_at, id LIMIT 50`],
    ['tickets_next_due_at_desc_idx', `SELECT * FROM tickets ORDER BY next_due_at DESC NULLS LAST, id DESC LIMIT 50`],
    [
      'tickets_assignee_idx',
      `SELECT * FROM tickets WHERE assignee_id = '01900000-0000-7000-8000-000000000000' ORDER BY created_at LIMIT 50`,
    ],
    [
      'tickets_unstarted_idx',
      `SELECT * FROM tickets WHERE version = 1 AND created_at < now() ORDER BY created_at LIMIT 500`,
    ],
    [
      'tickets_running_idx',
      `SELECT * FROM tickets WHERE ended_at IS NULL AND id > '01900000-0000-7000-8000-000000000000' ORDER BY id LIMIT 200`,
    ],
  ])('%s serves %s', async (index, sql) => {
    const plan = await desk.prisma.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`);
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(new RegExp(`${index}\\b`));
  });
});
