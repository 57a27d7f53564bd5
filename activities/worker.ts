import type { Client } from '@temporalio/client';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import {
  Worker,
  type ActivityInterceptorsFactory,
  type NativeConnection,
  type WorkerDeploymentOptions,
} from '@temporalio/worker';
import type { Files } from '../files/scan';
import type { PrismaClient } from '../prisma/client';
import { TASK_QUEUE } from '../workflows/contract';
import type { ActivityLogger, ActivitySettings } from './deps';
import { createActivities } from './index';
import { bundleTicketWorkflows, payloadConverterOptions } from './workflowBundle';

export interface WorkerSettings extends ActivitySettings {
  /** Tickets kept in memory; the others are replayed when something happens to them. Default 2,000. */
  readonly maxCachedWorkflows?: number;
}

/** How a worker serves unless it is set; benchmarks give what they compare with the same. */
export const SERVING = {
  maxCachedWorkflows: 2_000,
  // Each may hold a database connection: the pool should have as many.
  maxConcurrentActivityTaskExecutions: 16,
  // A killed worker's tickets are taken over after this, not after ten seconds. No shorter: in a rush whatever waits for
  // its own worker for longer is scheduled anew and replayed from its beginning, which makes the rush last.
  stickyQueueScheduleToStartTimeout: '3s',
} as const;

export interface TicketWorkerOptions {
  readonly connection: NativeConnection;
  /** On the same namespace: with it the sweeps start and ask workflows. */
  readonly client: Client;
  readonly namespace: string;
  readonly prisma: PrismaClient;
  readonly logger?: ActivityLogger;
  readonly files?: Files;
  /** Made by `bundleTicketWorkflows`; without it, bundled now (some seconds). */
  readonly workflowBundle?: { readonly code: string };
  readonly settings: WorkerSettings;
  /** Sees each activity as it is carried out; absent: nobody measures. */
  readonly measure?: ActivityInterceptorsFactory;
  /** Which build this is, for Temporal to send it only what is for that one; absent: any worker serves any ticket. */
  readonly build?: WorkerDeploymentVersion;
}

/**
 * A worker that serves tickets: their workflows and their activities. Any number may run beside each other.
 * @returns not yet running: call `run()`, and `shutdown()` to let it finish what it has begun
 */
export async function createTicketWorker(options: TicketWorkerOptions): Promise<Worker> {
  const { connection, client, namespace, prisma, settings } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: options.workflowBundle ?? (await bundleTicketWorkflows()),
    activities: createActivities({
      ...{ prisma, client, settings, logger: options.logger ?? SILENT },
      ...(options.files && { files: options.files }),
    }),
    ...payloadConverterOptions(),
    ...(options.measure && { interceptors: { activity: [options.measure] } }),
    ...(options.build && { workerDeploymentOptions: deploymentOptions(options.build) }),
    ...SERVING,
    maxCachedWorkflows: settings.maxCachedWorkflows ?? SERVING.maxCachedWorkflows,
    shutdownGraceTime: '10s',
    shutdownForceTime: '20s',
  });
}

/**
 * A ticket lives longer than any build: it goes on with the current one at its next task, which patches make safe. Pinned
 * to the build that it began with, it would keep that one's workers alive for months.
 */
function deploymentOptions(version: WorkerDeploymentVersion): WorkerDeploymentOptions {
  return { version, useWorkerVersioning: true, defaultVersioningBehavior: 'AUTO_UPGRADE' };
}

const SILENT: ActivityLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };
