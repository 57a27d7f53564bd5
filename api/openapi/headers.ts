type HeaderObject = {
  readonly description: string;
  readonly required?: boolean;
  readonly schema: { readonly type: 'string' | 'integer'; readonly minimum?: number };
  readonly example: string | number;
};

/** Headers of answers. */
export const HEADERS = {
  'X-Request-Id': {
    description: 'Of this request: the log of the desk has it too. One that the request has is kept',
    required: true,
    schema: { type: 'string' },
    example: '0b3f6f0e-5d0c-4f5e-9a55-3f1f0c7f2a11',
  },
  ETag: { description: 'The version of what is answered', schema: { type: 'string' }, example: '"v7"' },
  Location: {
    description: 'Where it is, or where to ask how it went on',
    schema: { type: 'string' },
    example: '/api/v1/tickets/SD-42',
  },
  RateLimit: {
    description: 'Requests that are left, and seconds until there are as many as ever; where a limit is set',
    schema: { type: 'string' },
    example: '"6000-in-1min"; r=5990; t=42',
  },
  'RateLimit-Policy': {
    description: 'The limit itself; where one is set',
    schema: { type: 'string' },
    example: '"6000-in-1min"; q=6000; w=60; pk=:ZjQ4:',
  },
  'Retry-After': {
    description: 'Seconds after which to repeat the request',
    schema: { type: 'integer', minimum: 0 },
    example: 2,
  },
  'Idempotent-Replayed': {
    description: '`true`: the first answer to this Idempotency-Key, again',
    schema: { type: 'string' },
    example: 'true',
  },
  'Preference-Applied': { description: '`Prefer` was honoured', schema: { type: 'string' }, example: 'wait=2' },
  'WWW-Authenticate': { description: 'How to say who one is', schema: { type: 'string' }, example: 'Bearer' },
  'Set-Cookie': {
    description: 'The cookie of somebody who is logged in',
    schema: { type: 'string' },
    example: 'guichet_session=…; Path=/; HttpOnly; SameSite=Lax',
  },
  'Dry-Run': {
    description: '`true`: nothing was written',
    schema: { type: 'string' },
    example: 'true',
  },
  'Content-Disposition': {
    description: 'To be saved, under this name',
    schema: { type: 'string' },
    example: 'attachment; filename="tickets.ndjson"',
  },
  'Content-Range': { description: 'Which bytes', schema: { type: 'string' }, example: 'bytes 0-99/1234' },
  'Accept-Ranges': { description: 'Ranges can be asked for', schema: { type: 'string' }, example: 'bytes' },
} as const satisfies Readonly<Record<string, HeaderObject>>;

export type HeaderName = keyof typeof HEADERS;

/** Headers of an answer, by reference. */
export function headersNamed(...names: readonly HeaderName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
