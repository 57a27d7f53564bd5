import { isDatabaseAway } from '../../api/problem';
import { openDatabase } from '../../prisma/client';
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
