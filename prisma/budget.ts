import { createContext, Script } from 'node:vm';

const context: { run: (() => unknown) | null } = { run: null };
createContext(context);
const script = new Script('run()');

/** Work was given up because it took too long. */
export class OverBudget extends Error {
  constructor(readonly milliseconds: number) {
    super(`It took longer than ${milliseconds} ms`);
    this.name = 'OverBudget';
  }
}

/**
 * Runs synchronous work, and gives it up after so many milliseconds. Costs some 0.1 ms itself, for a thread that watches.
 * What the work had half done stays half done: throw away what it worked on.
 * @throws OverBudget, or what the work throws
 */
export function withinBudget<T>(milliseconds: number, work: () => T): T {
  const outer = context.run;
  context.run = work;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    throw isTimeout(error) ? new OverBudget(milliseconds) : error;
  } finally {
    context.run = outer;
  }
}

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
