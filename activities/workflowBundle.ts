/** How the workflows become what a worker runs. A kept bundle is made anew when this file changes. */
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type BundleOptions, type WorkflowBundle } from '@temporalio/worker';

const WORKFLOWS = join(__dirname, '../workflows');

/** Of the domain, and with them all that they import. */
const SHARED = ['steps.ts', 'fold.ts', 'process.ts', 'report.ts'];

/** How payloads are read; replays need the same. */
export function payloadConverterOptions() {
  return { dataConverter: { payloadConverterPath: join(WORKFLOWS, 'payloadConverter.ts') } } as const;
}

/** What `bundleWorkflowCode` needs to know of this project. */
export function workflowBundleOptions(): BundleOptions {
  return {
    workflowsPath: join(WORKFLOWS, 'index.ts'),
    payloadConverterPath: join(WORKFLOWS, 'payloadConverter.ts'),
    // Pure functions: all workflows share them, instead of loading each its own.
    preloadModules: SHARED.map((name) => join(WORKFLOWS, 'domain', name)),
    // The bundler tells each module; only what is wrong with them is worth reading.
    logger: new DefaultLogger('WARN'),
  };
}

export function bundleTicketWorkflows(): Promise<WorkflowBundle> {
  return bundleWorkflowCode(workflowBundleOptions());
}
