import { request } from 'node:http';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let agent: Person;
let key: string;

beforeAll(async () => {
  desk = await Desk.start();
  agent = await desk.person('agent');
  key = (await agent.client.open()).key;
});
afterAll(() => desk.stop());

interface Case {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Record<string, string>;
  readonly expected: { status: number; code: string; at?: string; error?: string };
}

const subject = 'A subject';
const cases: readonly Case[] = [
  { name: 'no JSON', bytes: Buffer.from('{"subject":'), expected: { status: 400, code: 'malformed' } },
  {
    name: 'bytes that are not UTF-8',
    bytes: Buffer.from([...Buffer.from('{"subject":"a'), 0xc3, 0x28, ...Buffer.from('"}')]),
    expected: { status: 400, code: 'malformed' },
  },
  {
    name: 'another content type',
    body: 'subject=x',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    expected: { status: 415, code: 'unsupported_media_type' },
  },
  {
    name: 'another character set',
    body: { subject },
    headers: { 'Content-Type': 'application/json; charset=latin1' },
    expected: { status: 415, code: 'unsupported_media_type' },
  },
  {
    name: 'a megabyte',
    body: { subject, description: 'x'.repeat(1_000_000) },
    expected: { status: 413, code: 'too_large' },
  },
  { name: 'an unknown member', body: { subject, colour: 'red' }, expected: invalidAt('/colour', 'unknown_member') },
  { name: 'no subject', body: {}, expected: invalidAt('/subject', 'required') },
  { name: 'no body', expected: invalidAt('/subject', 'required') },
  { name: 'a list for a body', body: [], expected: invalidAt('', 'invalid_type') },
  { name: 'null for a body', body: 'null', expected: invalidAt('', 'invalid_type') },
  { name: 'a number for a subject', body: { subject: 5 }, expected: invalidAt('/subject', 'invalid_type') },
  { name: 'an empty subject', body: { subject: '' }, expected: invalidAt('/subject', 'too_short') },
  { name: 'a blank subject', body: { subject: ' \t\n ' }, expected: invalidAt('/subject', 'blank') },
  { name: 'a subject of 256', body: { subject: 'x'.repeat(256) }, expected: invalidAt('/subject', 'too_long') },
  {
    name: 'a long description',
    body: { subject, description: 'x'.repeat(65_537) },
    expected: invalidAt('/description', 'too_long'),
  },
  { name: 'U+0000', body: '{"subject":"a\\u0000b"}', expected: invalidAt('/subject', 'nul') },
  { name: 'a lone surrogate', body: '{"subject":"a\\ud800b"}', expected: invalidAt('/subject', 'lone_surrogate') },
  {
    name: 'U+0000 deep inside',
    body: '{"subject":"a","fields":{"a/b":["\\u0000"]}}',
    expected: invalidAt('/fields/a~1b/0', 'nul'),
  },
  { name: 'U+0000 in a name', body: '{"subject":"a","fields":{"a\\u0000":1}}', expected: invalidAt('/fields', 'nul') },
  {
    name: 'a number beyond numbers',
    body: '{"subject":"a","fields":{"n":1e999}}',
    expected: invalidAt('/fields/n', 'invalid_number'),
  },
  {
    name: 'fifty thousand brackets',
    body: `{"subject":"a","fields":{"n":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    expected: { status: 422, code: 'invalid' },
  },
  {
    name: '__proto__',
    body: '{"subject":"a","fields":{"__proto__":{"x":1}}}',
    expected: invalidAt('/fields', 'unknown_member'),
  },
  { name: 'an unknown type', body: { subject, type: 'wish' }, expected: invalidAt('/type', 'invalid_value') },
  {
    name: 'an unknown requester',
    body: { subject, requester: 'nobody@example.org' },
    expected: invalidAt('/requester', 'unknown'),
  },
  {
    name: 'an empty Idempotency-Key',
    body: { subject },
    headers: { 'Idempotency-Key': '' },
    expected: { status: 422, code: 'invalid', at: 'Idempotency-Key' },
  },
  {
    name: 'a long Idempotency-Key',
    body: { subject },
    headers: { 'Idempotency-Key': 'k'.repeat(256) },
    expected: { status: 422, code: 'invalid', at: 'Idempotency-Key' },
  },
  { name: 'an unknown parameter', method: 'GET', path: '/tickets?colour=red', expected: parameter('colour') },
  { name: 'a parameter twice', method: 'GET', path: '/tickets?status=new&status=open', expected: parameter('status') },
  { name: 'a bad status', method: 'GET', path: '/tickets?status=new,lost', expected: parameter('status') },
  { name: 'a limit of 0', method: 'GET', path: '/tickets?limit=0', expected: parameter('limit') },
  { name: 'a limit of 101', method: 'GET', path: '/tickets?limit=101', expected: parameter('limit') },
  { name: 'a limit of words', method: 'GET', path: '/tickets?limit=ten', expected: parameter('limit') },
  { name: 'a bad sort', method: 'GET', path: '/tickets?sort=subject', expected: parameter('sort') },
  { name: 'a bad instant', method: 'GET', path: '/tickets?dueBefore=tomorrow', expected: parameter('dueBefore') },
  {
    name: 'a day that is not',
    method: 'GET',
    path: '/tickets?dueBefore=2026-02-30T00:00:00Z',
    expected: parameter('dueBefore'),
  },
  { name: 'a made-up cursor', method: 'GET', path: '/tickets?cursor=abc.def', expected: parameter('cursor') },
  { name: 'U+0000 in a parameter', method: 'GET', path: '/tickets?q=%00', expected: parameter('q') },
  { name: 'bad percent-encoding', method: 'GET', path: '/tickets?q=%ff', expected: { status: 400, code: 'malformed' } },
  { name: 'an unknown key', path: '/tickets/SD-999999999999/accept', expected: { status: 404, code: 'not_found' } },
  { name: 'a key that is none', method: 'GET', path: '/tickets/%00', expected: { status: 404, code: 'not_found' } },
  { name: 'a key in another case', method: 'GET', path: '/tickets/sd-1', expected: { status: 404, code: 'not_found' } },
  { name: 'an unknown address', method: 'GET', path: '/nowhere', expected: { status: 404, code: 'not_found' } },
  {
    name: 'what monitoring sends',
    path: '/alerts/alertmanager',
    body: {},
    expected: { status: 403, code: 'forbidden' },
  },
  { name: 'assign to nobody', path: '/tickets/{key}/assign', body: {}, expected: { status: 422, code: 'invalid' } },
  {
    name: 'assign to a stranger',
    path: '/tickets/{key}/assign',
    body: { agent: '01890000-0000-7000-8000-000000000000' },
    expected: invalidAt('/agent', 'unknown'),
  },
  {
    name: 'assign to no team',
    path: '/tickets/{key}/assign',
    body: { team: 'nowhere' },
    expected: invalidAt('/team', 'unknown'),
  },
  { name: 'pend without a reason', path: '/tickets/{key}/pend', expected: invalidAt('/reason', 'required') },
  {
    name: 'pend until the past',
    path: '/tickets/{key}/pend',
    body: { reason: 'scheduled', until: '2020-01-01T00:00:00Z' },
    expected: { status: 422, code: 'invalid', at: '/until' },
  },
  {
    name: 'accept with members',
    path: '/tickets/{key}/accept',
    body: { agent: 'x' },
    expected: invalidAt('/agent', 'unknown_member'),
  },
  {
    name: 'patch of the status',
    method: 'PATCH',
    path: '/tickets/{key}',
    body: { status: 'closed' },
    expected: invalidAt('/status', 'unknown_member'),
  },
  {
    name: 'an empty comment',
    path: '/tickets/{key}/comments',
    body: { body: '' },
    expected: invalidAt('/body', 'too_short'),
  },
  {
    name: 'a ticket of another version',
    method: 'PATCH',
    path: '/tickets/{key}',
    body: { tags: [] },
    headers: { 'If-Match': '"v999"' },
    expected: { status: 412, code: 'version_mismatch' },
  },
  {
    name: 'faulty and of another version',
    method: 'PATCH',
    path: '/tickets/{key}',
    body: { x: 1 },
    headers: { 'If-Match': '"v999"' },
    expected: { status: 422, code: 'invalid' },
  },
];

function invalidAt(at: string, error: string) {
  return { status: 422, code: 'invalid', at, error };
}

function parameter(at: string) {
  return { status: 422, code: 'invalid', at };
}

describe('bad input is refused, says where, and changes nothing', () => {
  test.each(cases)('$name', async ({ method = 'POST', path = '/tickets', body, bytes, headers, expected }) => {
    const before = await rows();
    const address = path.replace('{key}', key);
    const reply = bytes ? await raw(bytes) : await agent.client.send(method, address, body, headers);
    expect({ status: reply.status, code: reply.body?.code }).toEqual({ status: expected.status, code: expected.code });
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const { type, title, status, detail, requestId } = reply.body;
    expect({ type, title, status, detail }).toEqual({
      type: expect.any(String),
      title: expect.any(String),
      status: expected.status,
      detail: expect.any(String),
    });
    expect(requestId).toBe(reply.headers.get('x-request-id'));
    if (expected.at !== undefined) {
      const first = reply.body.errors[0];
      expect(first.pointer ?? first.parameter ?? first.header).toBe(expected.at);
    }
    if (expected.error !== undefined) expect(reply.body.errors[0].code).toBe(expected.error);
    expect(await rows()).toEqual(before);
  });

  async function raw(bytes: Uint8Array) {
    const response = await fetch(`${desk.url}/api/v1/tickets`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${agent.client.bearer}`, 'Content-Type': 'application/json' },
      body: Buffer.from(bytes),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  }

  async function rows() {
    const [tickets, events, comments] = await Promise.all([
      desk.prisma.ticket.count(),
      desk.prisma.ticketEvent.count(),
      desk.prisma.comment.count(),
    ]);
    return { tickets, events, comments };
  }
});

