import { receivedInput } from '../../activities/startInput';
import { begin } from '../../workflows/domain/evolve';
import { TestDesk, type LiveTicket } from './desk';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A Monday, 08:00 UTC. */
const START = Date.UTC(2026, 10, 23, 8);

const ALWAYS = { id: 'always', version: 1 };

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});
afterEach(() => desk.drop());

/** A ticket of the desk's requester whose survey is asked for. */
async function ask(
  sendAt: number,
  { no = 1, quietFor = 'P30D', calendar = ALWAYS, of = undefined as LiveTicket | undefined } = {},
) {
  const ticket = of ?? (await desk.receive());
  const claim = { ticketId: ticket.id, no, requester: desk.requester.id, sendAt, quietFor, calendar };
  return { ticket, claim, ...(await desk.activities.claimSurvey(claim)) };
}

describe('A requester', () => {
  it('is asked about one of many tickets that are resolved in one moment', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => ask(START)));
    const first = asked.filter(({ other }) => other === null);
    expect(first).toHaveLength(1);
    expect(new Set(asked.map(({ other }) => other))).toEqual(new Set([null, first[0]!.ticket.key]));
    expect(await desk.prisma.survey.count()).toBe(1);
  });

  it('is asked again once the quiet time has passed, to the millisecond', async () => {
    const { ticket } = await ask(START);
    expect((await ask(START + 30 * DAY - 1)).other).toBe(ticket.key);
    expect((await ask(START + 30 * DAY)).other).toBeNull();
  });

  it('is not asked shortly before a survey that she is going to get', async () => {
    const { ticket } = await ask(START);
    expect((await ask(START - 30 * DAY + 1)).other).toBe(ticket.key);
    expect((await ask(START - 30 * DAY)).other).toBeNull();
  });

  it('does not stand in the way of another requester', async () => {
    await ask(START);
    const other = await desk.receive();
    const { id } = await desk.createAgent([]);
    const claim = { ticketId: other.id, no: 1, requester: id, sendAt: START, quietFor: 'P30D', calendar: ALWAYS };
    expect(await desk.activities.claimSurvey(claim)).toEqual({ other: null });
  });

  it('has quiet hours by the calendar', async () => {
    const day = [['08:00', '18:00']] as [string, string][];
    const document = { timeZone: 'UTC', weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } };
    await desk.prisma.document.create({ data: { kind: 'calendar', id: 'office', version: 1, document } });
    const calendar = { id: 'office', version: 1 };
    // Ten open hours after Friday noon are Monday, 16:00.
    const friday = START + 4 * DAY + 4 * HOUR;
    const monday = START + 7 * DAY + 4 * HOUR;
    const { ticket } = await ask(friday);
    expect((await ask(monday - 1, { quietFor: 'PT10H', calendar })).other).toBe(ticket.key);
    expect((await ask(monday, { quietFor: 'PT10H', calendar })).other).toBeNull();
    // By the clock they would have passed long before.
    expect((await ask(monday - 1, { quietFor: 'PT10H' })).other).not.toBeNull();
    expect((await ask(friday - DAY, { quietFor: 'PT10H' })).other).toBeNull();
  });
});

