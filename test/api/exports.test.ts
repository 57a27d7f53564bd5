import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answerExport } from '../../api/exports/answer';
import { Desk, type Person } from '../support/desk';
import type { DeskClient } from '../support/deskClient';

let desk: Desk;
let requester: Person;
let lead: Person;
let exporter: DeskClient;
let keys: string[];

beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester', { name: '=HYPERLINK("http://evil.example")' });
  lead = await desk.person('lead');
  exporter = await desk.service('export');
  const open = (subject: string) => requester.client.open({ subject, tags: ['a', 'b'], description: 'Line 1\n"2"' });
  keys = [(await open('=1+1')).key, (await open('Plain')).key, (await open('-2; "quoted"')).key];
  await lead.client.post(`/tickets/${keys[1]}/accept`);
});
afterAll(() => desk.stop());

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('tickets', () => {
  test('come as the lists show them, and end with a line that says that it is all', async () => {
    const reply = await exporter.get('/exports/tickets');
    expect(reply.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = linesOf(reply.text);
    expect(lines.at(-1)).toEqual({ complete: true, rows: 3 });
    expect(lines.slice(0, -1).map(({ key }) => key)).toEqual(keys);
    const { clocks: _clocks, ...shown } = (await lead.client.get(`/tickets/${keys[0]}`)).body;
    expect(lines[0]).toMatchObject(shown);
  });

  test('are narrowed by the filters of lists', async () => {
    const keysOf = async (query: string) =>
      linesOf((await lead.client.get(`/exports/tickets?${query}`)).text).flatMap(({ key }) => key ?? []);
    expect(await keysOf('assignee=me')).toEqual([keys[1]]);
    expect(await keysOf('q=plain')).toEqual([keys[1]]);
    expect(await keysOf('status=closed')).toEqual([]);
    const wrong = await lead.client.get('/exports/tickets?status=lost&limit=5');
    expect(wrong.body.errors.map(({ parameter }: { parameter: string }) => parameter).sort()).toEqual([
      'limit',
      'status',
    ]);
  });

  test('in CSV no text is a formula, and every field is what it was', async () => {
    const { text, headers } = await lead.client.get('/exports/tickets?format=csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="tickets.csv"');
    const [names, first, , third] = parseCsv(text);
    const at = (row: string[] | undefined, name: string) => row?.[names!.indexOf(name)];
    expect([at(first, 'subject'), at(third, 'subject')]).toEqual(["'=1+1", `'-2; "quoted"`]);
    expect(at(first, 'requester')).toBe(`'=HYPERLINK("http://evil.example")`);
    expect(at(first, 'description')).toBe('Line 1\n"2"');
    expect(at(first, 'tags')).toBe('a b');
    expect(
      parseCsv(text)
        .slice(1)
        .flat()
        .filter((field) => /^[=+@\t\r-]/.test(field)),
    ).toEqual([]);
  });

  test('are compressed for whoever takes gzip, and only then', async () => {
    const ask = async (encoding: string) => {
      const headers = { Authorization: `Bearer ${lead.client.bearer}`, 'Accept-Encoding': encoding };
      return fetch(`${desk.url}/api/v1/exports/tickets`, { headers });
    };
    const zipped = await ask('gzip');
    expect([zipped.headers.get('content-encoding'), zipped.headers.get('vary')]).toEqual([
      'gzip',
      expect.stringContaining('Accept-Encoding'),
    ]);
    expect(linesOf(await zipped.text()).at(-1)).toEqual({ complete: true, rows: 3 });
    expect((await ask('identity')).headers.get('content-encoding')).toBeNull();
    expect((await ask('gzip;q=0')).headers.get('content-encoding')).toBeNull();
  });

  test('are taken by leads, administrators and the scope; it is noted by whom', async () => {
    const admin = await desk.person('admin');
    const agent = await desk.person('agent');
    expect((await admin.client.get('/exports/tickets')).status).toBe(200);
    expect((await agent.client.get('/exports/tickets')).status).toBe(403);
    const noted = await desk.prisma.auditEvent.findMany({ where: { actor: admin.id, action: 'export' } });
    expect(noted.map(({ object }) => object)).toEqual(['export:tickets']);
  });
});

describe('events', () => {
  test('come whole, ticket by ticket, in order', async () => {
    const lines = linesOf((await exporter.get('/exports/events')).text);
    const events = lines.slice(0, -1);
    expect(lines.at(-1)).toEqual({ complete: true, rows: events.length });
    for (const key of keys) {
      const own = events.filter(({ ticket }) => ticket === key);
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_event, n) => n + 1));
    }
    const shown = (await lead.client.get(`/tickets/${keys[1]}/events`)).body.data;
    const taken = events.filter(({ ticket }) => ticket === keys[1]);
    expect(taken).toEqual(shown.map((event: object) => ({ ticket: keys[1], ...event })));
  });

  test('between two instants', async () => {
    const [, second] = (await lead.client.get(`/tickets/${keys[1]}/events`)).body.data;
    const { text } = await lead.client.get(`/exports/events?from=${second.at}&to=2100-01-01T00:00:00Z`);
    const kinds = linesOf(text).filter(({ ticket }) => ticket === keys[0]);
    expect(kinds).toEqual([]);
    const none = linesOf((await lead.client.get('/exports/events?to=2000-01-01T00:00:00Z')).text);
    expect(none).toEqual([{ complete: true, rows: 0 }]);
  });

  test('also as CSV', async () => {
    const rows = parseCsv((await lead.client.get('/exports/events?format=csv')).text);
    expect(rows[0]!.slice(0, 4)).toEqual(['ticket', 'seq', 'at', 'kind']);
    expect(rows[1]!.slice(0, 2)).toEqual([keys[0], '1']);
  });
});

