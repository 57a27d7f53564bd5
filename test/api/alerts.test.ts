import { tellerOf } from '../../api/alerts/teller';
import { Desk, type Person } from '../support/desk';
import type { DeskClient, Reply } from '../support/deskClient';

let desk: Desk;
let monitoring: DeskClient;
let agent: Person;
let admin: Person;

beforeAll(async () => {
  desk = await Desk.start();
  monitoring = await desk.service('alerts:write');
  agent = await desk.person('agent');
  admin = await desk.person('admin');
  await desk.prisma.team.upsert({ where: { id: 'storage' }, create: { id: 'storage', name: 'Storage' }, update: {} });
});
afterAll(() => desk.stop());

let made = 0;
/** A new alert, as Alertmanager tells of it. */
function newAlert(labels: Record<string, string> = {}) {
  made += 1;
  return {
    status: 'firing',
    labels: { alertname: `Disk ${made}`, instance: `db${made}`, ...labels },
    annotations: { summary: `Disk ${made} is full`, description: 'No space is left.' },
    startsAt: '2026-11-22T08:00:00.123456789Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'https://prometheus.example/graph?g0=1',
    fingerprint: `fp-${made}`,
  };
}
type SentAlert = ReturnType<typeof newAlert>;

/** As Alertmanager posts it, with all that is of no use here. */
function notify(alerts: readonly object[], query = ''): Promise<Reply> {
  return monitoring.post(`/alerts/alertmanager${query}`, {
    ...{ version: '4', groupKey: '{}:{}', truncatedAlerts: 0, status: 'firing', receiver: 'desk' },
    ...{ groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'https://alertmanager.example' },
    alerts,
  });
}
const over = (alert: SentAlert) => ({ ...alert, status: 'resolved', endsAt: '2026-11-22T09:00:00Z' });
const again = (alert: SentAlert, startsAt: string) => ({ ...alert, startsAt });

async function effects(alerts: readonly object[], query = ''): Promise<{ key: string; effect: string }[]> {
  const reply = await notify(alerts, query);
  expect(reply.status).toBe(202);
  return (reply.body as { data: { key: string; effect: string }[] }).data;
}

async function open(alert: SentAlert): Promise<string> {
  const [effect] = await effects([alert]);
  expect(effect).toMatchObject({ effect: 'opened' });
  return effect!.key;
}

const read = async (key: string) => (await agent.client.get(`/tickets/${key}`)).body as Record<string, unknown>;
const kinds = async (key: string) =>
  ((await agent.client.get(`/tickets/${key}/events`)).body as { data: { kind: string }[] }).data.map(
    ({ kind }) => kind,
  );
const until = (key: string, what: Record<string, unknown>) =>
  desk.eventually(`${key} to be ${JSON.stringify(what)}`, async () => {
    const ticket = await read(key);
    return Object.entries(what).every(([name, value]) => ticket[name] === value) && ticket;
  });

