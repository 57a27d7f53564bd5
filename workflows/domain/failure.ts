/** Why a command was refused. The only place that turns a code into an HTTP status is `api/problem.ts`. */
export type FailureCode = 'not_allowed_in_status' | 'already_done' | 'invalid' | 'gone' | 'version_mismatch';

export interface Failure {
  readonly code: FailureCode;
  /** For people, English: what was refused, in which state, and what to do instead. */
  readonly detail: string;
  /** JSON pointer of the faulty member, for `invalid`. */
  readonly pointer?: string;
}
