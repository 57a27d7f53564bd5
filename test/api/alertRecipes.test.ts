import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Desk, type Person } from '../support/desk';
import type { DeskClient } from '../support/deskClient';

const GUIDE = readFileSync(join(__dirname, '../../docs/alerts.md'), 'utf8');

let desk: Desk;
let agent: Person;
let monitoring: DeskClient;
let env: NodeJS.ProcessEnv;
let folder: string;

beforeAll(async () => {
  desk = await Desk.start();
  folder = mkdtempSync(join(tmpdir(), 'guichet-recipes-'));
  agent = await desk.person('agent');
  monitoring = await desk.service('alerts:write');
  const admin = await desk.person('admin');
  env = { ...process.env, DESK: desk.url, KEY: monitoring.bearer ?? '', ADMIN: admin.client.bearer ?? '' };
});
afterAll(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The n-th block of a language under a heading of the guide, as it stands. */
function block(heading: string, language: string, n = 0): string {
  const [, section = ''] = GUIDE.split(`\n## ${heading}\n`);
  const blocks = [...(section.split('\n## ')[0] ?? '').matchAll(/```(\w*)\n([^]*?)```/g)];
  const found = blocks.filter(([, one]) => one === language)[n];
  if (!found) throw new Error(`docs/alerts.md has no such block under ${heading}`);
  return found[2] ?? '';
}

/** @returns what it printed, and the code that it ended with */
async function sh(script: string): Promise<{ printed: string; code: number }> {
  try {
    const { stdout } = await promisify(execFile)('sh', ['-c', script], { env, cwd: folder });
    return { printed: stdout, code: 0 };
  } catch (error) {
    const { stdout = '', code = -1 } = error as { stdout?: string; code?: number };
    return { printed: stdout, code };
  }
}

const until = (key: string, status: string) =>
  desk.eventually(`${key} ${status}`, async () => {
    const { body } = await agent.client.get(`/tickets/${key}`);
    return body.status === status && body;
  });
const effectsIn = (printed: string) => (JSON.parse(printed) as { data: { key: string; effect: string }[] }).data;

test('what Grafana sends opens a ticket, and its end clears it', async () => {
  const sent = block('Grafana', 'sh');
  const [opened] = effectsIn((await sh(sent)).printed);
  expect(opened).toMatchObject({ effect: 'opened' });
  const ticket = await until(opened!.key, 'open');
  expect(ticket).toMatchObject({ subject: '4,120 mails wait', priority: 'critical', source: 'alert' });
  expect(ticket.description).toContain('None has left for ten minutes.');
  expect(effectsIn((await sh(sent)).printed)).toMatchObject([{ effect: 'ignored' }]);
  const over = sent
    .replaceAll('"status": "firing"', '"status": "resolved"')
    .replace('"endsAt": "0001-01-01T00:00:00Z"', '"endsAt": "2026-11-22T09:30:00+01:00"');
  expect(effectsIn((await sh(over)).printed)).toMatchObject([{ effect: 'cleared' }]);
  expect(await until(opened!.key, 'resolved')).toMatchObject({ resolution: 'cleared' });
});

test('a cron job that fails opens a ticket, goes on failing in it, and clears it when it succeeds', async () => {
  expect((await sh(block('Cron jobs', 'sh'))).code).toBe(0);
  const script = join(folder, 'desk-job');
  writeFileSync(script, block('Cron jobs', 'sh', 1));
  chmodSync(script, 0o755);
  const tickets = () => desk.prisma.ticket.findMany({ where: { subject: { startsWith: 'backup failed on ' } } });

  expect((await sh(`${script} backup sh -c 'echo no; exit 3'`)).code).toBe(3);
  expect((await sh(`${script} backup sh -c 'exit 4'`)).code).toBe(4);
  const { key = '' } = (await tickets())[0] ?? {};
  expect(await until(key, 'open')).toMatchObject({ occurrences: 1, description: expect.stringContaining('with 3.') });
  expect(await sh(`${script} backup echo well`)).toEqual({ printed: 'well\n', code: 0 });
  expect(await until(key, 'resolved')).toMatchObject({ resolution: 'cleared' });
  expect((await sh(`${script} backup false`)).code).toBe(1);
  expect(await tickets()).toHaveLength(2);
});

test('what a media type of Zabbix sends is read by the document of its source', async () => {
  const document = JSON.parse(block('Anything else', 'json')) as object;
  const admin = await desk.person('admin');
  const create = { 'If-None-Match': '*' };
  expect((await admin.client.put('/alert-sources/zabbix', document, create)).status).toBe(201);
  const [, body = ''] = /with the body `([^`]+)`/.exec(GUIDE) ?? [];
  const values = { ID: '17', VALUE: '1', SEVERITY: 'High', NAME: 'No answer from db1' };
  const send = (value: string) => {
    const filled = body.replace('{HOST.NAME}', 'db1').replace(/\{TRIGGER\.(\w+)\}/g, (_, name: string) => {
      return { ...values, VALUE: value }[name] ?? '';
    });
    return monitoring.post('/alerts?source=zabbix', JSON.parse(filled));
  };
  const { body: first } = await send('1');
  expect(first.data).toMatchObject([{ effect: 'opened', fingerprint: '17' }]);
  expect(await until(String(first.data[0].key), 'open')).toMatchObject({ subject: 'No answer from db1' });
  expect((await send('0')).body.data).toMatchObject([{ effect: 'cleared' }]);
});
