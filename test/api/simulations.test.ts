import { Desk, type Person } from '../support/desk';
import { FAULTY, wholeDocument } from '../simulation/faulty';

let desk: Desk;
let lead: Person;

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  lead = await desk.person('lead');
});
afterAll(() => desk.stop());

describe('POST /simulations', () => {
  it('answers with the timeline and the clocks', async () => {
    const reply = await lead.client.post('/simulations', wholeDocument());
    expect(reply.status).toBe(200);
    // Paris, Mondays 08:00–18:00 = 07:00Z–17:00Z: 4 h from 08:00Z are over at 12:00Z.
    expect(reply.body.timeline).toEqual([
      { at: '2026-03-02T10:00:00.000Z', kind: 'warning', clock: 'resolution', cycle: 1, percent: 50 },
      { at: '2026-03-02T12:00:00.000Z', kind: 'breach', clock: 'resolution', cycle: 1, percent: 100 },
      { at: '2026-03-02T12:00:00.000Z', kind: 'escalation', clock: 'resolution', cycle: 1, percent: 100, level: 1 },
    ]);
    expect(reply.body.clocks).toEqual([
      {
        clock: 'resolution',
        cycle: 1,
        state: 'running',
        startedAt: '2026-03-02T08:00:00.000Z',
        stoppedAt: null,
        dueAt: '2026-03-02T12:00:00.000Z',
        elapsedMs: 9 * 3_600_000,
        targetMs: 4 * 3_600_000,
        breached: true,
        everBreached: true,
      },
    ]);
  });

  it('stores nothing', async () => {
    const count = async () => [await desk.prisma.document.count(), await desk.prisma.ticket.count()];
    const before = await count();
    await lead.client.post('/simulations', wholeDocument());
    expect(await count()).toEqual(before);
  });

  it('is for leads and administrators', async () => {
    const status = async (role: Person['role']) => {
      const { client } = await desk.person(role);
      return (await client.post('/simulations', wholeDocument())).status;
    };
    expect(await status('admin')).toBe(200);
    expect(await status('agent')).toBe(403);
    expect(await status('requester')).toBe(403);
    expect((await desk.stranger.post('/simulations', wholeDocument())).status).toBe(401);
    const service = await desk.service('tickets:write', 'users:write');
    expect((await service.post('/simulations', wholeDocument())).status).toBe(403);
    // Permission is told before faults of the input.
    expect((await (await desk.person('agent')).client.post('/simulations', {})).status).toBe(403);
  });

  it('names the member or the step that is at fault', async () => {
    for (const { name, document, pointer, code } of FAULTY) {
      const reply = await lead.client.post('/simulations', document);
      expect([name, reply.status]).toEqual([name, 422]);
      expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(reply.body.code).toBe('invalid');
      expect(reply.body.errors[0]).toMatchObject({ pointer, ...(code && { code }) });
    }
  });

  it('reads a body as every other call does', async () => {
    expect((await lead.client.post('/simulations')).status).toBe(422);
    expect((await lead.client.post('/simulations', '{')).status).toBe(400);
    expect((await lead.client.post('/simulations', '[]')).status).toBe(422);
    expect((await lead.client.post('/simulations', `"${'x'.repeat(300_000)}"`)).status).toBe(413);
  });
});

it('a policy with an escalation of a clock that it lacks is not stored either', async () => {
  const policy = { name: 'P', order: 900, when: 'false', calendar: 'always', clocks: {} };
  const escalations = [{ clock: 'resolution', at: 100, level: 1 }];
  const { client } = await desk.person('admin');
  const none = { 'If-None-Match': '*' };
  expect((await client.put('/policies/idle', { ...policy, escalations }, none)).body).toMatchObject({
    errors: [{ pointer: '/escalations/0/clock', code: 'unknown_clock' }],
  });
  expect((await client.put('/policies/idle', policy, none)).status).toBe(201);
});
