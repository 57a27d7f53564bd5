import { handOver } from '../../activities/handOver';
import type { ActivityDeps } from '../../activities/deps';
import { mendTicket, type OpenTicket } from '../../activities/mendTicket';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const deps = (): ActivityDeps => ({
  prisma: rig.prisma,
  client: rig.client,
  logger: silent,
  settings: { run: { alarmSpreadMs: 0 } },
});

/** As `reconcile` does. */
async function repair(ticket: RigTicket): Promise<void> {
  const row = { ...(await ticket.row()), assigneeGone: false, refusedBy: null };
  expect((await mendTicket(deps(), row as unknown as OpenTicket)).remedy).toBe('started');
}

const linkedIn = async (ticket: RigTicket) => (await ticket.events()).filter(({ kind }) => kind === 'linked');

describe('what a ticket tells another', () => {
  it('is told, once, also if every worker dies as soon as the command is answered', async () => {
    const [a, b] = [await rig.openTriaged(), await rig.openTriaged()];
    await a.command('link', { kind: 'parentOf', key: b.key });
    await rig.stopWorker();
    expect(await a.kinds()).not.toContain('refused');
    await rig.restartWorker();
    const told = await a.waitFor('handedOver', ({ told: count }) => count === 1);
    await b.waitFor('linked', ({ key, told: heard }) => key === a.key && heard === true);

    // An attempt whose answer was lost is made again.
    const [event] = (await a.events()).filter(({ kind }) => kind === 'linked');
    const word = { do: 'link', kind: 'childOf' } as const;
    const again = { id: String(told.data.of), by: rig.agent, to: b.key, word };
    for (let attempt = 0; attempt < 3; attempt++)
      expect(await handOver(deps(), { ticketId: a.id, key: a.key, handOver: again })).toEqual({ told: 1, skipped: 0 });
    await b.command('accept');
    expect(await linkedIn(b)).toHaveLength(1);
    expect(event?.data).toEqual({ kind: 'parentOf', key: b.key });
  });

  it('waits for a ticket whose workflow is gone, and passes over one that is over', async () => {
    const policy = await rig.policy('short', { closeAfter: 'PT1S' });
    const [a, lost, over] = [await rig.openTriaged(), await rig.openTriaged(), await rig.openTriaged({ policy })];
    await over.command('resolve');
    await over.result();
    await a.command('link', { kind: 'relatedTo', key: over.key });
    await a.waitFor('handedOver', ({ skipped }) => skipped === 1);

    await lost.handle.terminate('an operator did');
    await a.command('link', { kind: 'relatedTo', key: lost.key });
    // Commands are served meanwhile.
    await a.command('accept');
    expect((await a.state()).handOvers).toHaveLength(1);
    await repair(lost);
    await lost.waitFor('linked', ({ key }) => key === a.key);
    await a.waitFor('handedOver', ({ told }) => told === 1);
    expect((await a.state()).handOvers).toEqual([]);
  });

  it('that is nothing of the kind is refused, and the ticket lives on', async () => {
    const ticket = await rig.openTriaged();
    await ticket.handle.signal('heed', { id: 'x', from: 'SD-1', by: null, word: { do: 'explode' } });
    await ticket.waitFor('refused', ({ command }) => command === 'heed');
    await ticket.command('accept');
  });
});

describe('a parent', () => {
  it('tells all its children once, however often its worker is stopped, and takes commands meanwhile', async () => {
    const parent = await rig.openTriaged();
    const children = await Promise.all(Array.from({ length: 12 }, () => rig.openTriaged()));
    for (const child of children) await parent.command('link', { kind: 'parentOf', key: child.key });
    await rig.eventually('all links', async () => ((await parent.state()).handOvers ?? []).length === 0);
    await parent.command('cascade', { action: 'pause' });
    await rig.restartWorker();
    await parent.command('accept');
    await rig.restartWorker();
    await parent.waitFor('handedOver', ({ told }) => told === 12);
    for (const child of children) {
      await child.waitFor('pended', (data) => data.parent === parent.key);
      expect((await child.kinds()).filter((kind) => kind === 'parentActed')).toHaveLength(1);
    }
  });
});
