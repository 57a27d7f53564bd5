/**
 * Something that whoever runs the desk can mend: a busy port, a missing server, a wrong setting. Its message is one
 * sentence that says what was wrong and what to do; it is shown alone, without a stack trace, and the exit code is 1.
 */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
  readonly exitCode: number = 1;
}

/** A file that a command was given is faulty; scripts tell it from other failures by the exit code. */
export class BadFileError extends OperatorError {
  override readonly name = 'BadFileError';
  override readonly exitCode = 2;
}

/** What an unknown thrown value says, in one line. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describeError(error.errors[0]);
  const said = member(error, 'message') ?? '';
  const text = said === '' ? (member(error, 'code') ?? String(error)) : said;
  return text.replace(/\s+/g, ' ').trim();
}

/** The same of a command that was run and failed: the last line that it wrote to stderr says most. */
export function describeCommandError(error: unknown): string {
  const said = member(error, 'stderr')?.trim().split('\n').at(-1) ?? '';
  return said === '' ? describeError(error) : said;
}

/** Is it the system's, or PostgreSQL's, error of this code, such as `EADDRINUSE`? */
export function hasCode(error: unknown, code: string): boolean {
  return member(error, 'code') === code;
}

/** By shape: errors of Node.js itself are of another realm in tests, where `instanceof` does not know them. */
function member(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value: unknown = (error as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