describe('Alertmanager', () => {
  it('opens a ticket with what the alert says', async () => {
    const alert = newAlert({ severity: 'critical' });
    const key = await open(alert);
    const ticket = await until(key, { status: 'open' });
    expect(ticket).toMatchObject({ type: 'alert', source: 'alert', priority: 'critical', occurrences: 1 });
    expect(ticket.subject).toBe(alert.annotations.summary);
    expect(ticket.description).toContain(`instance: ${alert.labels.instance}`);
    expect(ticket.requester).toMatchObject({ name: 'Monitoring' });
  });

  it('has one effect, though it tells the same ten times, also all at once', async () => {
    const alert = newAlert();
    const replies = await Promise.all(Array.from({ length: 10 }, () => effects([alert, alert])));
    const told = replies.flat();
    expect(told.filter(({ effect }) => effect === 'opened')).toHaveLength(1);
    expect(told.filter(({ effect }) => effect === 'ignored')).toHaveLength(19);
    expect(await desk.prisma.ticket.count({ where: { fingerprint: alert.fingerprint } })).toBe(1);
  });

  it('joins the open ticket when the alert comes again', async () => {
    const alert = newAlert();
    const key = await open(alert);
    expect(await effects([again(alert, '2026-11-22T10:00:00Z')])).toEqual([
      { fingerprint: alert.fingerprint, key, effect: 'occurred' },
    ]);
    await until(key, { occurrences: 2 });
    expect(await kinds(key)).toContain('occurred');
  });

  it('clears what nobody has accepted, and a later alert opens another ticket', async () => {
    const alert = newAlert();
    const key = await open(alert);
    expect(await effects([over(alert)])).toMatchObject([{ key, effect: 'cleared' }]);
    await until(key, { status: 'resolved', resolution: 'cleared' });
    expect(await effects([over(alert), alert])).toMatchObject([{ effect: 'ignored' }, { effect: 'ignored' }]);
    const later = await open(again(alert, '2026-11-22T11:00:00Z'));
    expect(later).not.toBe(key);
  });

  it('leaves what somebody has accepted to her', async () => {
    const alert = newAlert();
    const key = await open(alert);
    await until(key, { status: 'open' });
    await agent.client.post(`/tickets/${key}/accept`);
    expect(await effects([over(alert)])).toMatchObject([{ key, effect: 'noted' }]);
    await desk.eventually('the end to be noted', async () => (await kinds(key)).includes('alertEnded'));
    expect(await read(key)).toMatchObject({ status: 'open' });
  });

  it('opens nothing for an alert whose end came before its beginning', async () => {
    const alert = newAlert();
    expect(await effects([over(alert)])).toMatchObject([{ key: null, effect: 'ignored' }]);
    expect(await effects([alert])).toMatchObject([{ key: null, effect: 'ignored' }]);
  });

  it('makes up for an end that nobody told when the alert begins anew', async () => {
    const alert = newAlert();
    const key = await open(alert);
    const anew = again(alert, '2026-11-22T12:00:00Z');
    await effects([anew]);
    expect(await effects([over(anew)])).toMatchObject([{ key, effect: 'cleared' }]);
    await until(key, { resolution: 'cleared', occurrences: 2 });
  });

  it('has what a stopped worker could not hear told later, once', async () => {
    const alert = newAlert();
    const key = await open(alert);
    await until(key, { status: 'open' });
    await desk.stopWorker();
    await effects([again(alert, '2026-11-22T13:00:00Z')]);
    await desk.startWorker();
    await desk.eventually('the ticket to be told', async () => {
      await desk.prisma.alert.updateMany({
        where: { fingerprint: alert.fingerprint, startTold: false },
        data: { changedAt: new Date(0) },
      });
      await tellerOf(desk.deps).look();
      return (await read(key)).occurrences === 2;
    });
    expect((await kinds(key)).filter((kind) => kind === 'occurred')).toHaveLength(1);
  });

  it('opens another ticket if the one that it joined was resolved before it heard of it', async () => {
    const alert = newAlert();
    const key = await open(alert);
    await until(key, { status: 'open' });
    await agent.client.post(`/tickets/${key}/resolve`, {});
    // As if the alert had joined just before.
    const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { key } });
    await desk.prisma.alert.create({
      data: {
        ...{ source: 'alertmanager', fingerprint: alert.fingerprint, startsAt: new Date('2026-11-22T14:00:00Z') },
        ...{ ticketId: ticket.id, byId: 'someone' },
      },
    });
    tellerOf(desk.deps).tell(ticket.id);
    const other = await desk.eventually('another ticket', () =>
      desk.prisma.ticket.findFirst({ where: { fingerprint: alert.fingerprint, key: { not: key } } }),
    );
    expect(other).toMatchObject({ subject: ticket.subject, source: 'alert' });
    expect(await effects([over(again(alert, '2026-11-22T14:00:00Z'))])).toMatchObject([
      { key: other.key, effect: 'cleared' },
    ]);
  });

  it('makes a thousand alerts of a burst as many tickets as there are groups', async () => {
    await admin.client.put(
      '/alert-sources/rack',
      { name: 'Racks', group: 'labels.rack', subject: '"Rack " + labels.rack + " is in trouble"', rules: [] },
      { 'If-None-Match': '*' },
    );
    const burst = Array.from({ length: 1_000 }, (_, index) => newAlert({ rack: `r${index % 10}` }));
    const told = await effects(burst, '?source=rack');
    expect(told.filter(({ effect }) => effect === 'opened')).toHaveLength(10);
    expect(told.filter(({ effect }) => effect === 'occurred')).toHaveLength(990);
    const keys = [...new Set(told.map(({ key }) => key))];
    expect(keys).toHaveLength(10);
    expect(await until(keys[0]!, { occurrences: 100 })).toMatchObject({ subject: 'Rack r0 is in trouble' });
    await effects(burst.slice(0, 999).map(over), '?source=rack');
    await until(keys[0]!, { resolution: 'cleared' });
    expect(await read(keys[9]!)).toMatchObject({ status: 'open' });
    await effects([over(burst[999]!)], '?source=rack');
    await until(keys[9]!, { resolution: 'cleared' });
  }, 120_000);
});