describe('the order of checks', () => {
  test('a body that cannot be read is told before a missing key, a missing key before a wrong address', async () => {
    expect((await desk.stranger.post('/tickets', '{')).status).toBe(400);
    expect((await desk.stranger.post('/tickets', { nonsense: true })).status).toBe(401);
    expect((await desk.stranger.get('/nowhere')).status).toBe(401);
    expect((await desk.stranger.delete('/tickets')).status).toBe(401);
  });

  test('401 names the scheme', async () => {
    const reply = await desk.stranger.get('/tickets');
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(reply.body.code).toBe('unauthenticated');
  });

  test.each(['Basic abc', 'Bearer', 'Bearer ', 'Bearer gk_nobody_0123456789abcdef0', 'Bearer x'])(
    'key %p is refused',
    async (authorization) => {
      expect((await desk.stranger.get('/tickets', { Authorization: authorization })).status).toBe(401);
    },
  );

  test('another method is refused with those that there are', async () => {
    const reply = await agent.client.delete(`/tickets/${key}`);
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('GET, HEAD, PATCH, OPTIONS');
  });

  test('another method is refused before its body is looked at, also where files are taken', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    const headers = { Authorization: `Bearer ${agent.client.bearer!}` };
    const reply = await fetch(`${desk.url}/api/v1/attachments`, { method: 'PUT', headers, body: form });
    expect(reply.status).toBe(405);
  });
});

