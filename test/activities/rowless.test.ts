import { randomInt } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { findRowless } from '../../activities/rowless';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testTemporal } from '../support/temporal';

let database: TestDatabase;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const { address, namespace } = testTemporal();
  connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** Of another desk, for what this one can tell, like all in the namespace of tests. */
async function startElsewhere(): Promise<{ key: string; number: number }> {
  const number = randomInt(3_000_000_000, 4_000_000_000);
  const key = `SD-${number}`;
  await client.workflow.start('ticket', { workflowId: key, taskQueue: 'nobody-serves-it' });
  return { key, number };
}

async function lastNumber(): Promise<number> {
  const [row] = await database.database.prisma.$queryRaw<{ last: bigint }[]>`
    SELECT last_value AS last FROM ticket_number_seq`;
  return Number(row?.last);
}

test('a ticket whose row a restored backup lacks is told, and no new one gets its number', async () => {
  const { prisma } = database.database;
  const { key, number } = await startElsewhere();
  const named = async () => (await findRowless({ prisma, client })).find((orphan) => orphan.key === key);
  let found = await named();
  // Visibility comes a moment after the start.
  for (let tries = 0; !found && tries < 50; tries++) found = await named();
  expect(found).toMatchObject({ key, why: 'noRow' });
  expect(await lastNumber()).toBeGreaterThanOrEqual(number);

  const before = await lastNumber();
  await client.workflow.getHandle(key).terminate();
  let ended = await named();
  for (let tries = 0; ended && tries < 50; tries++) ended = await named();
  expect(ended).toBeUndefined();
  // Numbers never go back.
  expect(await lastNumber()).toBe(before);
});