describe('Rules for alerts', () => {
  it('map labels to team, classification, tags and fields; the first that holds counts', async () => {
    const source = {
      name: 'Alertmanager',
      rules: [
        { id: 'tests', when: 'labels.env == "test"', ignore: true },
        {
          id: 'storage',
          when: 'labels.alertname.startsWith("Disk")',
          set: {
            team: 'storage',
            impact: 'low',
            tags: ['disk'],
            fields: { host: 'labels.instance', gone: 'labels.no' },
          },
        },
      ],
    };
    expect((await admin.client.put('/alert-sources/prod', source, { 'If-None-Match': '*' })).status).toBe(201);
    const [alert, test] = [newAlert({ severity: 'critical' }), newAlert({ env: 'test' })];
    const [effect, nothing] = await effects([alert, test], '?source=prod');
    expect(nothing).toMatchObject({ key: null, effect: 'ignored' });
    const ticket = await until(effect!.key, { status: 'open' });
    expect(ticket).toMatchObject({ impact: 'low', urgency: 'high', priority: 'medium', tags: ['disk'] });
    expect(ticket).toMatchObject({ team: { id: 'storage' }, fields: { host: alert.labels.instance } });
  });

  it('say where their mistakes are', async () => {
    const rules = [
      { id: 'a', when: 'labels.severity ==' },
      { id: 'b', when: 'labels.severity', set: { team: 'nobody', fields: { x: 'nothing' } } },
    ];
    const reply = await admin.client.put('/alert-sources/wrong', { name: 'W', rules }, { 'If-None-Match': '*' });
    expect(reply.status).toBe(422);
    const { errors } = reply.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/rules/0/when',
      '/rules/1/when',
      '/rules/1/set/fields/x',
      '/rules/1/set/team',
    ]);
  });
});