describe('every answer', () => {
  test('has an id, and keeps one that was given', async () => {
    expect((await agent.client.get('/tickets')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await agent.client.get('/tickets', { 'X-Request-Id': 'mine-1' })).headers.get('x-request-id')).toBe(
      'mine-1',
    );
    expect((await agent.client.get('/tickets', { 'X-Request-Id': 'a b"c' })).headers.get('x-request-id')).not.toBe(
      'a b"c',
    );
  });

  test('protects browsers and says nothing of its maker', async () => {
    for (const reply of [
      await agent.client.get(`/tickets/${key}`),
      await desk.stranger.get('/nowhere'),
      await desk.stranger.get('//docs'),
    ]) {
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(reply.headers.get('x-powered-by')).toBeNull();
      expect(reply.headers.get('cache-control')).toMatch(/^(no-store|private, no-cache)$/);
    }
  });

  test('an unchanged ticket is not sent again', async () => {
    const first = await agent.client.get(`/tickets/${key}`);
    const etag = first.headers.get('etag')!;
    expect(etag).toBe(`"v${first.body.version}"`);
    const second = await agent.client.get(`/tickets/${key}`, { 'If-None-Match': etag });
    expect({ status: second.status, text: second.text, etag: second.headers.get('etag') }).toEqual({
      status: 304,
      text: '',
      etag,
    });
  });

  test('a body whose length lies is not waited for', async () => {
    const status = await new Promise<number>((done, fail) => {
      const sent = request(
        `${desk.url}/api/v1/tickets`,
        { method: 'POST', headers: { 'Content-Length': '999999', 'Content-Type': 'application/json' } },
        (res) => done(res.statusCode ?? 0),
      );
      sent.on('error', fail);
      sent.write('{');
    });
    expect(status).toBe(413);
  });
});