describe('many rows', () => {
  beforeAll(async () => {
    await desk.prisma.$executeRaw`
      INSERT INTO tickets (id, number, key, version, type, status, priority, priority_rank, source, requester_id, subject,
                           description, created_at, updated_at, state, ended_at, fields)
      SELECT ('01a20000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n, 'SD-' || n, 1, 'incident', 'new', 'high', 3, 'api',
             ${requester.id}::uuid, 'Ticket ' || n, '', now(), now(), NULL, now(),
             jsonb_build_object('long', repeat('x', 65000))
        FROM generate_series(1, 2000) n`;
  });

  test('pass through bounded memory', async () => {
    const response = await fetch(`${desk.url}/api/v1/exports/tickets`, {
      headers: { Authorization: `Bearer ${lead.client.bearer}`, 'Accept-Encoding': 'identity' },
    });
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const inUse = () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = inUse();
    let [bytes, chunks, tail, peak] = [0, 0, '', 0];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      tail = (tail + Buffer.from(chunk).toString('latin1')).slice(-100);
      if (chunks++ % 200 === 0) peak = Math.max(peak, inUse() - before);
    }
    expect(tail).toMatch(/\{"complete":true,"rows":2003\}\n$/);
    console.log(`${(bytes / 1e6).toFixed(0)} MB exported; ${(peak / 1e6).toFixed(0)} MB in use at most`);
    expect(peak).toBeLessThan(bytes / 2);
  });

  test.each(['identity', 'gzip'])('are not read for somebody who has gone (%s)', async (encoding) => {
    let [pages, over] = [0, false];
    async function* endless() {
      try {
        for (;;) yield [{ page: pages++, text: randomBytes(20_000).toString('hex') }];
      } finally {
        over = true;
      }
    }
    const asked = { req: { headers: { 'accept-encoding': encoding } } as never };
    const answer = answerExport(asked, { format: 'ndjson', name: 'x', pages: endless(), columns: [] });
    const stream = await answer.stream!();
    await once(stream, 'readable');
    stream.read(10);
    await sleep(50);
    const readAhead = pages;
    await sleep(50);
    // Nobody takes more, so no more is read.
    expect(pages).toBe(readAhead);
    stream.destroy();
    await desk.eventually('the reading to end', async () => over);
    expect(pages).toBe(readAhead);
  });
});

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const field = quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"');
    if (rows.length === 0) rows.push([]);
    if (field !== '' || end !== '') rows.at(-1)!.push(field);
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
