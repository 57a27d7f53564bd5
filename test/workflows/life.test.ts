import type { TicketSummary } from '../../workflows/contract';
import { TicketRig } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

const SHORT_SURVEY = { delay: 'PT1S', expireAfter: 'PT3S' };

describe('a plain life', () => {
  it('is triaged, accepted, answered, resolved, surveyed and closed', async () => {
    const policy = await rig.policy('plain', { closeAfter: 'PT2S', survey: SHORT_SURVEY });
    const ticket = await rig.openTriaged({ policy });
    expect(await ticket.row()).toMatchObject({ status: 'open', type: 'incident', priority: 'high', teamId: 'desk' });

    await ticket.command('accept');
    await ticket.comment('On it');
    const { version } = await ticket.command('resolve', { resolution: 'done' });
    expect(await ticket.row()).toMatchObject({
      status: 'resolved',
      resolution: 'done',
      version,
      assigneeId: rig.agent.id,
    });
    await ticket.waitFor('surveySent');
    await ticket.command('rate', { no: 1, score: 4, by: rig.requester });

    const summary = (await ticket.result()) as TicketSummary;
    expect(summary).toMatchObject({ key: ticket.key, resolution: 'done', score: 4, reopenCount: 0 });
    expect(await ticket.kinds()).toEqual([
      ...['received', 'triaged', 'queued', 'accepted', 'commented'],
      ...['resolved', 'surveySent', 'surveyRated', 'closed'],
    ]);
    expect(await ticket.row()).toMatchObject({ status: 'closed', surveyState: 'answered', surveyScore: 4 });
  });

  it('takes commands before triage has answered', async () => {
    await rig.stopWorker();
    const ticket = await rig.open({ given: { type: 'request' } });
    const accepted = ticket.command('accept');
    await rig.restartWorker();
    await accepted;
    await ticket.waitFor('triaged');
    expect(await ticket.row()).toMatchObject({
      status: 'open',
      assigneeId: rig.agent.id,
      type: 'request',
      priority: 'low',
    });
  });
});

describe('commands', () => {
  it('are refused without a trace when the status forbids them', async () => {
    const ticket = await rig.openTriaged();
    await ticket.command('accept');
    const before = await ticket.row();
    expect(await ticket.refusal('accept')).toBe('already_done');
    expect(await ticket.refusal('resume')).toBe('not_allowed_in_status');
    expect(await ticket.refusal('pend', { reason: 'weather' })).toBe('invalid');
    expect(await ticket.refusal('resolve', { nonsense: 1 })).toBe('invalid');
    expect(await ticket.row()).toEqual(before);
  });

  it('have one effect however often they are sent with the same id', async () => {
    const ticket = await rig.openTriaged();
    const first = await ticket.command('pend', { reason: 'vendor' }, 'the-same-id');
    const again = await ticket.command('pend', { reason: 'vendor' }, 'the-same-id');
    await ticket.signal('pend', { id: 'the-same-id', reason: 'vendor', by: rig.agent });
    await ticket.command('resume');
    expect(again).toEqual(first);
    expect((await ticket.kinds()).filter((kind) => kind === 'pended')).toHaveLength(1);
  });

  it('work as Signals of the same names; a refused Signal shows as an event and the workflow lives', async () => {
    const ticket = await rig.openTriaged();
    await ticket.signal('resolve', { resolution: 'workaround' });
    await ticket.waitFor('resolved', ({ resolution }) => resolution === 'workaround');
    await ticket.signal('pend', { reason: 'vendor' });
    await ticket.waitFor('refused', ({ command, code }) => command === 'pend' && code === 'not_allowed_in_status');
    await ticket.signal('resolve', { resolution: 'perfectly' });
    await ticket.waitFor('refused', ({ command, code }) => command === 'resolve' && code === 'invalid');
    await ticket.handle.signal('explode', { now: true });
    await ticket.waitFor('refused', ({ command }) => command === 'explode');
    await ticket.command('reopen', { by: rig.requester });
    expect(await ticket.row()).toMatchObject({ status: 'open', reopenCount: 1 });
  });

  it('in a payload that nobody can decode are refused, and the ticket goes on', async () => {
    const ticket = await rig.openTriaged();
    await rig.client.workflowService.signalWorkflowExecution({
      namespace: rig.client.options.namespace,
      workflowExecution: { workflowId: ticket.key },
      signalName: 'accept',
      input: { payloads: [{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"by": ') }] },
    });
    await ticket.waitFor('refused', ({ command, code }) => command === 'accept' && code === 'invalid');
    await ticket.command('accept');
  });
});

describe('a request to cancel the workflow', () => {
  it('resolves the ticket as cancelled, and commands go on being served', async () => {
    const ticket = await rig.openTriaged();
    await ticket.handle.cancel();
    await ticket.waitFor('resolved', ({ resolution }) => resolution === 'cancelled');
    await ticket.command('reopen', { by: rig.requester });
    expect(await ticket.row()).toMatchObject({ status: 'open' });
  });
});
