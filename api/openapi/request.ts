import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { Route, RouteDoc } from '../route';
import { z } from '../schemas/common';

type HeaderName = NonNullable<RouteDoc['headers']>[number];

const READ: Readonly<Record<HeaderName, { readonly description: string; readonly example: string }>> = {
  'If-Match': { description: 'The version that one has seen; another one there: 412', example: '"v7"' },
  'If-None-Match': {
    description: 'On GET, the version that one has: 304. On PUT, `*` to create',
    example: '"v7"',
  },
  'Idempotency-Key': {
    description: '1 to 255 characters; a repeat within 24 hours gets the first answer',
    example: '0199b1d2-printer',
  },
  Range: { description: '`bytes=0-99`: one range; more than one is answered with the whole', example: 'bytes=0-99' },
  Prefer: { description: '`wait=N`: up to N seconds (10 at most) for triage', example: 'wait=2' },
};

const PARAMETERS: Readonly<Record<string, { readonly description: string; readonly example: string }>> = {
  key: { description: 'The key of a ticket', example: 'SD-42' },
  token: { description: 'What the link in a mail ends with', example: 'eyJ0IjoiU0QtNDIifQ.c2lnbmF0dXJl' },
  version: { description: 'A former version', example: '3' },
  kind: { description: 'How the two tickets are linked', example: 'relatedTo' },
  other: { description: 'The key of the other ticket', example: 'SD-43' },
  reply: { description: 'The id of a canned reply', example: 'greeting' },
  user: { description: 'The id of a person', example: '0199b1d2-7c1e-7000-8000-000000000001' },
  comment: { description: 'The id of a comment', example: '0199b1d2-7c1e-7000-8000-00000000000a' },
};

/** What a route takes, as OpenAPI says it. */
export function requestOf(route: Route): NonNullable<RouteConfig['request']> {
  const { body, form, path } = route;
  const query = queryOf(route);
  const headers = headersRead(route);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return {
    ...(names.length > 0 && {
      params: z.object(
        Object.fromEntries(
          names.map((name) => [
            name,
            z
              .string()
              .min(1)
              .openapi(PARAMETERS[name] ?? {}),
          ]),
        ),
      ),
    }),
    ...(query && { query }),
    ...(headers.length > 0 && { headers: headersOf(headers) }),
    ...(body && { body: { required: route.bodyRequired ?? false, content: { 'application/json': { schema: body } } } }),
    ...(form && { body: { required: true, content: { 'multipart/form-data': { schema: form } } } }),
  };
}

/** Parameters of the query; also where they are checked or changed as a whole once each has been read. */
function queryOf({ query }: Route): z.ZodObject | undefined {
  const read = query instanceof z.ZodPipe ? query.in : query;
  if (!(read instanceof z.ZodObject)) return undefined;
  return 'field' in read.shape ? read.extend({ field: customFields }) : read;
}

/** `field.site=Lyon`: in OpenAPI an object whose members are parameters of their own. */
const customFields = z
  .record(z.string().regex(/^field\..{1,100}$/), z.string().max(1_000))
  .optional()
  .openapi({
    example: { 'field.site': 'Lyon' },
    description: 'Values of custom fields, each a parameter of its own: `field.site=Lyon`',
    param: { name: 'field', in: 'query', style: 'form', explode: true },
  });

/** Every POST of somebody known takes an Idempotency-Key, whether its route says so or not. */
export function headersRead(route: Route): readonly HeaderName[] {
  const named = route.headers ?? [];
  const keyed = route.method === 'post' && !route.open && !named.includes('Idempotency-Key');
  return keyed ? [...named, 'Idempotency-Key'] : named;
}

function headersOf(names: readonly HeaderName[]) {
  const members = names.map((name) => [name, headerSchema(name).optional().openapi(READ[name])] as const);
  return z.object(Object.fromEntries(members));
}

function headerSchema(name: HeaderName) {
  return name === 'Idempotency-Key' ? z.string().min(1).max(255) : z.string();
}
