import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { SERVING } from '../../activities/worker';
import { openDatabase } from '../../prisma/client';
import { createNaiveActivities } from './activities';
import { NAIVE_QUEUE } from './queue';

/** A process of its own, as the desk's worker is, with the same settings and as many connections to PostgreSQL. */
async function main(): Promise<void> {
  const logger = new DefaultLogger('WARN');
  Runtime.install({ logger });
  const database = openDatabase(process.env.DATABASE_URL ?? '', { max: 20 });
  const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
  const worker = await Worker.create({
    connection,
    taskQueue: NAIVE_QUEUE,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: join(__dirname, 'workflows.ts'), logger }),
    activities: createNaiveActivities(database.prisma),
    ...SERVING,
    shutdownGraceTime: '2s',
  });
  console.log('serving');
  await worker.run();
  await connection.close();
  await database.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
