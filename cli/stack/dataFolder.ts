import { accessSync, constants, mkdirSync } from 'node:fs';
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
