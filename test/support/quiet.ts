import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Workers tell each change of their state; a test's output shows errors only. Call before the first worker. */
export function quietTemporal(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR', ({ level, message, meta }) => console.error(level, message, meta)),
    });
  } catch {
    // Another test file of this process has done it.
  }
}
