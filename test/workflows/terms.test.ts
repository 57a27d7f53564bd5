import { currentDocument, putDocument, type DocumentBodies } from '../../prisma/documents';
import { refreshSignal } from '../../workflows/contract';
import { clockReports } from '../../workflows/domain/report';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

const HOUR = 3_600_000;
type Calendar = DocumentBodies['calendar'];

const ALL_DAY: [string, string][] = [['00:00', '24:00']];
const ALWAYS: Calendar = {
  timeZone: 'UTC',
  weekly: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
};
/** Open as the other, but shut for the next hundred days. */
function shutForAWhile(): Calendar {
  const exceptions = Array.from({ length: 100 }, (_, day) => ({
    date: new Date(Date.now() + day * 24 * HOUR).toISOString().slice(0, 10),
    intervals: [],
  }));
  return { ...ALWAYS, exceptions };
}

async function put<K extends 'calendar' | 'policy'>(kind: K, id: string, document: DocumentBodies[K]): Promise<void> {
  const before = await currentDocument(rig.prisma, kind, id);
  const put = await putDocument(rig.prisma, { kind, id, document, expectedVersion: before?.version ?? null, by: null });
  expect(put.outcome).toBe('stored');
}

async function resolutionOf(ticket: RigTicket) {
  const state = await ticket.state();
  const report = clockReports(state, Math.max(Date.now(), state.asOf)).find(({ clock }) => clock === 'resolution');
  if (!report) throw new Error('There is no resolution clock');
  return report;
}

const eightHours = { resolution: { targets: { high: 'PT8H', critical: 'PT8H' } } } as const;

test('an edited calendar reaches running tickets: what was counted stays, the ledger names both versions', async () => {
  await put('calendar', 'shop', ALWAYS);
  const policy = await rig.policy('shop', { calendar: 'shop', clocks: eightHours });
  const [ticket, other] = [await rig.openTriaged({ policy }), await rig.openTriaged()];
  const due = (await resolutionOf(ticket)).dueAt ?? 0;

  await put('calendar', 'shop', shutForAWhile());
  expect(await rig.tellTerms()).toBe(1);
  await ticket.waitFor('termsChanged', ({ cause, calendars }) => cause === 'calendar' && calendars[0]?.version === 2);
  const after = await resolutionOf(ticket);
  expect(after.ledger.map(({ calendar, calendarVersion }) => [calendar, calendarVersion])).toEqual([
    ['shop', 1],
    ['shop', 2],
  ]);
  expect(after.dueAt).toBeGreaterThan(due + 99 * 24 * HOUR - 24 * HOUR);
  expect(await other.kinds()).not.toContain('termsChanged');

  // The second round, some seconds later, finds nobody behind; and being told again changes nothing.
  expect(await rig.tellTerms()).toBe(0);
  await rig.prisma.$executeRaw`UPDATE terms_changes SET not_before = now()`;
  expect(await rig.tellTerms()).toBe(0);
  expect(await rig.prisma.termsChange.count()).toBe(0);
  await ticket.handle.signal(refreshSignal);
  await ticket.command('escalate');
  expect((await ticket.kinds()).filter((kind) => kind === 'termsChanged')).toHaveLength(1);
});

test('C10: a ticket that is reclassified into another policy has one set of clocks, of that policy', async () => {
  const field = 'ticket.fields.policy == "calm"';
  await rig.policy('calm', { clocks: eightHours, when: `has(ticket.fields.policy) && ${field}`, order: 5 });
  await rig.policy('alarmed', {
    clocks: { resolution: { targets: { critical: 'PT1H' } } },
    when: `has(ticket.fields.policy) && ${field} && priority == "critical"`,
    order: 4,
  });
  const ticket = await rig.openTriaged({ policy: 'calm' });
  expect((await resolutionOf(ticket)).targetMs).toBe(8 * HOUR);
  await ticket.command('edit', { priority: 'critical' });
  const changed = await ticket.waitFor('termsChanged');
  expect(changed.data).toMatchObject({ cause: 'ticket', policy: { id: 'alarmed' }, from: { id: 'calm' } });
  const clocks = (await ticket.state()).clocks.filter(({ targetMs }) => targetMs !== null);
  expect(clocks.map(({ clock, targetMs }) => [clock, targetMs])).toEqual([['resolution', HOUR]]);
});

test('a ticket stays under the version of its policy, until an operator asks for the newest', async () => {
  const policy = await rig.policy('versions', { clocks: eightHours });
  const ticket = await rig.openTriaged({ policy });
  const stored = await currentDocument(rig.prisma, 'policy', policy);
  await put('policy', policy, { ...stored!.document, clocks: { resolution: { targets: { high: 'PT2H' } } } });
  await ticket.command('edit', { impact: 'high', priority: 'high' });
  expect((await resolutionOf(ticket)).targetMs).toBe(8 * HOUR);
  await ticket.handle.signal(refreshSignal, { cause: 'policy' });
  await ticket.waitFor('termsChanged', ({ policy: now, from }) => now.version === 2 && from.version === 1);
  expect((await resolutionOf(ticket)).targetMs).toBe(2 * HOUR);
});

test("C12: one policy, and each organisation's own hours", async () => {
  await put('calendar', 'shut', shutForAWhile());
  await rig.prisma.organisation.create({ data: { id: 'montreal', name: 'Montréal' } });
  const policy = await rig.policy('shared', { clocks: eightHours, calendarFrom: ['organisation', 'team'] });
  const ticket = await rig.open({ policy, start: false });
  await rig.prisma.ticket.update({ where: { id: ticket.id }, data: { organisationId: 'montreal' } });
  await rig.startMissing();
  await ticket.waitFor('triaged');
  const due = (await resolutionOf(ticket)).dueAt ?? 0;

  await rig.prisma.organisation.update({ where: { id: 'montreal' }, data: { calendar: 'shut' } });
  expect(await rig.tellTerms()).toBeGreaterThan(0);
  await ticket.waitFor('termsChanged', ({ calendars }) => calendars.some(({ id }) => id === 'shut'));
  expect((await resolutionOf(ticket)).dueAt).toBeGreaterThan(due + 90 * 24 * HOUR);

  await rig.prisma.organisation.update({ where: { id: 'montreal' }, data: { calendar: null } });
  await rig.tellTerms();
  await ticket.waitFor('termsChanged', ({ calendars }) => calendars.every(({ id }) => id === 'always'));
});

test('C13: a due date set by hand passes at its very instant, pending or not', async () => {
  const ticket = await rig.openTriaged();
  const dueDate = Date.now() + 1_500;
  await ticket.command('edit', { dueDate });
  await ticket.command('pend', { reason: 'vendor' });
  const passed = await ticket.waitFor('dueDatePassed');
  expect(passed.at.getTime()).toBe(dueDate);
  expect(await ticket.row()).toMatchObject({ breached: true, status: 'pending' });
});
