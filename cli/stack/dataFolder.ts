import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, OperatorError } from '../operatorError';

/**
 * Makes the data folder unless it is there. As root, PostgreSQL's own user must get through it.
 * @throws OperatorError if it cannot be made or written
 */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new OperatorError(
      `The data folder ${folder} cannot be written (${describeError(error)}): ` +
        'give this user the right to, or set GUICHET_DATA to another folder.',
    );
  }
}

/** What is kept there only to be faster, and may be deleted at any time. */
export function cacheFolder({ dataFolder }: { readonly dataFolder: string }): string {
  return join(dataFolder, 'cache');
}