describe('Any other monitoring', () => {
  const zabbix = {
    name: 'Zabbix',
    read: {
      fingerprint: 'body.trigger',
      firing: 'body.value == "1"',
      startsAt: 'body.clock',
      labels: { host: 'body.host', severity: 'body.severity', none: 'body.missing' },
      annotations: { summary: 'body.name' },
    },
    rules: [],
  };
  const problem = {
    trigger: '4711',
    value: '1',
    clock: '1790000000',
    host: 'web1',
    severity: 'Disaster',
    name: 'Down',
  };

  it('is read as its document says', async () => {
    await admin.client.put('/alert-sources/zabbix', zabbix, { 'If-None-Match': '*' });
    const reply = await monitoring.post('/alerts?source=zabbix', problem);
    expect(reply).toMatchObject({ status: 202, body: { data: [{ fingerprint: '4711', effect: 'opened' }] } });
    const { key } = (reply.body as { data: { key: string }[] }).data[0]!;
    expect(await until(key, { status: 'open' })).toMatchObject({ subject: 'Down', priority: 'critical' });
    const end = await monitoring.post('/alerts?source=zabbix', { ...problem, value: '0' });
    expect(end.body).toMatchObject({ data: [{ key, effect: 'cleared' }] });
  });

  it('holds its alerts where its document says, and they are read one by one, beside all that was posted', async () => {
    const batch = {
      name: 'Batch',
      read: {
        alerts: 'body.report.events',
        fingerprint: 'body.site + "/" + alert.check',
        firing: 'alert.state == "down"',
        annotations: { summary: 'alert.check + " at " + body.site' },
      },
      rules: [],
    };
    await admin.client.put('/alert-sources/batch', batch, { 'If-None-Match': '*' });
    const send = (events: unknown) => monitoring.post('/alerts?source=batch', { site: 'Lyon', report: { events } });
    const both = [
      { check: 'dns', state: 'down' },
      { check: 'ntp', state: 'down' },
    ];
    const first = await send(both);
    expect(first.body.data).toMatchObject([
      { fingerprint: 'Lyon/dns', effect: 'opened' },
      { fingerprint: 'Lyon/ntp', effect: 'opened' },
    ]);
    expect(await read(String(first.body.data[1].key))).toMatchObject({ subject: 'ntp at Lyon' });
    const second = await send([both[0], { check: 'ntp', state: 'up' }]);
    expect(second.body.data).toMatchObject([{ effect: 'ignored' }, { effect: 'cleared' }]);
    expect((await send([])).body).toEqual({ data: [] });

    const tickets = await desk.prisma.ticket.count();
    const thousands = Array.from({ length: 2_001 }, (_, n) => ({ check: `c${n}`, state: 'down' }));
    for (const [events, told] of [
      [{ check: 'dns' }, /`read\.alerts` .* answers no list/],
      [undefined, /`read\.alerts` of the source does not fit/],
      [thousands, /at most 2000 alerts/],
      [[...both, { check: 'web' }], /Alert 2: `read\.firing`/],
    ] as const) {
      const reply = await send(events);
      expect([reply.status, reply.body.errors]).toEqual([
        422,
        [{ pointer: '', code: 'unreadable', message: expect.stringMatching(told) as string }],
      ]);
    }
    expect(await desk.prisma.ticket.count()).toBe(tickets);
    const wrong = { ...batch, read: { ...batch.read, alerts: '1 + 1' } };
    expect((await admin.client.put('/alert-sources/wrong', wrong, { 'If-None-Match': '*' })).body.errors).toMatchObject(
      [{ pointer: '/read/alerts', code: 'invalid_condition' }],
    );
  });

  it('is told what of it does not fit, and nothing of it is taken', async () => {
    const reply = await monitoring.post('/alerts?source=zabbix', { value: '1' });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ code: 'unreadable' }] } });
    expect((await monitoring.post('/alerts?source=unknown', problem)).status).toBe(422);
  });
});

describe('Bad alerts', () => {
  it('of 500 labels and huge texts make a ticket within limits', async () => {
    const alert = newAlert();
    const labels = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`label_${n}`, 'x'.repeat(2_000)]));
    const key = await open({
      ...alert,
      labels,
      annotations: { ...alert.annotations, summary: 'é😀'.repeat(50_000) },
    } as never);
    const ticket = await read(key);
    expect([...(ticket.subject as string)]).toHaveLength(255);
    expect((ticket.description as string).length).toBeLessThanOrEqual(65_536);
  });

  it('with NULs and halves of characters are mended, not lost', async () => {
    const alert = newAlert();
    const key = await open({ ...alert, annotations: { summary: 'a\u0000b\ud800c', description: '' } });
    expect((await read(key)).subject).toBe('a\ufffdb\ufffdc');
  });

  it.each([
    ['without a status', { labels: {} }],
    ['of an impossible instant', { ...newAlert(), startsAt: 'yesterday' }],
    ['with labels that are a list', { ...newAlert(), labels: ['a'] }],
  ])('%s are refused, and the others with them', async (_what, wrong) => {
    const alert = newAlert();
    expect((await notify([alert, wrong])).status).toBe(422);
    expect(await desk.prisma.alert.count({ where: { fingerprint: alert.fingerprint } })).toBe(0);
  });

  it('of more than 4 MiB are refused', async () => {
    expect((await notify([{ ...newAlert(), labels: { a: 'x'.repeat(5_000_000) } }])).status).toBe(413);
  });

  it('come from service accounts with the scope only', async () => {
    const body = { alerts: [] };
    for (const client of [admin.client, agent.client, await desk.service('tickets:write')])
      expect((await client.post('/alerts/alertmanager', body)).status).toBe(403);
    expect((await desk.stranger.post('/alerts/alertmanager', { alerts: 'x'.repeat(5_000_000) })).status).toBe(401);
  });
});