describe('A claim', () => {
  it('is made once, however often it is repeated, and stays with its survey', async () => {
    const { claim, ticket } = await ask(START);
    expect(await desk.activities.claimSurvey(claim)).toEqual({ other: null });
    expect((await ask(START + DAY)).other).toBe(ticket.key);
    expect(await desk.activities.claimSurvey(claim)).toEqual({ other: null });
    expect(await desk.prisma.survey.count()).toBe(1);
  });

  it('is given back by a reopening, and not taken again by an answer that comes too late', async () => {
    const ticket = await resolvedTicket();
    const { claim } = await ask(ticket.state.survey!.sendAt, { of: ticket });
    await desk.save(ticket, desk.decide(ticket, 'reopen', {}));
    expect(await desk.activities.claimSurvey(claim)).toEqual({ other: null });
    expect((await ask(claim.sendAt)).other).toBeNull();
    const row = await desk.prisma.survey.findUniqueOrThrow({ where: { ticketId_no: { ticketId: ticket.id, no: 1 } } });
    expect(row.state).toBe('cancelled');
  });

  it('counts from when the survey was really sent, also of one that nobody claimed', async () => {
    const ticket = await sentSurvey();
    const sentAt = ticket.state.survey!.sentAt!;
    expect((await ask(sentAt + 30 * DAY - 1)).other).toBe(ticket.key);
  });

  it('counts no more once the survey that was sent is cancelled by a reopening', async () => {
    const ticket = await sentSurvey();
    const sentAt = ticket.state.survey!.sentAt!;
    await desk.save(ticket, desk.decide(ticket, 'reopen', {}, sentAt + HOUR));
    expect((await ask(sentAt + DAY)).other).toBeNull();
  });

  it('that comes again after the sending moves nothing', async () => {
    const ticket = await sentSurvey();
    const sentAt = ticket.state.survey!.sentAt!;
    await ask(sentAt - DAY, { of: ticket });
    expect((await ask(sentAt + 30 * DAY - 1)).other).toBe(ticket.key);
  });

  it('that was skipped leaves the turn to others', async () => {
    const { ticket: first } = await ask(START);
    const ticket = await resolvedTicket();
    await desk.save(ticket, desk.decide(ticket, 'skipSurvey', { no: 1, other: first.key }, Date.now(), null));
    expect(await desk.row(ticket)).toMatchObject({ surveyState: 'cancelled', status: 'resolved' });
    expect((await desk.events(ticket)).at(-1)).toMatchObject({
      kind: 'surveySkipped',
      byId: null,
      data: { no: 1, cause: 'quietFor', other: first.key },
    });
  });
});

async function resolvedTicket(): Promise<LiveTicket> {
  const ticket = await desk.open();
  await desk.save(ticket, desk.decide(ticket, 'resolve', {}));
  return ticket;
}

/** One that nobody claimed. */
async function sentSurvey(): Promise<LiveTicket> {
  const ticket = await resolvedTicket();
  desk.allowSurvey(ticket);
  await desk.save(ticket, desk.pass(ticket, ticket.state.survey!.sendAt));
  return ticket;
}

