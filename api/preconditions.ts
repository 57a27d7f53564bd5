import { Problem } from './problem';
import type { Asked } from './route';

/**
 * Is the version among those of an `If-Match` header? Strong comparison, as RFC 9110 asks: a weak tag is none of what is
 * there.
 */
function matches(header: string, version: number | null): boolean {
  if (header.trim() === '*') return version !== null;
  return version !== null && tagsOf(header).includes(`"v${version}"`);
}

/** As RFC 9110 asks for `If-None-Match`: a weak tag is as good as a strong one. */
function matchesWeakly(header: string, version: number): boolean {
  return header.trim() === '*' || tagsOf(header).some((tag) => tag.replace(/^W\//, '') === `"v${version}"`);
}

function tagsOf(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}

/** Does the request name versions, of which the one there must be one? `*` is content with any. */
export function namesVersion({ headers }: Asked): boolean {
  const header = headers['if-match'];
  return header !== undefined && header.trim() !== '*';
}

/** @throws Problem 412 if the request names another version */
export function checkIfMatch(req: Asked, version: number): void {
  const header = req.headers['if-match'];
  if (header === undefined || matches(header, version)) return;
  throw mismatch(version);
}

/**
 * What a PUT may do, by its headers.
 * @param version of what is there; null: nothing
 * @throws Problem 428 if it says nothing, 412 if it says otherwise
 */
export function checkPut(req: Asked, version: number | null): void {
  const [match, noneMatch] = [req.headers['if-match'], req.headers['if-none-match']];
  if (match === undefined && noneMatch === undefined)
    throw new Problem(
      'precondition_required',
      'Send `If-None-Match: *` to create it, or `If-Match: "vN"` to replace the version that you have seen.',
    );
  if (match !== undefined && !matches(match, version)) throw mismatch(version);
  if (noneMatch !== undefined && version !== null && matchesWeakly(noneMatch, version)) throw mismatch(version);
}

/** @throws Problem 428 without `If-Match`, 412 with another version */
export function checkDelete(req: Asked, version: number): void {
  if (req.headers['if-match'] === undefined)
    throw new Problem('precondition_required', 'Send `If-Match: "vN"` with the version that you have seen.');
  checkIfMatch(req, version);
}

export function mismatch(version: number | null): Problem {
  const now = version === null ? 'there is none now' : `it is at "v${version}" now`;
  return new Problem('version_mismatch', `This is not the version that you have seen: ${now}. Read it again.`);
}
