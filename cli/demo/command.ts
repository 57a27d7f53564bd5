import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runDemo } from './index';
import { isReady, readDemoKeys, startOwnStack, type DemoStack } from './ownStack';

interface Target {
  readonly url: string;
  /** Where `guichet start` keeps the keys of the demonstration. */
  readonly dataFolder: string;
}

/**
 * `guichet demo`: on the desk that runs here with demonstration data, else on one of its own.
 * @returns the process's exit code
 */
export async function demo(target: Target): Promise<number> {
  const stack = await findStack(target);
  try {
    const problems = await runDemo({ url: stack.url, keys: neededKeys(stack), print: (line) => console.log(line) });
    for (const problem of problems) console.error(`✗ ${problem}`);
    if (problems.length === 0) console.log('✓ Three tickets lived through everything; every step was there.');
    return problems.length === 0 ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

type DemoTarget = Pick<DemoStack, 'url' | 'keys' | 'stop'>;

async function findStack({ url, dataFolder }: Target): Promise<DemoTarget> {
  if (existsSync(join(dataFolder, 'demo-keys.json')) && (await isReady(url))) {
    console.log(`Playing on the desk at ${url}.`);
    return { url, keys: readDemoKeys(dataFolder), stop: () => Promise.resolve() };
  }
  console.log('No desk with demonstration data runs here; starting one for the demonstration …');
  return startOwnStack();
}

function neededKeys({ keys }: DemoTarget) {
  const need = (role: string) => {
    const key = keys.get(role);
    if (key === undefined) throw new Error(`The demonstration data has no key of role ${role}.`);
    return key;
  };
  return { requester: need('requester'), agent: need('agent'), lead: need('lead'), admin: need('admin') };
}