describe('The follow-up of a bad score', () => {
  const lead = async (name: string, team: string, active = true) => {
    const { id } = await desk.createAgent([team], { presence: 'away', capacity: 0 });
    await desk.prisma.user.update({ where: { id }, data: { role: 'lead', name, active, locale: 'fr' } });
    return id;
  };

  /** As its workflow does: triage, and what follows from it. */
  async function followUp(of: LiveTicket, comment: string | null = null) {
    const { key } = await desk.activities.openFollowUp({ ticketId: of.id, no: 1, score: 1, comment });
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { key } });
    const input = await receivedInput(desk.prisma, row.id, { alarmSpreadMs: 0 });
    if (!input || !('received' in input)) throw new Error('There is no first event');
    const ticket: LiveTicket = { id: row.id, key, received: input.received, state: begin(input.received) };
    await desk.save(ticket, desk.decide(ticket, 'triage', await desk.activities.admit({ ticketId: row.id })));
    return ticket;
  }

  it("is the lead's, of the team's, and in her language", async () => {
    const other = await lead('Zoé', 'desk');
    const first = await lead('Anne', 'desk');
    await lead('Aaron', 'desk', false);
    const of = await resolvedTicket();
    const words = await desk.comment(of, 'survey', 'Nobody ever called back.');
    const ticket = await followUp(of, words);
    const row = await desk.row(ticket);
    expect(row).toMatchObject({
      subject: `Mauvaise note : ${of.key} a reçu 1 sur 5`,
      ...{ requesterId: first, assigneeId: first, teamId: 'desk', organisationId: null, type: 'request' },
      tags: ['survey-follow-up'],
    });
    expect(row.description).toContain('Nobody ever called back.');
    expect(row.assigneeId).not.toBe(other);
    expect(await desk.assignments(ticket)).toEqual([`1 held ${first}`]);
    const told = await desk.prisma.delivery.findMany({ where: { ticketId: ticket.id } });
    expect(told.map(({ kind, recipient }) => `${kind} ${recipient}`)).toEqual([`assigned ${first}`]);
  });

  it('has clocks and a policy of its own', async () => {
    await lead('Anne', 'desk');
    const ticket = await followUp(await resolvedTicket());
    expect(ticket.state.policy).toMatchObject({ id: 'survey-follow-up' });
    expect(ticket.state.clocks.map(({ clock, targetMs }) => [clock, targetMs])).toEqual([
      ['firstResponse', 24 * HOUR],
      ['resolution', 72 * HOUR],
    ]);
  });

  it('has no survey, also under a policy of which every ticket has one', async () => {
    await lead('Anne', 'desk');
    const survey = { delay: 'PT1H', expireAfter: 'P7D' };
    const document = { name: 'Eager', order: 1, when: 'true', calendar: 'always', clocks: {}, survey };
    await desk.prisma.document.create({ data: { kind: 'policy', id: 'eager', version: 1, document } });
    const of = await resolvedTicket();
    expect(of.state.survey).not.toBeNull();
    const ticket = await followUp(of);
    desk.decide(ticket, 'resolve', {});
    expect(ticket.state).toMatchObject({ policy: { id: 'eager' }, survey: null });
  });

  it('is one, however often and by however many it is asked for', async () => {
    await lead('Anne', 'desk');
    const of = await resolvedTicket();
    const bad = { ticketId: of.id, no: 1, score: 2, comment: null };
    const opened = await Promise.all(Array.from({ length: 6 }, () => desk.activities.openFollowUp(bad)));
    expect(new Set(opened.map(({ key }) => key)).size).toBe(1);
    expect((await desk.activities.openFollowUp({ ...bad, score: 1 })).key).toBe(opened[0]!.key);
    expect(await desk.prisma.ticket.count({ where: { tags: { has: 'survey-follow-up' } } })).toBe(1);
    // Another resolution has another survey.
    expect((await desk.activities.openFollowUp({ ...bad, no: 2 })).key).not.toBe(opened[0]!.key);
  });

  it('is linked both ways from the first moment, and known by its survey', async () => {
    await lead('Anne', 'desk');
    const of = await resolvedTicket();
    const { key } = await desk.activities.openFollowUp({ ticketId: of.id, no: 1, score: 1, comment: null });
    const links = () =>
      desk.prisma.ticketLink.findMany({
        select: { kind: true, to: { select: { key: true } } },
        orderBy: { kind: 'asc' },
      });
    const both = [
      { kind: 'followUpOf', to: { key: of.key } },
      { kind: 'followedUpBy', to: { key } },
    ];
    expect(await links()).toEqual(both);
    await desk.save(of, desk.decide(of, 'noteFollowUp', { no: 1, key }, Date.now(), null));
    expect(await links()).toEqual(both);
    const { id } = await desk.prisma.ticket.findUniqueOrThrow({ where: { key } });
    expect((await desk.prisma.survey.findFirstOrThrow()).followUpId).toBe(id);
  });

  it("without a lead waits in the team's queue, in an administrator's name", async () => {
    const of = await resolvedTicket();
    const ticket = await followUp(of);
    const admin = await desk.prisma.user.findFirstOrThrow({ where: { role: 'admin' } });
    expect(await desk.row(ticket)).toMatchObject({
      ...{ requesterId: admin.id, assigneeId: null, teamId: 'desk' },
      subject: `Poor rating: ${of.key} was given 1 out of 5`,
    });
  });
});
