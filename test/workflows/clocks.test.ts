import { TicketRig } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  // As tickets are started that came by mail, or from an older release: alarms are projected by activities.
  rig = await TicketRig.start({});
}, 60_000);
afterAll(() => rig?.stop());

const ms = (instant: Date | null | undefined) => instant?.getTime() ?? Number.NaN;

describe('the one alarm', () => {
  it('warns, breaches and escalates at the exact instants, counted from receipt', async () => {
    const policy = await rig.policy('quick', {
      clocks: { resolution: { targets: { high: 'PT2S' } } },
      warnings: [50],
      escalations: [
        { clock: 'resolution', at: 100, level: 1, notify: ['lead'] },
        { clock: 'resolution', at: 150, level: 2 },
      ],
    });
    const ticket = await rig.openTriaged({ policy });
    await ticket.waitFor('escalated', ({ level }) => level === 2);
    const received = ms((await ticket.row()).createdAt);
    const due = (await ticket.events())
      .filter(({ kind }) => ['warned', 'breached', 'escalated'].includes(kind))
      .map(({ kind, at }) => [kind, ms(at) - received]);
    expect(due).toEqual([
      ['warned', 1_000],
      ['breached', 2_000],
      ['escalated', 2_000],
      ['escalated', 3_000],
    ]);
    expect(await ticket.row()).toMatchObject({ breached: true, escalationLevel: 2 });
  });

  it('makes up in order for what came due while no worker was there (C15)', async () => {
    const policy = await rig.policy('late', {
      clocks: { firstResponse: { targets: { high: 'PT1S' } } },
      warnings: [50],
    });
    const ticket = await rig.openTriaged({ policy });
    await rig.stopWorker();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await rig.restartWorker();
    await ticket.waitFor('breached');
    const received = ms((await ticket.row()).createdAt);
    const events = (await ticket.events()).filter(({ kind }) => kind === 'warned' || kind === 'breached');
    expect(events.map(({ kind, at }) => [kind, ms(at) - received])).toEqual([
      ['warned', 500],
      ['breached', 1_000],
    ]);
  });

  it('nudges while pending, resolves for want of an answer, and closes', async () => {
    const policy = await rig.policy('silent', {
      pending: { requester: { nudgeAfter: ['PT1S'], resolveAfter: 'PT2S' } },
      closeAfter: 'PT1S',
    });
    const ticket = await rig.openTriaged({ policy });
    await ticket.comment('Which telephone?');
    await ticket.command('pend', { reason: 'requester' });
    await ticket.result();
    expect((await ticket.kinds()).slice(-4)).toEqual(['pended', 'nudged', 'resolved', 'closed']);
    expect(await ticket.row()).toMatchObject({ status: 'closed', resolution: 'noAnswer' });
    expect((await ticket.row()).endedAt).not.toBeNull();
  });

  it('wakes a ticket that waits for a date, and a paused clock fires nothing meanwhile (C03)', async () => {
    const policy = await rig.policy('dated', {
      clocks: { resolution: { targets: { high: 'PT1S' }, pausedWhile: ['scheduled'] } },
    });
    const ticket = await rig.open({ policy });
    const until = new Date(Date.now() + 2_500);
    await ticket.command('pend', { reason: 'scheduled', until: until.toISOString() });
    const resumed = await ticket.waitFor('resumed', ({ cause }) => cause === 'wake');
    expect(ms(resumed.at)).toBe(until.getTime());
    const breached = await ticket.waitFor('breached');
    expect(ms(breached.at)).toBeGreaterThanOrEqual(until.getTime());
  });

  it('keeps its timer while nothing about it changes', async () => {
    const policy = await rig.policy('steady', { clocks: { resolution: { targets: { high: 'PT8H' } } } });
    const ticket = await rig.openTriaged({ policy });
    await ticket.command('accept');
    await ticket.comment('internal note', 'agent', 'internal');
    await ticket.command('release');
    const { history } = (await rig.runs()).find(({ workflowId }) => workflowId === ticket.key)!;
    const timers = history.events!.filter((event) => event.timerStartedEventAttributes);
    expect(timers).toHaveLength(1);
    const summary = timers[0]!.userMetadata?.summary;
    expect(Buffer.from(summary?.data ?? []).toString()).toMatch(/Breach of resolution/);
  });
});

describe('a survey', () => {
  it('expires when nobody answers, after a reminder', async () => {
    const policy = await rig.policy('unasked', {
      closeAfter: 'PT1S',
      survey: { delay: 'PT1S', remindAfter: 'PT1S', expireAfter: 'PT2S' },
    });
    const ticket = await rig.openTriaged({ policy });
    await ticket.command('resolve');
    expect(await ticket.result()).toMatchObject({ score: null });
    const kinds = (await ticket.kinds()).slice(-5);
    expect(kinds.sort()).toEqual(['closed', 'resolved', 'surveyExpired', 'surveyReminded', 'surveySent']);
    expect(await ticket.row()).toMatchObject({ surveyState: 'expired', status: 'closed' });
  });

  it('is cancelled by a reopening, and its answer refused from then on', async () => {
    const policy = await rig.policy('reopened', { survey: { delay: 'PT1S', expireAfter: 'PT1H' } });
    const ticket = await rig.openTriaged({ policy });
    await ticket.command('resolve');
    await ticket.waitFor('surveySent');
    await ticket.command('reopen', { by: rig.requester });
    expect(await ticket.row()).toMatchObject({ status: 'open', surveyState: 'cancelled' });
    expect(await ticket.refusal('rate', { no: 1, score: 5 })).toBe('gone');
  });
});
