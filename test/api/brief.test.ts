import { Desk, type Person } from '../support/desk';

let desk: Desk;
let agent: Person;
let requester: Person;

beforeAll(async () => {
  desk = await Desk.start();
  agent = await desk.person('agent');
  requester = await desk.person('requester');
});
afterAll(() => desk.stop());

const CHANGES: readonly [string, (key: string) => Promise<unknown>][] = [
  ['as it was saved', () => Promise.resolve()],
  [
    'when the hours that it keeps are over',
    (key) => desk.prisma.$executeRaw`
      UPDATE tickets SET brief = jsonb_set(brief, '{hours,0,until}', '1') WHERE key = ${key}`,
  ],
  ['when there is none yet', (key) => desk.prisma.$executeRaw`UPDATE tickets SET brief = NULL WHERE key = ${key}`],
];

test.each(CHANGES)('a list shows of a brief what the ticket shows of its state, %s', async (_, change) => {
  const { key } = await requester.client.open();
  await desk.eventually('triage', async () => (await agent.client.get(`/tickets/${key}`)).body.status === 'open');
  await change(key);
  const shown = async (path: string) => (await requester.client.get(path)).body;
  const before = await shown(`/tickets/${key}`);
  const listed = (await shown(`/tickets?q=${key}`)).data[0];
  const after = await shown(`/tickets/${key}`);
  expect(before.clocks).toHaveLength(2);
  expect(withoutElapsed(listed)).toEqual(withoutElapsed(after));
  listed.clocks.forEach(({ elapsedMs }: { elapsedMs: number }, index: number) => {
    expect(elapsedMs).toBeGreaterThanOrEqual(before.clocks[index].elapsedMs);
    expect(elapsedMs).toBeLessThanOrEqual(after.clocks[index].elapsedMs);
  });
});

test('a ticket that has stopped its clocks is shown alike, survey and all', async () => {
  const { key } = await requester.client.open();
  await agent.client.post(`/tickets/${key}/resolve`, { note: 'Done.' });
  await desk.eventually('the survey', async () => (await requester.client.get(`/tickets/${key}`)).body.survey !== null);
  const [one, { data }] = [
    (await requester.client.get(`/tickets/${key}`)).body,
    (await requester.client.get(`/tickets?q=${key}`)).body,
  ];
  expect(data[0]).toEqual(one);
});

interface Shown {
  readonly clocks: readonly { readonly elapsedMs: number }[];
}

/** Milliseconds go by between two requests. */
function withoutElapsed(ticket: Shown) {
  return { ...ticket, clocks: ticket.clocks.map(({ elapsedMs: _, ...clock }) => clock) };
}
