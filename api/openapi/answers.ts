import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { Route } from '../route';
import { z } from '../schemas/common';
import { headersNamed, type HeaderName } from './headers';
import { refusalsOf } from './problems';
import { headersRead } from './request';

/** Every answer that a route may give, with its headers. */
export function answersOf(route: Route): RouteConfig['responses'] {
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    {
      description: DESCRIPTIONS[status] ?? 'The answer',
      headers: headersNamed(...headersGiven(route, Number(status), schema)),
      ...(schema && { content: { 'application/json': { schema } } }),
      ...(route.streams && { content: streamed(route.streams) }),
    },
  ]);
  const unchanged =
    route.method === 'get' && headersRead(route).includes('If-None-Match')
      ? [['304', { description: 'As one has it already', headers: headersNamed('X-Request-Id', 'ETag') }]]
      : [];
  const refused = refusalsOf(route).map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]);
  return Object.fromEntries([...answers, ...unchanged, ...refused]) as RouteConfig['responses'];
}

function headersGiven(route: Route, status: number, schema: z.ZodType | null): HeaderName[] {
  const read = headersRead(route);
  const rules: readonly (readonly [boolean, ...HeaderName[]])[] = [
    [true, 'X-Request-Id', 'RateLimit', 'RateLimit-Policy'],
    [hasVersion(route, schema) || read.includes('Range'), 'ETag'],
    [(status === 201 && !route.open) || status === 202 || status === 303, 'Location'],
    [read.includes('Idempotency-Key'), 'Idempotent-Replayed'],
    [read.includes('Prefer'), 'Preference-Applied'],
    [route.tag === 'Who you are' && route.method !== 'get' && route.path.startsWith('/session'), 'Set-Cookie'],
    [status === 303, 'Set-Cookie'],
    [takesDryRun(route), 'Dry-Run'],
    [route.streams !== undefined, 'Content-Disposition'],
    [read.includes('Range'), 'Accept-Ranges'],
    [status === 206, 'Content-Range'],
  ];
  return [...new Set(rules.flatMap(([holds, ...names]) => (holds ? names : [])))];
}

/** Of one ticket or document that may be changed; former versions are what they are. */
function hasVersion({ path }: Route, schema: z.ZodType | null): boolean {
  return schema instanceof z.ZodObject && schema.shape.version instanceof z.ZodNumber && !path.includes('{version}');
}

function takesDryRun({ query }: Route): boolean {
  return query instanceof z.ZodObject && 'dryRun' in query.shape;
}

function streamed(types: readonly string[]) {
  const schema = { type: 'string', format: 'binary' } as const;
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Made; `Location` says where it is',
  202: 'Durable, not visible yet; `Location` says where to ask',
  204: 'Done; there is nothing to show',
  206: 'The range that was asked for',
  303: 'Go on at `Location`',
};
