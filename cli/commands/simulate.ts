import { readFileSync } from 'node:fs';
import { rehearseAnything } from '../../api/simulate';
import { BadFileError, describeError } from '../operatorError';

/** Rehearses the document in a file and prints the answer as JSON. Needs no servers. */
export function runSimulate(file: string): void {
  const rehearsed = rehearseAnything(readJson(file));
  if (!rehearsed.ok) {
    const faults = rehearsed.errors.map(
      ({ pointer, code, message }) => `${pointer || 'the document'}: ${message} (${code})`,
    );
    throw new BadFileError(`${file} cannot be rehearsed:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  console.log(JSON.stringify(rehearsed.answer, null, 2));
}

function readJson(file: string): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new BadFileError(`${file} cannot be read: ${describeError(error)}`);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new BadFileError(`${file} is not JSON in UTF-8: ${describeError(error)}`);
  }
}
