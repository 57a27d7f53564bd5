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
