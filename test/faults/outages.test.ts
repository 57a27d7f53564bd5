import { setTimeout as sleep } from 'node:timers/promises';
import { countComments, findDisagreements } from '../../bench/faults/agreement';
import { FaultRig } from '../../bench/stack/rig';

/** Long enough for callers to be told to wait, for retries to back off, and for pools to notice. */
const OUTAGE_MS = Number(process.env.GUICHET_FAULT_OUTAGE_MS ?? 30_000);

describe('servers away', () => {
  let rig: FaultRig;

  beforeAll(async () => {
    rig = await FaultRig.start();
  }, 120_000);
  afterAll(() => rig?.stop(), 60_000);

  it('keeps a ticket that comes while Temporal is away, and triages it when Temporal is back', async () => {
    await rig.stopTemporal();
    // An API that is started in the middle of it takes tickets in too.
    await rig.api.kill();
    rig.api.start();
    await rig.eventually('the API to listen', async () => (await fetch(`${rig.base}/healthz`)).ok);
    expect((await fetch(`${rig.base}/readyz`)).status).toBe(503);
    const answer = await rig.call('requester', 'POST', '/tickets', { subject: 'Serveur surchargé' });
    expect(answer.status).toBe(201);
    expect(answer.body.status).toBe('new');
    const key = String(answer.body.key);
    const refused = await rig.call('agent', 'POST', `/tickets/${key}/accept`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBeTruthy();

    await rig.startTemporal();
    await rig.eventually('triage', async () => {
      const { body } = await rig.call('agent', 'GET', `/tickets/${key}`);
      return body.status === 'open' && body.type === 'alert';
    });
    await rig.eventually('rows and workflows to agree', async () => (await findDisagreements(rig)).length === 0);
    const kinds = await rig.database.prisma.ticketEvent.findMany({ orderBy: { seq: 'asc' }, select: { kind: true } });
    // What was answered with 503 was not carried out behind the caller's back.
    expect(kinds.map(({ kind }) => kind)).toEqual(['received', 'triaged', 'assigned']);
  }, 180_000);

  it('tells callers to wait while PostgreSQL is away, and afterwards rows, events and histories agree', async () => {
    const keys = await Promise.all([rig.open(), rig.open(), rig.open()]);
    await sleep(1_000);
    let away = true;
    const acknowledged: string[] = [];
    const statuses = new Set<number>();
    const people = keys.map(async (key, person) => {
      for (let n = 1; away; n++) {
        const body = `Outage comment ${n} of person ${person}`;
        const { answer, seen } = await rig.insist('agent', `/tickets/${key}/comments`, { body });
        seen.forEach((status) => statuses.add(status));
        expect(answer.status).toBe(201);
        acknowledged.push(body);
      }
    });
    await sleep(500);
    await rig.stopPostgres();
    await sleep(OUTAGE_MS);
    await rig.startPostgres();
    away = false;
    await Promise.all(people);

    // Nothing but success, "accepted" and "try again" was ever answered.
    expect([...statuses].filter((status) => ![201, 202, 409, 503].includes(status))).toEqual([]);
    expect(statuses.has(503) || statuses.has(202)).toBe(true);
    const counts = await Promise.all(acknowledged.map((body) => countComments(rig, body)));
    expect(acknowledged.filter((_, index) => counts[index] !== 1)).toEqual([]);
    await rig.eventually('the projection to catch up', async () => (await findDisagreements(rig)).length === 0);
    expect(await findDisagreements(rig)).toEqual([]);
  }, 240_000);
});
