/** Incidents that keep coming back: found, proposed to their leads, decided. */
import { linkAccepted } from '../../activities/watchProblems';
import { detectProblems } from '../../prisma/problems/detect';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let lead: Person;
let otherLead: Person;
let agent: Person;
const people: Person[] = [];

const SETTINGS = {
  window: 'P7D',
  quietFor: 'P14D',
  ways: {
    fingerprint: { tickets: 3 },
    field: { tickets: 3, requesters: 2, fields: ['site'] },
    subject: { tickets: 3, requesters: 2, likeness: 0.5 },
    tag: { tickets: 3, requesters: 2, ignore: ['vip'] },
  },
};

beforeAll(async () => {
  desk = await Desk.start();
  await desk.prisma.team.create({ data: { id: 'apart', name: 'Apart' } });
  admin = await desk.person('admin');
  lead = await desk.person('lead', { teams: ['desk'] });
  otherLead = await desk.person('lead', { teams: ['apart'] });
  agent = await desk.person('agent');
  for (let n = 0; n < 4; n++) people.push(await desk.person('requester'));
  const label = { en: 'Site', fr: 'Site' };
  const choices = ['lyon', 'nice'].map((code) => ({ code, label: { en: code, fr: code } }));
  await admin.client.put('/fields/site', { label, type: 'choice', choices }, { 'If-None-Match': '*' });
  expect((await admin.client.put('/problem-detection', SETTINGS, { 'If-Match': '"v1"' })).status).toBe(200);
});
afterAll(() => desk.stop());

/** One ticket of each subject, by one person after the other. */
async function open(subjects: readonly string[], more: object = {}): Promise<string[]> {
  const keys: string[] = [];
  for (const [n, subject] of subjects.entries())
    keys.push(((await people[n % people.length]!.client.open({ subject, ...more })) as { key: string }).key);
  return keys;
}

const look = () => detectProblems(desk.prisma);
const proposals = async (state = 'open', who = lead) =>
  (await who.client.get(`/problem-proposals?state=${state}`)).body.data as Proposal[];
interface Proposal {
  id: string;
  cause: Record<string, string>;
  tickets: number;
  requesters: number;
  problem: string | null;
  known: string | null;
}
async function proposalBy(by: string, value: string): Promise<Proposal> {
  const all = await proposals();
  const one = all.find(({ cause }) => cause.by === by && Object.values(cause).includes(value));
  if (!one) throw new Error(`No proposal by ${by} of ${value} among ${JSON.stringify(all)}`);
  return one;
}
interface Listed {
  key: string;
  linked: boolean;
}
const listed = async ({ id }: { id: string }, who = lead) =>
  (await who.client.get(`/problem-proposals/${id}`)).body.listed.data as Listed[];

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** As the sweep of every worker does. */
const linkNow = () =>
  linkAccepted({ prisma: desk.prisma, client: desk.temporal, logger: silent, settings: { run: { alarmSpreadMs: 0 } } });

/** Time passes for tickets and decisions. */
const pass = async (days: number) => {
  await desk.prisma
    .$executeRaw`UPDATE problem_proposals SET quiet_until = quiet_until - make_interval(days => ${days})`;
};

