/**
 * Something that whoever runs the desk can mend: a busy port, a missing server, a wrong setting. Its message is one
 * sentence that says what was wrong and what to do; it is shown alone, without a stack trace, and the exit code is 1.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** What an unknown thrown value says, in one line. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describeError(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (error.message || code || error.name).replace(/\s+/g, ' ').trim();
}

/** The same of a command that was run and failed: the last line that it wrote to stderr says most. */
export function describeCommandError(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : '';
  return said === undefined || said === '' ? describeError(error) : said;
}
