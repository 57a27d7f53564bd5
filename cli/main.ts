import { Command } from 'commander';
import { describeProgram } from './program';
import { describeError, OperatorError } from './operatorError';
import { MigrationError } from '../prisma/migrate';

/** What whoever typed the command can mend is one sentence; anything else is a fault of ours, with its stack. */
function report(error: unknown): void {
  const expected = error instanceof OperatorError || error instanceof MigrationError;
  console.error(`guichet: ${expected ? error.message : explainFault(error)}`);
}

function explainFault(error: unknown): string {
  const stack = error instanceof Error && error.stack ? `\n${error.stack}` : '';
  return `this is a fault of guichet, please report it: ${describeError(error)}${stack}`;
}

describeProgram(new Command())
  .parseAsync()
  // Whatever still holds the process, the command has failed.
  .catch((error: unknown) => {
    report(error);
    process.exit(error instanceof OperatorError ? error.exitCode : 1);
  });
