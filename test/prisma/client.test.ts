import { isDatabaseAway } from '../../api/problem';
import { Prisma, openDatabase } from '../../prisma/client';
import { createTestDatabase, type TestDatabase } from '../support/database';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('a statement that takes too long is given up, and told as a database that is away', async () => {
  const { prisma, close } = openDatabase(test.url, { max: 1, statementTimeoutMs: 200 });
  try {
    const slow = prisma.$queryRaw`SELECT 1 AS one FROM pg_sleep(5)`;
    const error = await slow.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(isDatabaseAway(error)).toBe(true);
    // The connection is as good as before.
    expect(await prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  } finally {
    await close();
  }
});

it('a connection that breaks under a statement is told as a database that is away', async () => {
  const { prisma, close } = openDatabase(test.url, { max: 1 });
  try {
    const [me] = await prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const broken = prisma.$queryRaw`SELECT 1 AS one FROM pg_sleep(5)`.then(
      () => null,
      (reason: unknown) => reason,
    );
    await test.database.prisma.$queryRaw`SELECT pg_terminate_backend(${me!.pid}::int)`;
    expect(isDatabaseAway(await broken)).toBe(true);
  } finally {
    await close();
  }
});

// What the driver says when the other end is gone, however it went.
it.each([
  'Server has closed the connection.',
  'server closed the connection unexpectedly',
  'Connection terminated',
  'Raw query failed. Code: `53100`. Message: could not extend the file',
  'could not write to file: No space left on device',
])('"%s" is a database that is away', (message) => {
  const code = 'P2010';
  expect(isDatabaseAway(new Prisma.PrismaClientKnownRequestError(message, { code, clientVersion: '7' }))).toBe(true);
});

it('a transaction waits for a connection as long as a statement does', async () => {
  const { prisma, close } = openDatabase(test.url, { max: 1, connectionTimeoutMs: 20_000 });
  try {
    const longer = prisma.$executeRaw`SELECT pg_sleep(2.5)`;
    const transaction = prisma.$transaction((tx) => tx.$queryRaw`SELECT 1 AS one`);
    await longer;
    expect(await transaction).toEqual([{ one: 1 }]);
  } finally {
    await close();
  }
});

const KEPT = Prisma.sql`SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%AS kept'`;

it.each([
  ['', [{ statement: '/* prepared */ SELECT $1::int AS kept' }]],
  ['pgbouncer=true', []],
])('marked statements are kept on the connection, with "%s" in the address: %j', async (parameter, kept) => {
  const url = new URL(test.url);
  url.search = parameter;
  const { prisma, close } = openDatabase(url.href, { max: 1 });
  try {
    for (const one of [1, 2])
      expect(await prisma.$queryRaw`/* prepared */ SELECT ${one}::int AS kept`).toEqual([{ kept: one }]);
    expect(await prisma.$queryRaw`SELECT ${3}::int AS kept`).toEqual([{ kept: 3 }]);
    expect(await prisma.$queryRaw(KEPT)).toEqual(kept);
  } finally {
    await close();
  }
});
