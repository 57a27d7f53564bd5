import type { Route } from '../route';
import { Problem, STATUS, type InputError, type ProblemCode } from '../problem';
import { headersNamed, type HeaderName } from './headers';
import { headersRead } from './request';

/** Refusals that a route names because they do not follow from anything else that it says. */
export type NamedRefusal = 401 | 403 | 404 | 409 | 410;

/** How a problem of each code reads. */
const DETAILS: Readonly<Record<ProblemCode, string>> = {
  malformed: 'The body is not JSON: Unexpected end of JSON input.',
  unauthenticated: 'Send your key as `Authorization: Bearer <key>`, or log in with POST /session.',
  forbidden: 'A key of role requester may not do this.',
  csrf_token_invalid: 'Send the `csrfToken` of GET /session as `X-CSRF-Token`.',
  not_found: 'There is no ticket of this key that you may see.',
  method_not_allowed: 'This address takes GET.',
  not_allowed_in_status: 'The ticket is closed: pend is not possible any more.',
  already_done: 'The ticket is closed already.',
  idempotency_in_flight: 'The first request with this Idempotency-Key is still running.',
  in_use: 'This calendar is used by policy incident.',
  already_exists: 'Somebody has this e-mail address already.',
  scanning: 'The file is being scanned. Repeat the request in some seconds.',
  quarantined: 'The scanner found Eicar-Test-Signature: the file is not given out.',
  gone: 'This survey has expired.',
  version_mismatch: 'This is not the version that you have seen: it is at "v8" now. Read it again.',
  request_timeout: 'The body did not come within 20 s. Send it again.',
  too_large: 'The body is longer than 262144 bytes. Send less.',
  uri_too_long: 'The address has 9000 bytes. Send 8192 at most.',
  unsupported_media_type: 'The body is sent as text/plain. Send application/json in UTF-8.',
  range_not_satisfiable: 'The file has 1234 bytes.',
  invalid: '/subject: Must not be blank.',
  idempotency_mismatch: 'This Idempotency-Key was sent with another body before. Take another key.',
  precondition_required: 'Send `If-Match: "vN"` with the version that you have seen.',
  rate_limited: 'Too many requests in this minute. Wait, then go on more slowly.',
  headers_too_large: 'There are 120 headers. Send 100 at most.',
  internal: 'Something went wrong here. The log of the desk has it under the request id.',
  temporarily_unavailable: 'The database cannot be reached just now. Repeat the request.',
};

const FAULTS: readonly InputError[] = [{ pointer: '/subject', code: 'blank', message: 'Must not be blank.' }];
const REQUEST_ID = '0b3f6f0e-5d0c-4f5e-9a55-3f1f0c7f2a11';
const HEADERS_OF: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  409: ['Retry-After'],
  416: ['Content-Range'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** One shared answer for each status that is refused with, with an example for each of its codes. */
export function problemResponses() {
  const statuses = new Map<number, ProblemCode[]>();
  for (const code of Object.keys(STATUS) as ProblemCode[]) {
    const [status] = STATUS[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...statuses].map(([status, codes]) => [
      `Problem${status}`,
      {
        description: codes.map((code) => `\`${code}\`: ${STATUS[code][1]}`).join('. '),
        headers: headersNamed('X-Request-Id', ...(HEADERS_OF[status] ?? [])),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      },
    ]),
  );
}

function exampleOf(code: ProblemCode) {
  return new Problem(code, DETAILS[code], code === 'invalid' ? { errors: FAULTS } : {}).body(REQUEST_ID);
}

/** With which statuses a call of this route may be refused. */
export function refusalsOf(route: Route): readonly number[] {
  const { method, path, query, body, open } = route;
  const headers = headersRead(route);
  const takesBody = method !== 'get';
  const guarded = headers.includes('If-Match');
  const rules: readonly (readonly [boolean, ...number[]])[] = [
    [true, 400, 414, 429, 431, 500, 503],
    [!open, 401, 403],
    [route.find !== undefined || path.includes('{'), 404],
    [takesBody, 408, 413, 415],
    [guarded || (method === 'post' && !open), 409],
    [guarded, 412],
    [guarded && (method === 'put' || method === 'delete'), 428],
    [headers.includes('Range'), 416],
    [!open || query !== undefined || body !== undefined, 422],
  ];
  const derived = rules.flatMap(([holds, ...statuses]) => (holds ? statuses : []));
  return [...new Set([...derived, ...(route.refuses ?? [])])].sort((a, b) => a - b);
}