describe('A recurring problem', () => {
  let printers: string[];

  it('is found by similar subjects, once by two workers at once, with its tickets', async () => {
    printers = await open([
      'Imprimante bloquée au 2e étage',
      'IMPRIMANTE BLOQUEE',
      'Bonjour, les imprimantes sont bloquées (salle 311)',
    ]);
    await open(['Le café est froid', 'Excel ne marche pas', 'Outlook ne marche pas']);
    const both = await Promise.all([look(), look(), look()]);
    expect(both.reduce((sum, one) => sum + (one?.proposed ?? 0), 0)).toBe(1);
    const [one, ...others] = await proposals();
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      cause: { by: 'subject', subject: 'Imprimante bloquée au 2e étage' },
      ...{ tickets: 3, requesters: 3, problem: null, state: 'open', teams: [{ id: 'desk' }] },
    });
    expect((await listed(one!)).map(({ key }) => key)).toEqual(printers);
  });

  it('is told to the leads of its teams, among their notifications too, in their language', async () => {
    const notices = async (who: Person, language: string) =>
      (await who.client.get('/notifications', { 'Accept-Language': language })).body.data as object[];
    expect(await notices(lead, 'fr')).toMatchObject([
      { kind: 'problemProposed', text: '3 tickets semblent avoir une même cause', ticket: { key: printers[2] } },
    ]);
    expect(await notices(lead, 'en')).toMatchObject([{ text: '3 tickets seem to have one cause' }]);
    expect([...(await notices(otherLead, 'en')), ...(await notices(admin, 'en'))]).toEqual([]);
    const [row] = await desk.prisma.delivery.findMany({ where: { kind: 'problemProposed' } });
    expect(JSON.stringify(row?.payload)).not.toContain('mprimante');
  });

  it('grows with each ticket that is like it, and is not proposed again', async () => {
    printers.push(...(await open(['Imprimante encore bloquée'])));
    expect(await look()).toEqual({ proposed: 0, joined: 1 });
    expect(await look()).toEqual({ proposed: 0, joined: 0 });
    expect((await proposals()).map(({ tickets }) => tickets)).toEqual([4]);
  });

  it('is decided by leads of its teams and administrators; of others nobody sees it', async () => {
    const [{ id }] = (await proposals()) as [Proposal];
    const status = async (who: Person) => (await who.client.get(`/problem-proposals/${id}`)).status;
    expect(await Promise.all([lead, admin, otherLead, agent, people[0]!].map(status))).toEqual([
      200, 200, 404, 403, 403,
    ]);
    expect(await proposals('open', otherLead)).toEqual([]);
    expect(await proposals('open', admin)).toHaveLength(1);
    for (const decision of ['accept', 'dismiss'])
      expect((await otherLead.client.post(`/problem-proposals/${id}/${decision}`, { reason: 'x' })).status).toBe(404);
  });

  it('is accepted: a problem is opened once, however many accept, and its tickets become children', async () => {
    const [{ id }] = (await proposals()) as [Proposal];
    const accept = (who: Person, body: object = {}) => who.client.post(`/problem-proposals/${id}/accept`, body);
    const answers = await Promise.all([accept(lead), accept(lead), accept(admin), accept(lead)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { problem } = answers[0].body as { problem: string };
    expect(new Set(answers.map(({ body }) => (body as { problem: string }).problem))).toEqual(new Set([problem]));
    expect(await desk.prisma.ticket.count({ where: { tags: { has: 'problem' } } })).toBe(1);
    expect((await accept(lead, { problem: printers[0] })).body.code).toBe('already_done');
    expect((await lead.client.post(`/problem-proposals/${id}/dismiss`, { reason: 'x' })).status).toBe(409);
    const ticket = (await agent.client.get(`/tickets/${problem}`)).body;
    expect(ticket.subject).toBe('Recurring: Imprimante bloquée au 2e étage');
    await desk.eventually('children', async () => {
      await Promise.all([linkNow(), linkNow()]);
      return (await listed({ id })).every(({ linked }) => linked);
    });
    await desk.prisma.proposalTicket.updateMany({ data: { askedAt: null } });
    await linkNow();
    const children = (await agent.client.get(`/tickets/${problem}/links`)).body.data as { kind: string; key: string }[];
    expect(children.map(({ kind, key }) => [kind, key])).toEqual(printers.map((key) => ['parentOf', key]));
    const events = (await agent.client.get(`/tickets/${problem}/events?limit=100`)).body.data as { kind: string }[];
    expect(events.filter(({ kind }) => kind === 'linked')).toHaveLength(4);
    expect(events.filter(({ kind }) => kind === 'refused')).toEqual([]);
    expect(await desk.prisma.auditEvent.count({ where: { object: `problem proposal:${id}`, action: 'accept' } })).toBe(
      1,
    );
  });

  it('that comes back while its problem is open goes on with that one', async () => {
    const more = await open(['Imprimante bloquée', 'Imprimante bloquée', 'Imprimante bloquée']);
    expect(await look()).toEqual({ proposed: 1, joined: 0 });
    const [again] = (await proposals()) as [Proposal];
    const [before] = (await proposals('accepted')) as [Proposal];
    expect(again.known).toBe(before.problem);
    const accepted = await lead.client.post(`/problem-proposals/${again.id}/accept`);
    expect(accepted.body.problem).toBe(before.problem);
    await desk.eventually('more children', async () => {
      await linkNow();
      return (await listed(again)).every(({ linked }) => linked);
    });
    expect((await listed(again)).map(({ key }) => key)).toEqual(more);
  });
});

