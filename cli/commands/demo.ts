import { demo } from '../demo/command';
import type { Settings } from '../settings';
import { findRunningDesk } from '../stack/runFile';

/** Plays the demonstration on the desk of this data folder, or on one of its own. */
export async function runDemoCommand({ dataFolder, port }: Settings): Promise<void> {
  const url = findRunningDesk(dataFolder)?.apiUrl ?? `http://localhost:${port}`;
  process.exitCode = await demo({ url, dataFolder });
}
