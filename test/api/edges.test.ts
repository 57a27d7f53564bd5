import { connect } from 'node:net';
import { Desk, type Person } from '../support/desk';
import { startSecondApi, type SecondApi } from '../support/secondApi';

let desk: Desk;
let agent: Person;
/** Waits for its clients less long than others do, and lets pages of one site call. */
let hasty: SecondApi;

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  agent = await desk.person('agent');
  const patience = { headersMs: 400, requestMs: 4_000, silenceMs: 5_000 };
  const settings = { capacity: { bodyMs: 400 }, corsOrigins: ['https://intranet.example'] };
  hasty = await startSecondApi(desk, { patience, settings });
});
afterAll(async () => {
  await hasty.close();
  await desk.stop();
});

const post = (bytes: number, ...more: string[]) =>
  [
    'POST /api/v1/tickets HTTP/1.1',
    'Host: desk',
    `Authorization: Bearer ${agent.client.bearer ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${bytes}`,
    ...more,
    '',
    '',
  ].join('\r\n');

describe('slow clients', () => {
  test('headers that drip are cut off, and others are served meanwhile', async () => {
    const dripping = Array.from({ length: 50 }, (_, n) =>
      drip('GET /healthz HTTP/1.1\r\nHost: desk\r\n', () => `X-Drop-${n}: 1\r\n`),
    );
    expect((await hasty.as(agent.client).get('/tickets')).status).toBe(200);
    const answers = await Promise.all(dripping);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 408));
    expect(answers[0]!.body).toMatchObject({ status: 408, code: 'request_timeout' });
  });

  test('a body that drips is cut off', async () => {
    const { status, head, body } = await drip(post(1_000) + '{"subject":"', () => 'x');
    expect([status, body.code]).toEqual([408, 'request_timeout']);
    expect(head).toMatch(/\r\nConnection: close/i);
    expect(await desk.prisma.ticket.count()).toBe(0);
  });
});

describe('lengths that are not true', () => {
  test('a body shorter than its Content-Length is waited for in vain', async () => {
    const { status, body } = await drip(post(500) + '{"subject":"short"}', null);
    expect([status, body.code]).toEqual([408, 'request_timeout']);
  });

  test('a body longer than its Content-Length is cut: the rest is no request', async () => {
    const answers = await sendRaw(`${post(19)}{"subject":"exact"} {"subject":"smuggled"}\r\n\r\n`);
    expect(answers).toMatch(/HTTP\/1.1 400 .*"code":"malformed"/s);
    expect(await desk.prisma.ticket.count({ where: { subject: 'smuggled' } })).toBe(0);
  });

  test.each([
    ['a Content-Length beside chunks', (body: string) => `${post(5, 'Transfer-Encoding: chunked')}${body}`],
    ['two lengths', (body: string) => `${post(19, 'Content-Length: 4')}${body}`],
    ['a length below zero', (body: string) => `${post(-1)}${body}`],
    ['a length of words', (body: string) => `${post(NaN)}${body}`],
  ])('%s is refused', async (_, request) => {
    expect(await sendRaw(request('{"subject":"either"}'))).toMatch(/^HTTP\/1.1 400 .*"code":"malformed"/s);
    expect(await desk.prisma.ticket.count({ where: { subject: 'either' } })).toBe(0);
  });

  test('a length beyond the limit is refused before a byte of it came', async () => {
    const { status, body } = await drip(post(10_000_000), null);
    expect([status, body.code]).toEqual([413, 'too_large']);
  });
});

describe('shapes of JSON', () => {
  const subject = '"subject":"a"';
  test.each([
    ['on top', `{${subject},\n "subject":"b"}`, /"subject" twice \(line 2, column 2\)/],
    ['deep inside', `{${subject},"fields":{"x":[{"n":1,"n":1}]}}`, /"n" twice/],
    ['written in another way', `{${subject},"s\\u0075bject":"b"}`, /"subject" twice/],
    ['of which one has no say', `{"__proto__":1,"__proto__":2,${subject}}`, /"__proto__" twice/],
  ])('a member that is there twice, %s, is refused', async (_, body, detail) => {
    const reply = await agent.client.post('/tickets', body);
    expect([reply.status, reply.body.code]).toEqual([400, 'malformed']);
    expect(reply.body.detail).toMatch(detail);
  });

  test('the same name in two objects is no repetition', async () => {
    const reply = await agent.client.post(
      '/tickets',
      `{${subject},"fields":{"a":{"n":1},"b":[{"n":1},{"n":2}],"n":3}}`,
    );
    expect([reply.status, reply.body.fields]).toEqual([201, { a: { n: 1 }, b: [{ n: 1 }, { n: 2 }], n: 3 }]);
  });

  test('more members or levels than anybody needs are refused', async () => {
    const wide = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`m${n}`, n]));
    const tooWide = await agent.client.post('/tickets', { subject: 'a', fields: wide });
    expect([tooWide.status, tooWide.body.errors[0]]).toMatchObject([422, { pointer: '/fields', code: 'too_many' }]);
    const deep = `{${subject},"fields":{"d":${'['.repeat(100)}${']'.repeat(100)}}}`;
    const tooDeep = await agent.client.post('/tickets', deep);
    expect([tooDeep.status, tooDeep.body.errors[0].code]).toEqual([422, 'too_deep']);
  });

  test.each([
    ['__proto__ on top', `{${subject},"__proto__":{"polluted":1}}`, 422],
    ['__proto__ inside', `{${subject},"fields":{"a":{"__proto__":{"polluted":1}}}}`, 422],
    ['constructor on top', `{${subject},"constructor":{"prototype":{"polluted":1}}}`, 422],
    ['constructor as a field', `{${subject},"fields":{"constructor":{"prototype":{"polluted":1}}}}`, 201],
  ])('%s pollutes nothing', async (_, body, status) => {
    const reply = await agent.client.post('/tickets', body);
    expect(reply.status).toBe(status);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    if (status === 201) expect(reply.body.fields).toEqual({ constructor: { prototype: { polluted: 1 } } });
  });
});