describe('A problem is found', () => {
  it('by a fingerprint, though all of it comes from one requester', async () => {
    for (let n = 0; n < 3; n++) {
      const { key } = await agent.client.open({ subject: `Alarm ${'abc'[n]}`, fingerprint: 'disk-7' });
      await agent.client.post(`/tickets/${key}/resolve`);
    }
    expect(await look()).toMatchObject({ proposed: 1 });
    expect(await proposalBy('fingerprint', 'disk-7')).toMatchObject({ tickets: 3, requesters: 1 });
  });

  it('by a choice in a field, and by a tag', async () => {
    const unlike = ['Zèbre', 'Quartz', 'Wagon'];
    await open(unlike, { fields: { site: 'lyon' } });
    await open(unlike.map((word) => `${word} ${word}`).reverse(), { tags: ['vpn', 'vip'] });
    expect(await look()).toMatchObject({ proposed: 2 });
    expect((await proposalBy('field', 'lyon')).cause).toEqual({ by: 'field', field: 'site', value: 'lyon' });
    expect((await proposalBy('tag', 'vpn')).tickets).toBe(3);
  });

  it('by none of what is cancelled, a request, or the same matter over again', async () => {
    const subjects = ['Serveur éteint', 'Serveur éteint', 'Serveur éteint'];
    await open(subjects, { type: 'request' });
    const [first, second, third] = (await open(subjects)) as [string, string, string];
    await agent.client.put(`/tickets/${second}/links/duplicateOf/${first}`, {});
    expect(await look()).toMatchObject({ proposed: 0 });
    await agent.client.post(`/tickets/${third}/merge`, { into: first });
    await open(subjects.slice(1));
    expect((await agent.client.delete(`/tickets/${second}/links/duplicateOf/${first}`)).status).toBe(204);
    await agent.client.post(`/tickets/${second}/resolve`, { resolution: 'cancelled' });
    // The first for itself and the third, and two more: what is cancelled would have been too many.
    expect(await look()).toMatchObject({ proposed: 1 });
    expect((await proposals()).find(({ cause }) => cause.subject === 'Serveur éteint')).toMatchObject({ tickets: 3 });
  });
});

describe('A dismissed one', () => {
  it('is quiet, says why, and comes again only after that and if it goes on growing', async () => {
    const subjects = ['Badge refusé à l’entrée', 'Badge refusé', 'badge refuse'];
    await open(subjects);
    await look();
    const one = (await proposals()).find(({ cause }) => cause.subject === subjects[0])!;
    const dismiss = (body: object) => lead.client.post(`/problem-proposals/${one.id}/dismiss`, body);
    expect((await dismiss({})).body.errors).toMatchObject([{ pointer: '/reason' }]);
    expect((await dismiss({ reason: 'Les badges sont changés lundi.' })).body).toMatchObject({
      ...{ state: 'dismissed', reason: 'Les badges sont changés lundi.', decidedBy: lead.id },
    });
    expect((await dismiss({ reason: 'x' })).body.code).toBe('already_done');
    expect((await lead.client.post(`/problem-proposals/${one.id}/accept`)).body.code).toBe('not_allowed_in_status');
    const isOpen = async () => (await proposals()).some(({ cause }) => cause.subject === subjects[0]);
    await open(subjects);
    await look();
    expect(await isOpen()).toBe(false);
    await pass(15);
    await look();
    expect(await isOpen()).toBe(true);
    const again = (await proposals()).find(({ cause }) => cause.subject === subjects[0])!;
    expect(again).toMatchObject({ tickets: 3 });
    await lead.client.post(`/problem-proposals/${again.id}/dismiss`, { reason: 'Again' });
    await pass(15);
    await look();
    expect(await isOpen()).toBe(false);
  });
});

describe('How it is looked for', () => {
  it('is tried before it is written', async () => {
    const keys = await open(['Tapis roulant arrêté', 'Tapis roulant arrêté', 'Tapis roulant arrêté']);
    const test = (settings?: object) => admin.client.post('/problem-detection/test', settings ? { settings } : {});
    const found = (await test()).body.data as { cause: object; effect: string; keys: string[] }[];
    expect(found.filter(({ effect }) => effect === 'proposed')).toMatchObject([
      { cause: { by: 'subject', subject: 'Tapis roulant arrêté' }, tickets: 3, requesters: 3, keys },
    ]);
    const strict = { ...SETTINGS, ways: { subject: { ...SETTINGS.ways.subject, tickets: 4 } } };
    expect((await test(strict)).body.data).toEqual([]);
    expect((await proposals()).some(({ cause }) => cause.subject === 'Tapis roulant arrêté')).toBe(false);
    expect((await lead.client.post('/problem-detection/test')).status).toBe(403);
  });

  it('is refused where it names no choice, and off without a way', async () => {
    const put = (body: object, version: number) =>
      admin.client.put('/problem-detection', body, { 'If-Match': `"v${version}"` });
    const field = { tickets: 3, requesters: 2, fields: ['nowhere'] };
    expect((await put({ ...SETTINGS, ways: { field } }, 2)).body.errors).toMatchObject([
      { pointer: '/ways/field/fields/0', code: 'unknown' },
    ]);
    expect((await put({ ...SETTINGS, window: 'P31D' }, 2)).status).toBe(422);
    expect((await put({ ...SETTINGS, ways: {} }, 2)).status).toBe(200);
    expect(await look()).toBeNull();
    expect((await put(SETTINGS, 3)).status).toBe(200);
  });
});
