import { v7 as uuidv7 } from 'uuid';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
let policy: string;
beforeAll(async () => {
  rig = await TicketRig.start();
  const survey = { delay: 'PT1S', expireAfter: 'PT3S', quietFor: 'P30D' };
  policy = await rig.policy('quiet', { survey, closeAfter: 'PT1S' });
}, 60_000);
afterAll(() => rig?.stop());
// Each test has a requester whom nobody has asked yet.
afterEach(() => rig.prisma.survey.deleteMany());

/** The one of the kinds that has come to a ticket. */
function either(ticket: RigTicket, ...kinds: string[]) {
  return rig.eventually(`${ticket.key}: ${kinds.join(' or ')}`, async () =>
    (await ticket.events()).find(({ kind }) => kinds.includes(kind)),
  );
}

describe('a survey under quietFor', () => {
  it('is one, of two tickets resolved in the same moment; the other says why it has none', async () => {
    const tickets = await Promise.all([rig.openTriaged({ policy }), rig.openTriaged({ policy })]);
    await Promise.all(tickets.map((ticket) => ticket.command('resolve')));
    const outcomes = await Promise.all(tickets.map((ticket) => either(ticket, 'surveySent', 'surveySkipped')));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['surveySent', 'surveySkipped']);
    const asked = tickets[outcomes.findIndex(({ kind }) => kind === 'surveySent')]!;
    const skipped = outcomes.find(({ kind }) => kind === 'surveySkipped')!;
    expect(skipped.data).toEqual({ no: 1, cause: 'quietFor', other: asked.key });
    await Promise.all(tickets.map((ticket) => ticket.result()));
    const told = { kind: 'surveySent', ticketId: { in: tickets.map(({ id }) => id) } };
    expect(await rig.prisma.delivery.count({ where: told })).toBe(1);
  });

  it('gives its turn back when its ticket is reopened', async () => {
    const [first, second] = [await rig.openTriaged({ policy }), await rig.openTriaged({ policy })];
    await first.command('resolve');
    await first.command('reopen', { by: rig.requester });
    await second.command('resolve');
    await second.waitFor('surveySent');
    await first.command('resolve');
    const { data } = await first.waitFor('surveySkipped');
    expect(data).toEqual({ no: 2, cause: 'quietFor', other: second.key });
    expect(await first.kinds()).not.toContain('surveySent');
    // Else its row would come back into the next test.
    await second.waitFor('surveyExpired');
  });

  it('waits for the answer, also past its time and past the closing of its ticket', async () => {
    const ticket = await rig.openTriaged({ policy });
    const asked = `survey:${rig.requester.id}`;
    const released = await rig.prisma.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${asked}, 0))`;
        await ticket.command('resolve');
        await ticket.waitFor('closed');
        await new Promise((done) => setTimeout(done, 500));
        expect(await ticket.kinds()).not.toContain('surveySent');
        return Date.now();
      },
      { timeout: 15_000 },
    );
    const sent = await ticket.waitFor('surveySent');
    expect(sent.at.getTime()).toBeGreaterThanOrEqual(released);
    await ticket.waitFor('surveyExpired');
    await ticket.result();
  });
});

describe('a bad score', () => {
  it('has one ticket opened for the lead, however the score is corrected, and then the workflow ends', async () => {
    const lead = uuidv7();
    await rig.prisma.user.create({
      data: {
        ...{ id: lead, email: `${lead}@example.org`, name: 'Lea', role: 'lead' },
        memberships: { create: { teamId: 'desk' } },
      },
    });
    const ticket = await rig.openTriaged({ policy });
    await ticket.command('resolve');
    await ticket.waitFor('surveySent');
    await ticket.command('rate', { no: 1, score: 2, by: rig.requester });
    await ticket.command('rate', { no: 1, score: 1, by: rig.requester });
    await ticket.command('rate', { no: 1, score: 5, by: rig.requester });
    const { data } = await ticket.waitFor('followUpOpened');
    await ticket.result();
    expect((await ticket.kinds()).filter((kind) => kind === 'followUpOpened')).toHaveLength(1);
    const followUps = { where: { tags: { has: 'survey-follow-up' } } };
    const opened = await rig.eventually('the lead has it', async () => {
      const rows = await rig.prisma.ticket.findMany(followUps);
      return rows[0]?.assigneeId === lead && rows;
    });
    expect(opened).toMatchObject([{ key: data.key, requesterId: lead, teamId: 'desk', status: 'open' }]);
  });
});
