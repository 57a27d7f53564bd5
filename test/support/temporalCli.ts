import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findTemporalBinary, userCacheFolder } from '../../cli/stack/temporalBinary';
import { testTemporal } from './temporal';

const run = promisify(execFile);
let binary: Promise<string> | undefined;

/** What an operator types after `temporal`, on the server and namespace of this test. @returns standard output */
export async function temporal(...args: string[]): Promise<string> {
  binary ??= findTemporalBinary({ caches: [userCacheFolder()] });
  const { address, namespace } = testTemporal();
  const { stdout } = await run(await binary, [...args, '--address', address, '--namespace', namespace]);
  return stdout;
}
