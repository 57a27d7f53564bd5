import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { HEADERS } from '../../api/openapi/headers';
import { allRoutes } from '../../api/routes';
import { hashPassword } from '../../prisma/passwords';
import { Desk, type Person } from '../support/desk';
import type { Reply } from '../support/deskClient';
import { pathTo, send } from './matrix/cells';
import { ROWS } from './matrix/table';
import { makeWorld } from './matrix/world';

let desk: Desk;
let api: Document;
let admin: Person;
let requester: Person;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

interface Content {
  readonly content: Record<
    string,
    { schema: object; example?: unknown; examples?: Record<string, { value?: unknown }> }
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<
      string,
      {
        responses: Record<string, Partial<Content> & { headers?: object }>;
        requestBody?: Content;
        operationId: string;
      }
    >
  >;
  readonly components: Record<string, object>;
}

const JSON_TYPE = /[/+]json$/;

/** Without a limit, as here, refusals do not have them; they are described where calls go well. */
const NOT_LIMITED = ['RateLimit', 'RateLimit-Policy'];

beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  requester = await desk.person('requester');
  api = (await desk.stranger.get('/openapi.json')).body as Document;
});
afterAll(() => desk.stop());

test('the document is OpenAPI 3.1 and has every route', () => {
  expect(api.openapi).toBe('3.1.0');
  const described = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(
    allRoutes()
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
  const ids = Object.values(api.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('the schemas are JSON Schema 2020-12', () => {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('schema' in value)
      expect(ajv.validateSchema({ ...(value.schema as object), components: api.components })).toBe(true);
    Object.values(value).forEach(visit);
  };
  visit(api.paths);
});

test('real answers are what the document says', async () => {
  const { key } = await requester.client.open({ fields: { a: [1, null] }, tags: ['x'] });
  const one = `/tickets/${key}`;
  const made = String((await admin.client.post('/api-keys', { name: 's', scopes: ['export'] })).body.id);
  const password = 'otter-lantern-quay-58';
  await desk.prisma.password.create({ data: { userId: requester.id, hash: await hashPassword(password) } });
  await desk.stranger.post('/password-resets', { email: requester.email });
  const calls: [string, string, Promise<Reply>][] = [
    ['post', '/tickets', requester.client.post('/tickets', { subject: 'x' })],
    ['get', '/tickets', admin.client.get('/tickets')],
    ['get', '/tickets', admin.client.get('/tickets?fields=key,clocks&view=unassigned&q=somethink')],
    ['get', '/views', admin.client.get('/views')],
    ['post', '/views', admin.client.post('/views', { name: 'x', scope: 'all', filter: { dueBefore: 'today' } })],
    ['get', '/views/{id}', admin.client.get('/views/breached')],
    ['get', '/views/counts', admin.client.get('/views/counts')],
    ['get', '/tickets/{key}', admin.client.get(one)],
    ['patch', '/tickets/{key}', admin.client.patch(one, { impact: 'high' })],
    ['post', '/tickets/{key}/accept', admin.client.post(`${one}/accept`)],
    [
      'post',
      '/tickets/{key}/pend',
      admin.client.post(`${one}/pend`, { reason: 'scheduled', until: '2100-01-01T00:00:00Z' }),
    ],
    ['get', '/tickets/{key}', admin.client.get(one)],
    ['post', '/tickets/{key}/comments', admin.client.post(`${one}/comments`, { body: 'x' })],
    ['get', '/tickets/{key}/comments', admin.client.get(`${one}/comments`)],
    ['post', '/tickets/{key}/resolve', admin.client.post(`${one}/resolve`, {})],
    ['get', '/tickets/{key}/events', admin.client.get(`${one}/events`)],
    ['get', '/tickets/{key}/clocks', admin.client.get(`${one}/clocks`)],
    ['get', '/tickets/{key}/process', admin.client.get(`${one}/process`)],
    ['post', '/tickets/{key}/accept', admin.client.post(`${one}/accept`)],
    ['get', '/users', admin.client.get('/users')],
    ['post', '/users', admin.client.post('/users', { email: 'o@a.org', name: 'O', role: 'lead' })],
    ['post', '/api-keys', admin.client.post('/api-keys', { name: 's', scopes: ['export'] })],
    ['get', '/api-keys', admin.client.get('/api-keys')],
    ['post', '/api-keys/{id}/rotate', admin.client.post(`/api-keys/${made}/rotate`, { overlap: 'PT1H' })],
    ['get', '/api-keys/{id}', admin.client.get(`/api-keys/${made}`)],
    ['get', '/session', requester.client.get('/session')],
    ['post', '/session', desk.stranger.post('/session', { email: requester.email, password })],
    ['post', '/session', desk.stranger.post('/session', { email: 'o@a.org', password: 'wrong' })],
    ['put', '/session/password', requester.client.put('/session/password', { current: 'wrong', password })],
    ['get', '/password-resets', admin.client.get('/password-resets')],
    ['post', '/users/{id}/password-resets', admin.client.post(`/users/${requester.id}/password-resets`)],
    ['get', '/session/oidc', desk.stranger.get('/session/oidc')],
    ['get', '/teams/{id}', admin.client.get('/teams/desk')],
    ['get', '/policies/{id}', admin.client.get('/policies/incident')],
    ['get', '/calendars/{id}', admin.client.get('/calendars/always')],
    ['get', '/matrix', admin.client.get('/matrix')],
    ['put', '/matrix', admin.client.put('/matrix?dryRun=true', {}, { 'If-Match': '"v1"' })],
    ['get', '/holidays', admin.client.get('/holidays?country=FR')],
    ['get', '/holidays/countries', admin.client.get('/holidays/countries')],
    ['post', '/triage-rules/test', admin.client.post('/triage-rules/test', { last: 2 })],
    [
      'post',
      '/triage-rules/test',
      admin.client.post('/triage-rules/test', { rules: [{ id: 'a', when: '(', set: {} }], last: 1 }),
    ],
    ['get', '/reports/rules', admin.client.get('/reports/rules')],
    ['get', '/triage-rules', admin.client.get('/triage-rules')],
    ['get', '/meta/enums', desk.stranger.get('/meta/enums')],
    ['get', '/tickets', desk.stranger.get('/tickets')],
    ['post', '/tickets', requester.client.post('/tickets', { subject: 5 })],
  ];
  for (const [method, path, reply] of calls) check(method, path, await reply);
});

test('whatever any call answers to anybody is what the document says', async () => {
  const world = await makeWorld(desk);
  const wrong: string[] = [];
  for (const row of ROWS) {
    const [method = '', path = ''] = row.route.split(' ');
    for (const client of [world.people.admin.client, world.people.requester.client, world.services.export]) {
      const reply = await send(client, row, await pathTo(world, row, world.tickets.shared));
      try {
        check(method, path, reply);
      } catch (error) {
        wrong.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('each body and each answer has an example that fits it', () => {
  const media = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody, responses }]) => [
      [`${method} ${path}: body`, requestBody] as const,
      ...Object.entries(responses).map(([status, one]) => [`${method} ${path}: ${status}`, resolve(one)] as const),
    ]),
  );
  const wrong = media.flatMap(([where, one]) =>
    Object.entries(one?.content ?? {}).flatMap(([type, { schema, example, examples }]) => {
      if (!JSON_TYPE.test(type)) return [];
      const shown =
        example === undefined ? Object.values(examples ?? {}).map((each) => resolve(each).value) : [example];
      const fits = ajv.compile({ ...schema, components: api.components });
      return shown.length > 0 && shown.every((each) => fits(each)) ? [] : [`${where} ${ajv.errorsText(fits.errors)}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('the examples of bodies are taken by the schemas that check bodies', () => {
  for (const { method, path, body } of allRoutes()) {
    const media = api.paths[path]![method]!.requestBody?.content['application/json'];
    if (!body || !media) continue;
    const shown = media.example ?? resolve(Object.values(media.examples ?? {})[0]!).value;
    expect([`${method} ${path}`, body.safeParse(shown).error?.message]).toEqual([`${method} ${path}`, undefined]);
  }
});

/** What `#/components/…` stands for. */
function resolve<T extends object>(one: T): T {
  if (!('$ref' in one)) return one;
  const [, , kind = '', name = ''] = String(one.$ref).split('/');
  return (api.components[kind] as Record<string, T>)[name]!;
}

/** An answer is described with its status, its type and its headers, and its body fits. */
function check(method: string, path: string, { status, headers, body }: Reply): void {
  const described = api.paths[path]![method]!.responses[String(status)];
  if (!described) throw new Error(`${method} ${path} ${status} is not described`);
  const response = resolve(described);
  const own = Object.keys(HEADERS).filter((name) => headers.has(name) && !NOT_LIMITED.includes(name));
  const undescribed = own.filter((name) => !(name in (response.headers ?? {})));
  if (undescribed.length > 0) throw new Error(`${method} ${path} ${status} has ${undescribed.join(', ')} undescribed`);
  if (!response.content) return;
  const type = headers.get('content-type')!.split(';')[0]!;
  const media = response.content[type] ?? response.content['*/*'];
  if (!media) throw new Error(`${method} ${path} ${status} ${type} is not described`);
  if (!JSON_TYPE.test(type)) return;
  const validate: ValidateFunction = ajv.compile({ ...media.schema, components: api.components });
  if (!validate(body)) throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`);
}

test('the page for people takes nothing from elsewhere', async () => {
  for (const [path, type] of [
    ['/docs', 'text/html'],
    ['/docs.js', 'text/javascript'],
    ['/docs.css', 'text/css'],
    ['//docs', 'text/html'],
    ['//openapi.json', 'application/json'],
  ] as const) {
    const reply = await desk.stranger.get(path);
    expect([path, reply.status, reply.headers.get('content-type')]).toEqual([path, 200, expect.stringContaining(type)]);
    if (type !== 'application/json') expect(reply.text).not.toMatch(/https?:\/\//);
  }
});

test('metrics are for this machine, or for administrators', async () => {
  const local = await desk.stranger.get('//metrics');
  expect([local.status, local.text.includes('guichet_http_request_seconds_bucket')]).toEqual([200, true]);
  expect(local.text).toContain('guichet_commands_total');
  const proxied = { 'X-Forwarded-For': '203.0.113.1' };
  expect((await desk.stranger.get('//metrics', proxied)).status).toBe(401);
  expect((await requester.client.get('//metrics', proxied)).status).toBe(403);
  expect((await admin.client.get('//metrics', proxied)).status).toBe(200);
});

test('requests are counted by key', async () => {
  const limited = await Desk.start({ worker: false, settings: { rateLimit: 3 } });
  try {
    const [one, other] = [await limited.person('agent'), await limited.person('agent')];
    const replies: Reply[] = [];
    for (let n = 0; n < 4; n++) replies.push(await one.client.get('/tickets'));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(replies[0]!.headers.get('ratelimit')).toMatch(/r=2/);
    expect(replies[3]!.body.code).toBe('rate_limited');
    expect(Number(replies[3]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await other.client.get('/tickets')).status).toBe(200);
  } finally {
    await limited.stop();
  }
});
