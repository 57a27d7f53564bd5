/** What can be expected to go wrong is one sentence on standard error and exit code 1, from the real command. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { Client as Postgres } from 'pg';
import { openTemporalClient } from '../../cli/temporalClient';
import { setUpTemporal } from '../../cli/temporalSetup';
import { runCli, type CliEnvironment } from '../support/cli';
import { createEmptyTestDatabase, createTestDatabase, type TestDatabase } from '../support/database';
import { testTemporal } from '../support/temporal';

const { address } = testTemporal();
/** Nobody listens there: the port is reserved and never served. */
const NOWHERE = '127.0.0.1:1';
let folder: string;
let migrated: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-errors-'));
  migrated = await createTestDatabase();
});

afterAll(async () => {
  await migrated.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function expectSentence(command: string, env: CliEnvironment, sentence: RegExp): Promise<void> {
  const { code, stdout, stderr } = await runCli([command], { GUICHET_DATA: join(folder, 'data'), ...env });
  const lines = stderr.trim().split('\n');
  expect({ code, lines: lines.length, last: lines.at(-1), stdout }).toEqual({
    code: 1,
    lines: 1,
    last: expect.stringMatching(sentence) as unknown,
    stdout: '',
  });
}

test('a wrong setting', async () => {
  await expectSentence('api', { PORT: 'eighty' }, /^guichet: PORT must be a port .* not "eighty"\.$/);
});

test('no server named and none running', async () => {
  await expectSentence('worker', {}, /^guichet: DATABASE_URL is not set, and no guichet start is running on /);
  await expectSentence('migrate', { DATABASE_URL: migrated.url }, /^guichet: TEMPORAL_ADDRESS is not set/);
});

test('a busy port', async () => {
  const server = await new Promise<Server>((resolve) => {
    const made = createServer().listen(0, () => resolve(made));
  });
  const port = (server.address() as { port: number }).port;
  const sentence = new RegExp(`^guichet: Port ${port} is taken: .* set PORT`);
  await expectSentence('start', { PORT: String(port) }, sentence);
  const given = { DATABASE_URL: migrated.url, TEMPORAL_ADDRESS: address };
  await expectSentence('api', { ...given, PORT: String(port) }, sentence);
  await new Promise((resolve) => server.close(resolve));
});

test('a data folder that cannot be made', async () => {
  writeFileSync(join(folder, 'file'), '');
  const below = join(folder, 'file', 'data');
  await expectSentence('start', { PORT: '0', GUICHET_DATA: below }, /^guichet: The data folder .* cannot be written/);
});

const asRoot = process.getuid?.() === 0;
(asRoot ? test.skip : test)('a data folder that may not be written', async () => {
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  await expectSentence('start', { PORT: '0', GUICHET_DATA: locked }, /^guichet: The data folder .* cannot be written/);
});

test('no way to get a Temporal server', async () => {
  await expectSentence(
    'start',
    { PORT: '0', TEMPORAL_CLI: join(folder, 'nothing'), DATABASE_URL: migrated.url },
    /^guichet: TEMPORAL_CLI names .*nothing, which is not an executable file\.$/,
  );
});

test('PostgreSQL that cannot be reached; the password is not told', async () => {
  const env = { DATABASE_URL: `postgresql://desk:hidden-word@${NOWHERE}/guichet`, TEMPORAL_ADDRESS: address };
  for (const command of ['migrate', 'start']) {
    const { code, stderr } = await runCli([command], { ...env, PORT: '0', GUICHET_DATA: join(folder, 'data') });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^guichet: PostgreSQL at 127\.0\.0\.1:1\/guichet cannot be used .*\n$/) as unknown,
    });
    expect(stderr).not.toContain('hidden-word');
  }
});

test('Temporal that cannot be reached', async () => {
  const env = { DATABASE_URL: migrated.url, TEMPORAL_ADDRESS: NOWHERE };
  await expectSentence('migrate', env, /^guichet: Temporal at 127\.0\.0\.1:1 cannot be reached .* TEMPORAL_ADDRESS/);
});

test('a Temporal namespace that is missing', async () => {
  const env = { DATABASE_URL: migrated.url, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'nosuch' };
  await expectSentence('worker', env, /^guichet: Temporal at .* has no namespace "nosuch": run guichet migrate/);
});

test('a database without migrations, and one of a newer release', async () => {
  const empty = await createEmptyTestDatabase();
  const given = { TEMPORAL_ADDRESS: address };
  await expectSentence(
    'api',
    { ...given, DATABASE_URL: empty.url },
    /^guichet: The database .* run guichet migrate\.$/,
  );
  await empty.drop();

  const newer = await createTestDatabase();
  const client = new Postgres({ connectionString: newer.url });
  await client.connect();
  await client.query(`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name)
    VALUES ('x', 'x', now(), '99991231_from_the_future')`);
  await client.end();
  for (const command of ['migrate', 'start']) {
    const env = { ...given, DATABASE_URL: newer.url, PORT: '0' };
    await expectSentence(command, env, /^guichet: The database is of a newer version: .*99991231_from_the_future/);
  }
  await newer.drop();
});

test('a search attribute of another type, and one that is missing', async () => {
  const namespace = `types-${Date.now()}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await eventually(() => connection.operatorService.listSearchAttributes({ namespace }));
  const env = { DATABASE_URL: migrated.url, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace };
  await expectSentence('worker', env, /lacks the search attributes TicketType, Priority, .*: run guichet migrate\.$/);
  const INDEXED_VALUE_TYPE_TEXT = 1;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: { Priority: INDEXED_VALUE_TYPE_TEXT },
  });
  await connection.close();
  const sentence = /the search attribute Priority is text and must be keyword: remove or rename it/;
  await expectSentence('worker', env, sentence);
  const temporalClient = await openTemporalClient({ connection: { address }, namespace });
  await expect(setUpTemporal(temporalClient)).rejects.toThrow(sentence);
  await temporalClient.close();
});

test('an unknown command is answered with where to look', async () => {
  const { code, stderr } = await runCli(['strat']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('guichet --help') as unknown });
});

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
