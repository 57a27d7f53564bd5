import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let agent: Person;
beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  agent = await desk.person('agent');
});
afterAll(() => desk.stop());

const HOUR = 3_600_000;
const put = async (path: string, document: object): Promise<void> => {
  expect((await admin.client.put(path, document, { 'If-None-Match': '*' })).status).toBe(201);
};

interface Clock {
  readonly clock: string;
  readonly targetMs: number;
  readonly dueAt: string | null;
}

interface Ticket {
  readonly key: string;
  readonly createdAt: string;
  readonly clocks: readonly Clock[];
  readonly dueDate: string | null;
  readonly nextDueAt: string;
}

const read = async (key: string) => (await agent.client.get(`/tickets/${key}`)).body as Ticket;

it('C10 under another policy a ticket has one set of clocks, and nothing of the old one is left', async () => {
  const policy = (id: string, target: string) => ({
    ...{ name: id, order: 1, when: `"${id}" in tags`, calendar: 'always' },
    clocks: { resolution: { targets: { high: target } } },
  });
  // The old deadline is near, and the new one is not.
  await put('/policies/bronze', policy('bronze', 'PT12S'));
  await put('/policies/gold', policy('gold', 'PT2H'));
  const { key, createdAt, ...opened } = (await agent.client.open({ tags: ['bronze'], type: 'incident' })) as Ticket;
  expect(opened.clocks).toMatchObject([{ clock: 'resolution', targetMs: 12_000 }]);

  expect((await agent.client.patch(`/tickets/${key}`, { tags: ['gold'] })).status).toBe(200);
  const moved = await desk.eventually('the new policy', async () => {
    const ticket = await read(key);
    return ticket.clocks[0]?.targetMs === 2 * HOUR && ticket;
  });
  expect(moved.clocks).toHaveLength(1);
  // What had elapsed is kept: two hours from the receipt, not from the change.
  const due = new Date(Date.parse(createdAt) + 2 * HOUR).toISOString();
  expect([moved.clocks[0]?.dueAt, moved.nextDueAt]).toEqual([due, due]);
  await new Promise((done) => setTimeout(done, Date.parse(createdAt) + 14_000 - Date.now()));
  const kinds = (await agent.client.get(`/tickets/${key}/events`)).body.data.map((one: { kind: string }) => one.kind);
  expect(kinds).not.toContain('breached');
});

it('C12 one policy serves customers in two zones, each by hours of its own', async () => {
  // Whatever the hour is now, also a minute before midnight: here it is open, there it is closed today and tomorrow.
  const now = Date.now();
  const dateIn = (days: number) => new Date(now + days * 24 * HOUR).toISOString().slice(0, 10);
  const exceptions = [0, 1].map((days) => ({ date: dateIn(days), intervals: [] }));
  const day = [['00:00', '24:00']];
  const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  await put('/calendars/here', { timeZone: 'UTC', weekly });
  await put('/calendars/there', { timeZone: 'UTC', weekly, exceptions });
  for (const id of ['here', 'there']) await put(`/organisations/${id}`, { name: id, calendar: id });
  await put('/policies/everywhere', {
    ...{ name: 'Everywhere', order: 1, when: '"everywhere" in tags', calendar: 'always' },
    calendarFrom: ['organisation'],
    clocks: { resolution: { targets: { high: 'PT1H' } } },
  });
  const openFrom = async (organisation: string) => {
    const customer = await desk.person('requester', { organisation });
    const { createdAt, clocks } = (await agent.client.open({ tags: ['everywhere'], requester: customer.id })) as Ticket;
    return { receivedAt: Date.parse(createdAt), dueAt: Date.parse(clocks[0]?.dueAt ?? '') };
  };
  const here = await openFrom('here');
  expect(here.dueAt).toBe(here.receivedAt + HOUR);
  expect((await openFrom('there')).dueAt).toBe(Date.parse(`${dateIn(2)}T01:00:00Z`));
  expect((await admin.client.get('/policies/everywhere')).body.version).toBe(1);
});

it('C13 a deadline set by hand is not moved by a pause, a priority or a reopening', async () => {
  const { key } = (await agent.client.open()) as Ticket;
  const dueDate = new Date(Date.now() + 12_000).toISOString();
  const post = (command: string, body: object = {}) => agent.client.post(`/tickets/${key}/${command}`, body);
  const steps = [
    () => agent.client.patch(`/tickets/${key}`, { dueDate }),
    () => post('pend', { reason: 'requester' }),
    () => post('resume'),
    () => agent.client.patch(`/tickets/${key}`, { priority: 'low' }),
    () => post('resolve'),
    () => post('reopen'),
    () => post('pend', { reason: 'vendor' }),
  ];
  for (const step of steps) {
    expect((await step()).status).toBe(200);
    expect((await read(key)).dueDate).toBe(dueDate);
  }
  // It passes while the ticket is still pending, at its very instant.
  const passed = await desk.eventually('the due date', async () => {
    const { data } = (await agent.client.get(`/tickets/${key}/events`)).body as {
      data: { kind: string; at: string }[];
    };
    return data.find(({ kind }) => kind === 'dueDatePassed');
  });
  expect(passed.at).toBe(dueDate);
});