describe('addresses and headers', () => {
  test('an address that is too long is refused', async () => {
    const reply = await agent.client.get(`/tickets?q=${'a'.repeat(9_000)}`);
    expect([reply.status, reply.body.code]).toEqual([414, 'uri_too_long']);
  });

  test('headers that are too many are refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`X-${n}`, '1']));
    const reply = await agent.client.get('/tickets', many);
    expect([reply.status, reply.body.code]).toEqual([431, 'headers_too_large']);
  });

  test('every answer has a request id: the caller’s, if it can stand in a log line', async () => {
    for (const path of ['/tickets', '/nowhere', '//healthz']) {
      const own = await agent.client.get(path, { 'X-Request-Id': 'mine-1' });
      expect(own.headers.get('x-request-id')).toBe('mine-1');
      const made = await agent.client.get(path, { 'X-Request-Id': '{"level":"error"}' });
      expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
    const refused = await agent.client.get('/nowhere', { 'X-Request-Id': 'mine-2' });
    expect(refused.body.requestId).toBe('mine-2');
  });

  test('answers tell browsers to be careful, and nobody what serves them', async () => {
    for (const path of ['/tickets', '//docs', '//healthz', '/nowhere']) {
      const { headers } = await agent.client.get(path);
      expect([path, headers.get('x-content-type-options'), headers.get('x-powered-by')]).toEqual([
        path,
        'nosniff',
        null,
      ]);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('pages of other sites', () => {
  const site = 'https://intranet.example';
  const asking = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' };

  test('no site may read anything unless it is named', async () => {
    const reply = await agent.client.get('/tickets', { Origin: site });
    const asked = await desk.stranger.send('OPTIONS', '/tickets', undefined, { Origin: site, ...asking });
    for (const { headers } of [reply, asked])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('a named site may, with a key and never with a cookie', async () => {
    const client = hasty.as(agent.client);
    const asked = await client.send('OPTIONS', '/tickets', undefined, { Origin: site, ...asking });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, site]);
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization');
    const reply = await client.get('/tickets', { Origin: site });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, site]);
    expect(reply.headers.get('access-control-expose-headers')).toContain('ETag');
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    expect(reply.headers.get('vary')).toMatch(/Origin/);
    const other = await client.get('/tickets', { Origin: 'https://intranet.example.evil' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect((await client.send('OPTIONS', '/tickets')).headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
  });
});

describe('versions that one has seen', () => {
  test.each([
    ['the one there', '"v1"', 200],
    ['any', '*', 200],
    ['one of several', '"v9", "v1"', 200],
    ['a weak one', 'W/"v1"', 412],
    ['another', '"v2"', 412],
    ['one without quotes', 'v1', 412],
    ['none of several', '"v2","v3"', 412],
  ])('If-Match with %s on a document: %s %d', async (what, tag, status) => {
    const id = what.replace(/ /g, '-');
    const made = await desk.person('admin');
    const document = { name: id, members: [], assignment: 'manual' };
    expect((await made.client.put(`/teams/${id}`, document, { 'If-None-Match': '*' })).status).toBe(201);
    expect((await made.client.put(`/teams/${id}`, document, { 'If-Match': tag })).status).toBe(status);
    const again = { 'If-None-Match': 'W/"v1", W/"v2"' };
    expect((await made.client.put(`/teams/${id}`, document, again)).status).toBe(412);
  });
});

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: { readonly code?: string };
}

/** Sends the beginning of a request and then a drop at a time, or nothing more, until the desk has had enough. */
async function drip(beginning: string, drop: (() => string) | null): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const answer = await sendRaw(beginning, (write) => {
    if (drop) timer = setInterval(() => write(drop()), 50);
  });
  clearInterval(timer);
  const [head = '', rest = ''] = answer.split('\r\n\r\n');
  // What a client still owes after its answer is waited for, and a second answer tells it when that is over.
  const [body = ''] = rest.split('HTTP/1.1');
  return { head, status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]), body: JSON.parse(body) as Answer['body'] };
}

/** @returns all that is answered until the desk closes the connection */
function sendRaw(bytes: string, meanwhile?: (write: (text: string) => void) => void): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(hasty.port, '127.0.0.1', () => {
      socket.write(bytes);
      meanwhile?.((text) => socket.writable && socket.write(text));
    });
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    // Cut off while it still writes, a client may see a reset after the answer.
    socket.on('error', () => undefined).on('close', () => resolve(answer));
  });
}
