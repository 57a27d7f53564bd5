import { Client, Connection } from '@temporalio/client';

export interface TestTemporal {
  readonly address: string;
  /** Of this Jest worker: test files that run at once do not serve each other's workflows. */
  readonly namespace: string;
}

export function testTemporal(): TestTemporal {
  const address = process.env.GUICHET_TEST_TEMPORAL;
  if (!address) throw new Error('GUICHET_TEST_TEMPORAL is not set: run tests with jest, which starts Temporal.');
  const worker = Number(process.env.JEST_WORKER_ID ?? '0');
  return { address, namespace: worker >= 1 && worker <= 4 ? `test-${worker}` : 'default' };
}

/** @returns a client on the namespace of this Jest worker; close its `connection` at the end */
export async function connectTestClient(): Promise<Client> {
  const { address, namespace } = testTemporal();
  return new Client({ connection: await Connection.connect({ address }), namespace });
}
