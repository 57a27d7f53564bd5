/** Debian's Alertmanager, sending its own webhook as it does anywhere. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../cli/stack/ports';
import { Desk, type Person } from '../support/desk';
import { debianServer } from './debian';

const alertmanager = debianServer('/usr/bin/prometheus-alertmanager', ['prometheus-alertmanager']);

let folder: string;
let url: string;
let server: ChildProcess;
let desk: Desk;
let agent: Person;

beforeAll(async () => {
  if (!alertmanager) return;
  desk = await Desk.start();
  agent = await desk.person('agent');
  const { bearer } = await desk.service('alerts:write');
  folder = mkdtempSync(join(tmpdir(), 'guichet-alertmanager-'));
  const receiver = {
    name: 'desk',
    webhook_configs: [
      {
        url: `${desk.url}/api/v1/alerts/alertmanager`,
        send_resolved: true,
        http_config: { authorization: { credentials: bearer } },
      },
    ],
  };
  const route = { receiver: 'desk', group_by: ['...'], group_wait: '1s', group_interval: '1s', repeat_interval: '1s' };
  // JSON is YAML.
  writeFileSync(join(folder, 'config.yml'), JSON.stringify({ route, receivers: [receiver] }));
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  server = spawn(
    alertmanager,
    [
      `--config.file=${join(folder, 'config.yml')}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  await desk.eventually('Alertmanager to be ready', () =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
}, 180_000);
afterAll(async () => {
  if (!alertmanager) return;
  const gone = once(server, 'exit');
  server.kill();
  await gone;
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

const real = alertmanager ? test : test.skip;

real(
  'it opens a ticket, says the same again and again, and clears it',
  async () => {
    const alert = {
      labels: { alertname: 'DiskFull', instance: 'db1', severity: 'critical' },
      annotations: { summary: 'The disk of db1 is full' },
      startsAt: new Date().toISOString(),
    };
    const tell = async (more: object) => {
      const reply = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify([{ ...alert, ...more }]),
      });
      expect(reply.status).toBe(200);
    };
    const tickets = async () => {
      const body = (await agent.client.get('/tickets?type=alert')).body as { data: { key: string }[] };
      return body.data;
    };

    await tell({});
    const [ticket] = await desk.eventually('the ticket', async () => (await tickets()).length > 0 && tickets());
    const notified = () =>
      fetch(`${url}/metrics`)
        .then((reply) => reply.text())
        .then((text) => Number(/alertmanager_notifications_total\{integration="webhook"\} (\d+)/.exec(text)?.[1]));
    await desk.eventually('three notifications', async () => (await notified()) >= 3);
    expect(await tickets()).toHaveLength(1);
    expect((await agent.client.get(`/tickets/${ticket!.key}`)).body).toMatchObject({
      ...{ subject: 'The disk of db1 is full', priority: 'critical', source: 'alert', occurrences: 1 },
    });

    await tell({ endsAt: new Date().toISOString() });
    await desk.eventually('it to be cleared', async () => {
      const reply = await agent.client.get(`/tickets/${ticket!.key}`);
      const { status, resolution } = reply.body as { status: string; resolution: string | null };
      return status === 'resolved' && resolution === 'cleared';
    });
  },
  60_000,
);
