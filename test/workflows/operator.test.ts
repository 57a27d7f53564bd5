import { temporal } from '../support/temporalCli';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

const workflow = (ticket: RigTicket) => ['--workflow-id', ticket.key];

describe('an operator with the Temporal CLI', () => {
  it('resolves a ticket by an Update, and reads its version', async () => {
    const ticket = await rig.openTriaged();
    const input = ['--name', 'resolve', '--input', '{"resolution": "workaround"}', '--output', 'json'];
    const answer = await temporal('workflow', 'update', 'execute', ...workflow(ticket), ...input);
    const row = await ticket.row();
    expect(row).toMatchObject({ status: 'resolved', resolution: 'workaround' });
    expect(answer).toContain(`"version": ${row.version}`);
    expect((await ticket.events()).at(-1)).toMatchObject({ kind: 'resolved', byRole: 'operator' });
  });

  it('is told why an Update is refused, and nothing has changed', async () => {
    const ticket = await rig.openTriaged();
    const before = await ticket.row();
    const reopen = temporal('workflow', 'update', 'execute', ...workflow(ticket), '--name', 'reopen');
    await expect(reopen).rejects.toThrow(/open/);
    expect(await ticket.row()).toEqual(before);
  });

  it('resolves a ticket by a Signal; a second one shows as refused and the workflow lives', async () => {
    const ticket = await rig.openTriaged();
    const signal = ['workflow', 'signal', ...workflow(ticket), '--name', 'resolve'];
    await temporal(...signal, '--input', '{"resolution": "done"}');
    await ticket.waitFor('resolved');
    await temporal(...signal, '--input', '{"resolution": "done"}');
    await ticket.waitFor('refused', ({ command, code }) => command === 'resolve' && code === 'already_done');
    await temporal(...signal, '--input', '"not an object"');
    await ticket.waitFor('refused', ({ code }) => code === 'invalid');
    expect((await ticket.handle.describe()).status.name).toBe('RUNNING');
  });

  it('asks what a ticket waits for', async () => {
    const ticket = await rig.openTriaged();
    expect(await temporal('workflow', 'query', ...workflow(ticket), '--name', 'process')).toContain(
      '"waitingFor":"team"',
    );
  });

  it('takes the workflow away: reconcile starts it again from what PostgreSQL has', async () => {
    const ticket = await rig.openTriaged();
    await ticket.command('accept', {}, 'before-the-end');
    await temporal('workflow', 'terminate', ...workflow(ticket), '--reason', 'a mistake');
    const report = await rig.activities().reconcile();
    expect(report.started).toContain(ticket.key);
    const again = await ticket.command('accept', {}, 'before-the-end');
    expect(again.version).toBeLessThan((await ticket.command('release')).version);
    expect((await ticket.kinds()).filter((kind) => kind === 'accepted')).toHaveLength(1);
  });
});

describe('a history', () => {
  it('holds no words of people', async () => {
    const ticket = await rig.openTriaged();
    await ticket.comment('The secret of Rumpelstiltskin');
    await ticket.command('accept');
    const text = decoded((await rig.runs()).find(({ workflowId }) => workflowId === ticket.key)?.history);
    expect(text).toContain('accepted');
    for (const words of ['Rumpelstiltskin', 'A ticket of the rig', 'Camille', 'example.org']) {
      expect(text).not.toContain(words);
    }
  });
});

/** All of a history as text, payloads decoded. */
function decoded(history: unknown): string {
  return JSON.stringify(history, (_member, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
    return isBufferJson(value) ? Buffer.from(value.data).toString('utf8') : value;
  });
}

function isBufferJson(value: unknown): value is { readonly data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}
