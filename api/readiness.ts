import type { Client } from '@temporalio/client';
import type { PrismaClient } from '../prisma/client';
import type { Readiness } from './settings';
import { within } from './within';

const PATIENCE_MS = 2_000;

export interface ReadinessParts {
  readonly prisma: PrismaClient;
  readonly client: Client;
  /** Are all migrations applied? Says what is missing; null: none. */
  readonly missingMigrations: () => Promise<string | null>;
}

/** Can this process do its work now: PostgreSQL answers and has all migrations, Temporal knows the namespace. */
export function createReadiness({ prisma, client, missingMigrations }: ReadinessParts): Readiness {
  return async () => {
    const [database, migrations, temporal] = await Promise.all([
      check(async () => void (await prisma.$queryRaw`SELECT 1 AS one`)),
      check(async () => {
        const missing = await missingMigrations();
        if (missing !== null) throw new Error(missing);
      }),
      check(async () => {
        await client.workflowService.describeNamespace({ namespace: client.options.namespace });
      }),
    ]);
    const parts = { database, migrations, temporal };
    return { ready: Object.values(parts).every((part) => part === 'ok'), parts };
  };
}

async function check(ask: () => Promise<void>): Promise<string> {
  try {
    await within(PATIENCE_MS, ask());
    return 'ok';
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n').at(-1) ?? 'failed') : 'failed';
  }
}
