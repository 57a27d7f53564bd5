import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase, startEmbeddedPostgres } from '../../cli/stack/postgres';
import { openDatabase } from '../../prisma/client';
import { migrate } from '../../prisma/migrate';
import { setUpDatabase, signingSecret } from '../../prisma/setup';
import { ready } from './generate';
import {
  compareCommonTerms,
  compareThroughput,
  measureAuthentication,
  measureExport,
  measureLists,
  type Load,
} from './measure';
import { report, type Sized } from './report';
import { UnderTest } from './underTest';

export interface ApiOptions extends Load {
  readonly tickets: number;
  /** Where to write the figures. */
  readonly json?: string;
  /** Keeps the databases, and measures those that an earlier run has made there. */
  readonly folder?: string;
  /** Everything is exported too, which takes minutes. */
  readonly exports: boolean;
}

/** The same lists over few tickets, beside which the many are judged. */
const FEW = 10_000;

/** Lists, search and authentication over generated tickets, on a PostgreSQL of its own with the settings of `npm start`. */
export async function runApiBench({ tickets, json, folder: kept, exports, ...load }: ApiOptions): Promise<void> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  mkdirSync(folder, { recursive: true });
  // As root, PostgreSQL's own user must get through.
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ folder });
  try {
    console.log(`Node ${process.version}, ${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}`);
    const [small, large] = [
      await measure(postgres, folder, FEW, { ...load, exports }),
      await measure(postgres, folder, tickets, { ...load, exports }),
    ];
    console.log(`\n${report(small, large, load.rate)}`);
    if (json) writeFileSync(json, JSON.stringify({ load, small, large }, null, 2));
  } finally {
    await postgres.server.stop();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>,
  folder: string,
  tickets: number,
  { exports, ...load }: Load & Pick<ApiOptions, 'exports'>,
): Promise<Sized> {
  const name = `bench_${String(tickets)}`;
  await ensureDatabase(postgres.url('postgres'), name);
  const url = postgres.url(name);
  await migrate(url);
  const database = openDatabase(url, { max: 1 });
  await setUpDatabase(database.prisma, {});
  const secret = await signingSecret(database.prisma);
  await database.close();
  const begun = performance.now();
  const generated = await ready(url, tickets);
  const generatedInSeconds = (performance.now() - begun) / 1_000;
  console.log(`… after ${generatedInSeconds.toFixed(0)} s; measuring`);
  const under = await UnderTest.start(url, secret, join(folder, `attachments-${String(tickets)}`));
  try {
    return {
      tickets,
      generatedInSeconds,
      lists: await measureLists(under, generated, tickets, load),
      throughput: await compareThroughput(under, url, generated, load.seconds),
      commonTerms: await compareCommonTerms(under, url, generated),
      authentication: await measureAuthentication(url, generated),
      exported: exports ? await measureExport(under, generated) : null,
    };
  } finally {
    await under.stop();
  }
}
