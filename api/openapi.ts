import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { KeyedRoute, OpenRoute, Route, RouteDoc } from './route';
import { problem, z } from './schemas/common';
import { cookieName } from './sessionCookie';

const HEADERS: Readonly<Record<NonNullable<RouteDoc['headers']>[number], string>> = {
  'If-Match': 'The version that one has seen, `"v7"`; another one there: 412',
  'If-None-Match': 'On GET, the version that one has: 304. On PUT, `*` to create',
  'Idempotency-Key': '1 to 255 characters; a repeat within 24 hours gets the first answer',
  Range: '`bytes=0-99`: one range; more than one is answered with the whole',
  Prefer: '`wait=N`: up to N seconds (10 at most) for triage',
};

/** The OpenAPI 3.1 document of these routes, made from the schemas that check requests. */
export function openApiDocument(routes: readonly Route[], publicUrl: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: `gk_<id>_<secret>`',
  });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: cookieName({ publicUrl }, 'session'),
    description:
      'A browser that somebody is logged in with. Whatever changes something also needs the header `X-CSRF-Token`: ' +
      'the `csrfToken` that GET /session answers',
  });
  for (const route of routes) registry.registerPath(describe(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Guichet',
      version: '1',
      description: 'A service desk in which every ticket is one durable workflow.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
  });
}

function describe(route: KeyedRoute | OpenRoute): RouteConfig {
  const { method, path, tag, summary, body, query } = route;
  const headers = headersRead(route);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return {
    method,
    path,
    tags: [tag],
    summary,
    operationId: operationId(route),
    security: route.open ? [] : [{ key: [] }, { session: [] }],
    request: {
      ...(names.length > 0 && { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
      ...(query instanceof z.ZodObject && { query }),
      ...(headers.length > 0 && { headers: headersOf(headers) }),
      ...(body && {
        body: { required: route.bodyRequired ?? false, content: { 'application/json': { schema: body } } },
      }),
      ...(route.form && {
        body: { required: true, content: { 'multipart/form-data': { schema: route.form } } },
      }),
    },
    responses: responses(route),
  };
}

/** `postTicketsKeyAccept`: stable, and unique because method and path are. */
function operationId({ method, path }: RouteDoc): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Every POST of somebody known takes an Idempotency-Key, whether its route says so or not. */
function headersRead(route: Route): NonNullable<RouteDoc['headers']> {
  const named = route.headers ?? [];
  const keyed = route.method === 'post' && !route.open && !named.includes('Idempotency-Key');
  return keyed ? [...named, 'Idempotency-Key'] : named;
}

function headersOf(names: NonNullable<RouteDoc['headers']>) {
  const members = names.map((name) => [name, z.string().optional().openapi({ description: HEADERS[name] })] as const);
  return z.object(Object.fromEntries(members));
}

function responses(route: Route): RouteConfig['responses'] {
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    {
      description: DESCRIPTIONS[status] ?? 'The answer',
      ...(schema && { content: { 'application/json': { schema } } }),
      ...(route.streams && { content: streamed(route.streams) }),
    },
  ]);
  const refused = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: problem } } };
  return { ...(Object.fromEntries(answers) as RouteConfig['responses']), '4XX': refused, '5XX': refused };
}

function streamed(types: readonly string[]) {
  const schema = { type: 'string', format: 'binary' } as const;
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Made; `Location` says where it is',
  202: 'Durable, not visible yet; `Location` says where to ask',
  206: 'The range that was asked for',
  204: 'Done; there is nothing to show',
  303: 'Go on at `Location`',
};
