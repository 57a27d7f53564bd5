import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { Route, RouteDoc } from '../route';
import { cookieName } from '../sessionCookie';
import { answersOf } from './answers';
import { addExamples } from './examples';
import { problem } from '../schemas/common';
import { HEADERS } from './headers';
import { problemResponses } from './problems';
import { requestOf } from './request';
import { TAGS } from './tags';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** The OpenAPI 3.1 document of these routes, made from the schemas that check requests. */
export function openApiDocument(routes: readonly Route[], publicUrl: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registerSecurity(registry, publicUrl);
  registry.register('Problem', problem);
  for (const [name, header] of Object.entries(HEADERS)) registry.registerComponent('headers', name, header);
  for (const [name, response] of Object.entries(problemResponses()))
    registry.registerComponent('responses', name, response);
  for (const route of routes) registry.registerPath(describe(route));
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Guichet',
      version: '1',
      description:
        'A service desk in which every ticket is one durable workflow.\n\n' +
        'JSON in UTF-8; instants in UTC; durations as ISO 8601 has them. Members that are not described are refused. ' +
        'Lists are `{data, page}`; `page.nextCursor` goes back as `cursor`. Every refusal is a problem (RFC 9457) with a ' +
        'stable `code`. A POST with an `Idempotency-Key` is done once, however often it is sent.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: TAGS.filter(({ name }) => routes.some(({ tag }) => tag === name)),
  });
  return addExamples(document);
}

function registerSecurity(registry: OpenAPIRegistry, publicUrl: string): void {
  registry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: `gk_<id>_<secret>`',
  });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: cookieName({ publicUrl }, 'session'),
    description: 'A browser that somebody is logged in with',
  });
  registry.registerComponent('securitySchemes', 'csrf', {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description: 'Beside a cookie, whatever changes something needs the `csrfToken` that GET /session answers',
  });
}

function describe(route: Route): RouteConfig {
  const { method, path, tag, summary } = route;
  const session = method === 'get' ? { session: [] } : { session: [], csrf: [] };
  return {
    method,
    path,
    tags: [tag],
    summary,
    operationId: operationId(route),
    security: route.open ? [] : [{ key: [] }, session],
    request: requestOf(route),
    responses: answersOf(route),
  };
}

/** `postTicketsKeyAccept`: stable, and unique because method and path are. */
function operationId({ method, path }: RouteDoc): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
