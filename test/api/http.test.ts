import { connect } from 'node:net';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let agent: Person;
let key: string;

beforeAll(async () => {
  desk = await Desk.start();
  agent = await desk.person('agent');
  ({ key } = await agent.client.open());
});
afterAll(() => desk.stop());

test('HEAD answers as GET does, without the body, and knows what has not changed', async () => {
  const full = await agent.client.send('HEAD', `/tickets/${key}`);
  const etag = full.headers.get('etag') ?? '';
  expect([full.status, full.text, full.headers.get('cache-control')]).toEqual([200, '', 'private, no-cache']);
  expect(etag).toMatch(/^"v\d+"$/);
  expect((await agent.client.send('HEAD', `/tickets/${key}`, undefined, { 'If-None-Match': etag })).status).toBe(304);
});

test('OPTIONS tells the methods, other ones are refused with them', async () => {
  for (const [path, allow] of [
    [`/tickets/${key}`, 'GET, HEAD, PATCH, OPTIONS'],
    ['/tickets/bulk', 'POST, OPTIONS'],
    ['//healthz', 'GET, HEAD, OPTIONS'],
    ['//readyz', 'GET, HEAD, OPTIONS'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
  ] as const) {
    const options = await agent.client.send('OPTIONS', path);
    expect([path, options.status, options.headers.get('allow')]).toEqual([path, 204, allow]);
    const refused = await agent.client.delete(path);
    expect([path, refused.status, refused.body.code]).toEqual([path, 405, 'method_not_allowed']);
    expect(refused.headers.get('allow')).toBe(allow);
  }
});

test.each([
  ['headers that are too long', `GET /healthz HTTP/1.1\r\nHost: desk\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['what is no HTTP', 'NONSENSE\r\n\r\n', 400],
])('%s: a problem, as everything else that is refused', async (_, bytes, status) => {
  const [head = '', body = ''] = (await sendRaw(bytes)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('Content-Type: application/problem+json');
  const problem = JSON.parse(body) as { status: number; requestId: string };
  expect(problem.status).toBe(status);
  expect(head).toContain(`X-Request-Id: ${problem.requestId}`);
});

function sendRaw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(desk.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}
