import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowBundleOptions } from '../../activities/workflowBundle';
import { findFreePort } from '../../cli/stack/ports';
import { ensureDatabase, startEmbeddedPostgres } from '../../cli/stack/postgres';
import { startEmbeddedTemporal } from '../../cli/stack/temporal';
import { findTemporalBinary, userCacheFolder } from '../../cli/stack/temporalBinary';
import { openDatabase } from '../../prisma/client';
import { migrate } from '../../prisma/migrate';
import { setUpDatabase } from '../../prisma/setup';
import { testDatabaseUrl } from './database';

/** Test files that run at once have a namespace each, so that none serves another's workflows. */
export const NAMESPACES = ['default', 'test-1', 'test-2', 'test-3', 'test-4'];

export interface TestServers {
  readonly stop: () => Promise<void>;
}

/**
 * Starts what tests need and names it in the environment: PostgreSQL in GUICHET_TEST_DATABASE (an address that may make
 * databases), Temporal in GUICHET_TEST_TEMPORAL. What is named there already is used as it is.
 */
export async function startTestServers(): Promise<TestServers> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-test-'));
  // As root, PostgreSQL's own user must get through.
  chmodSync(folder, 0o711);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.map((one) => one()));
    rmSync(folder, { recursive: true, force: true });
  };
  const postgres = async () => {
    if (process.env.GUICHET_TEST_DATABASE) return;
    const { server, url } = await startEmbeddedPostgres({
      folder,
      maxConnections: 200,
      durable: false,
      port: await findFreePort(),
    });
    stops.push(server.stop);
    process.env.GUICHET_TEST_DATABASE = url('postgres');
  };
  const temporal = async () => {
    if (process.env.GUICHET_TEST_TEMPORAL) return;
    const binary = await findTemporalBinary({ caches: [userCacheFolder()], note });
    const { server, address } = await startEmbeddedTemporal({
      binary,
      folder,
      inMemory: true,
      headless: true,
      anyPort: true,
      namespaces: NAMESPACES,
    });
    stops.push(server.stop);
    process.env.GUICHET_TEST_TEMPORAL = address;
  };
  // Bundled once: each worker of each test file would take seconds to do the same.
  const bundle = async () => {
    if (process.env.GUICHET_TEST_BUNDLE) return;
    const file = join(folder, 'workflows.js');
    writeFileSync(
      file,
      (await bundleWorkflowCode({ ...workflowBundleOptions(), logger: new DefaultLogger('WARN') })).code,
    );
    process.env.GUICHET_TEST_BUNDLE = file;
  };
  const started = await Promise.allSettled([postgres().then(makeTemplate), temporal(), bundle()]);
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { stop };
}

/** Makes the database that each test's is a copy of, migrated and set up, and names it in GUICHET_TEST_TEMPLATE. */
async function makeTemplate(): Promise<void> {
  const template = `guichet_template_${process.pid}`;
  await ensureDatabase(testDatabaseUrl(), template);
  await migrate(testDatabaseUrl(template));
  const database = openDatabase(testDatabaseUrl(template), { max: 2 });
  try {
    await setUpDatabase(database.prisma);
  } finally {
    await database.close();
  }
  process.env.GUICHET_TEST_TEMPLATE = template;
}

function note(message: string): void {
  process.stderr.write(`${message}\n`);
}
