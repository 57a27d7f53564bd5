import { MockActivityEnvironment } from '@temporalio/testing';
import { handOver } from '../../activities/handOver';
import type { HandOverInput } from '../../workflows/contract';
import type { EventData } from '../../workflows/domain/events';
import { Desk, type Person } from '../support/desk';
import type { Reply } from '../support/deskClient';

let desk: Desk;
let agent: Person;
let rene: Person;
let lucie: Person;

beforeAll(async () => {
  desk = await Desk.start();
  [agent, rene, lucie] = [await desk.person('agent'), await desk.person('requester'), await desk.person('requester')];
});
afterAll(() => desk.stop());

/** @returns keys of new tickets, one for each requester */
async function open(...requesters: Person[]): Promise<string[]> {
  const opened = await Promise.all(
    requesters.map(({ client }, index) => client.post('/tickets', { subject: `Matter ${index}` })),
  );
  return opened.map(({ body }) => String(body.key));
}

const link = (from: string, kind: string, to: string) =>
  agent.client.send('PUT', `/tickets/${from}/links/${kind}/${to}`);
const linksOf = async (key: string, by: Person = agent) =>
  ((await by.client.get(`/tickets/${key}/links`)).body.data as { kind: string; key: string }[]).map(
    (one) => `${one.kind} ${one.key}`,
  );
const eventsOf = async (key: string, by: Person = agent) =>
  (await by.client.get(`/tickets/${key}/events?limit=100`)).body.data as {
    kind: string;
    by: { id: string } | null;
    data: Record<string, unknown>;
  }[];
const commentsOf = async (key: string, by: Person = agent) =>
  ((await by.client.get(`/tickets/${key}/comments`)).body.data as { body: string; visibility: string }[]).map(
    ({ body, visibility }) => `${visibility} ${body}`,
  );
const seenIn = (key: string, kind: string) =>
  desk.eventually(`${kind} in ${key}`, async () => (await eventsOf(key)).find((event) => event.kind === kind));
const codeOf = ({ status, body }: Reply) => [status, (body as { code?: string } | null)?.code];

describe('links', () => {
  it('show at both ends, each in its own words, and both timelines have them', async () => {
    const [a, b] = (await open(rene, rene)) as [string, string];
    const made = await link(a, 'parentOf', b);
    expect([made.status, made.body.data]).toEqual([200, [expect.objectContaining({ kind: 'parentOf', key: b })]]);
    expect(await linksOf(b)).toEqual([`childOf ${a}`]);
    expect((await agent.client.get(`/tickets/${b}`)).body.links).toEqual([{ kind: 'childOf', key: a }]);
    expect(await seenIn(b, 'linked')).toMatchObject({ by: { id: agent.id }, data: { kind: 'childOf', key: a } });
    expect((await seenIn(a, 'handedOver')).data).toMatchObject({ told: 1, skipped: 0 });

    expect((await link(a, 'parentOf', b)).status).toBe(200);
    expect((await eventsOf(a)).filter(({ kind }) => kind === 'linked')).toHaveLength(1);
    // From the other end it is the same link.
    expect((await agent.client.send('DELETE', `/tickets/${b}/links/childOf/${a}`)).status).toBe(204);
    expect([await linksOf(a), await linksOf(b)]).toEqual([[], []]);
    await seenIn(a, 'unlinked');
    expect([await linksOf(a), await linksOf(b)]).toEqual([[], []]);
    expect(codeOf(await agent.client.send('DELETE', `/tickets/${b}/links/childOf/${a}`))).toEqual([404, 'not_found']);
  });

  it('never lead in a circle, also not by two requests at once; a ticket has one parent', async () => {
    const [a, b, c] = (await open(rene, rene, rene)) as [string, string, string];
    await link(a, 'parentOf', b);
    await link(b, 'parentOf', c);
    expect(codeOf(await link(c, 'parentOf', a))).toEqual([422, 'invalid']);
    expect(codeOf(await link(a, 'childOf', c))).toEqual([422, 'invalid']);
    expect(codeOf(await link(a, 'relatedTo', a))).toEqual([422, 'invalid']);
    expect(codeOf(await link(a, 'mergedInto', b))).toEqual([422, 'invalid']);
    const [d] = (await open(rene)) as [string];
    expect(codeOf(await link(d, 'parentOf', c))).toEqual([409, 'already_exists']);
    const [x, y] = (await open(rene, rene)) as [string, string];
    const both = await Promise.all([link(x, 'parentOf', y), link(y, 'parentOf', x)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await linksOf(x)).length).toBe(1);
  });

  it('are those that one may see: a requester has none to what is not hers, and no events of them', async () => {
    const [mine, also, hers] = (await open(rene, rene, lucie)) as [string, string, string];
    await link(mine, 'relatedTo', hers);
    await link(mine, 'relatedTo', also);
    expect(await linksOf(mine, rene)).toEqual([`relatedTo ${also}`]);
    expect((await eventsOf(mine, rene)).filter(({ kind }) => /linked|handed/.test(kind))).toEqual([]);
    expect(codeOf(await rene.client.send('PUT', `/tickets/${mine}/links/relatedTo/${also}`))[0]).toBe(403);
    const apart = await desk.person('agent', { restricted: true, teams: ['desk'] });
    await desk.prisma.ticket.updateMany({ where: { key: hers }, data: { teamId: null } });
    expect(codeOf(await apart.client.send('PUT', `/tickets/${mine}/links/relatedTo/${hers}`))[0]).toBe(404);
    expect(await linksOf(mine, apart)).toEqual([`relatedTo ${also}`]);
  });
});

describe('a merged ticket', () => {
  it('is resolved as a duplicate; replies to it go on in the other, and it stays resolved', async () => {
    const [doubled, kept] = (await open(rene, rene)) as [string, string];
    const merged = await agent.client.post(`/tickets/${doubled}/merge`, { into: kept, note: 'The same matter.' });
    expect([merged.status, merged.body.status, merged.body.resolution]).toEqual([200, 'resolved', 'duplicate']);
    expect(merged.body.links).toEqual([{ kind: 'mergedInto', key: kept }]);
    expect(await seenIn(kept, 'linked')).toMatchObject({ data: { kind: 'mergedFrom', key: doubled } });

    const replied = await rene.client.post(`/tickets/${doubled}/comments`, { body: 'Still broken' });
    expect([replied.status, replied.body.ticket]).toEqual([201, kept]);
    expect(await commentsOf(kept, rene)).toEqual(['public Still broken']);
    expect(await commentsOf(doubled, rene)).toEqual(['public The same matter.', 'public Still broken']);
    expect((await agent.client.get(`/tickets/${doubled}`)).body.status).toBe('resolved');
    expect(codeOf(await rene.client.post(`/tickets/${doubled}/reopen`))).toEqual([409, 'not_allowed_in_status']);
  });

  it('of another customer has its replies read by the desk only', async () => {
    const [doubled, kept] = (await open(lucie, rene)) as [string, string];
    await agent.client.post(`/tickets/${doubled}/merge`, { into: kept });
    const replied = await lucie.client.post(`/tickets/${doubled}/comments`, { body: 'Mine is confidential' });
    // Nothing of it tells her whose ticket goes on.
    expect(replied.body).toMatchObject({ ticket: doubled, visibility: 'public' });
    expect(replied.headers.get('location')).toContain(doubled);
    expect(await commentsOf(doubled, lucie)).toEqual(['public Mine is confidential']);
    expect(await commentsOf(kept, rene)).toEqual([]);
    expect(await commentsOf(kept)).toEqual(['internal Mine is confidential']);
    expect((await lucie.client.get(`/tickets/${doubled}`)).body.links).toEqual([]);
  });

  it('leads over further mergers, and not in a circle', async () => {
    const [a, b, c] = (await open(rene, rene, rene)) as [string, string, string];
    await agent.client.post(`/tickets/${a}/merge`, { into: b });
    await agent.client.post(`/tickets/${b}/merge`, { into: c });
    expect((await rene.client.post(`/tickets/${a}/comments`, { body: 'Far' })).body.ticket).toBe(c);
    expect(codeOf(await agent.client.post(`/tickets/${c}/merge`, { into: a }))).toEqual([422, 'invalid']);
    expect(codeOf(await agent.client.post(`/tickets/${a}/merge`, { into: c }))).toEqual([409, 'already_done']);
  });

  it('is what it was when that is undone; what was said meanwhile is read in both', async () => {
    const [doubled, kept] = (await open(rene, rene)) as [string, string];
    await agent.client.post(`/tickets/${doubled}/accept`);
    await agent.client.post(`/tickets/${doubled}/merge`, { into: kept });
    await rene.client.post(`/tickets/${doubled}/comments`, { body: 'Meanwhile' });
    const undone = await agent.client.post(`/tickets/${doubled}/unmerge`, { note: 'Another matter after all.' });
    expect(undone.body).toMatchObject({ status: 'open', resolution: null, links: [], assignee: { id: agent.id } });
    await seenIn(kept, 'unlinked');
    expect([await linksOf(doubled), await linksOf(kept)]).toEqual([[], []]);
    const replied = await rene.client.post(`/tickets/${doubled}/comments`, { body: 'Here again' });
    expect(replied.body.ticket).toBe(doubled);
    expect(await commentsOf(doubled, rene)).toEqual([
      'public Another matter after all.',
      'public Here again',
      'public Meanwhile',
    ]);
    expect(await commentsOf(kept)).toEqual(['public Meanwhile']);
    expect(codeOf(await agent.client.post(`/tickets/${doubled}/unmerge`))).toEqual([409, 'already_done']);
  });

  it('stays so once it is closed; whoever asks is told what to do, in her language', async () => {
    const [doubled, kept] = (await open(rene, rene)) as [string, string];
    await agent.client.post(`/tickets/${doubled}/merge`, { into: kept });
    expect((await agent.client.post(`/tickets/${doubled}/close`)).status).toBe(200);
    const refused = (language: string) =>
      agent.client.post(`/tickets/${doubled}/unmerge`, {}, { 'Accept-Language': language });
    const [english, french] = [await refused('en'), await refused('fr')];
    expect([codeOf(english), codeOf(french)]).toEqual(Array(2).fill([409, 'not_allowed_in_status']));
    expect(english.body.detail).toContain(`stays merged into ${kept}`);
    expect(french.body.detail).toContain(`reste fusionné dans ${kept}`);
    expect((await agent.client.get(`/tickets/${doubled}`)).body.status).toBe('closed');
  });
});

describe('a comment about something else', () => {
  it('becomes a ticket of its own, once, linked to where it was said', async () => {
    const [key] = (await open(rene)) as [string];
    const said = await rene.client.post(`/tickets/${key}/comments`, { body: 'And the printer is on fire' });
    const split = { comment: said.body.id, subject: 'The printer is on fire' };
    const headers = { 'Idempotency-Key': 'once' };
    const made = await agent.client.post(`/tickets/${key}/split`, split, headers);
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        description: 'And the printer is on fire',
        requester: expect.objectContaining({ id: rene.id }),
      }),
    ]);
    expect((await agent.client.post(`/tickets/${key}/split`, split, headers)).body.key).toBe(made.body.key);
    expect(made.body.links).toEqual([{ kind: 'splitFrom', key }]);
    expect(await linksOf(key)).toEqual([`splitInto ${String(made.body.key)}`]);
    expect(await seenIn(key, 'linked')).toMatchObject({ data: { kind: 'splitInto', key: made.body.key } });
  });

  it('that is internal stays where it is', async () => {
    const [key] = (await open(rene)) as [string];
    const said = await agent.client.post(`/tickets/${key}/comments`, { body: 'Secret', visibility: 'internal' });
    const split = { comment: said.body.id, subject: 'Not to be told' };
    expect(codeOf(await agent.client.post(`/tickets/${key}/split`, split))).toEqual([422, 'invalid']);
  });
});

describe('a major incident', () => {
  it('informs, pauses, resumes and resolves its children, each of which names it', async () => {
    const [parent, one, two, own] = (await open(rene, rene, lucie, lucie)) as [string, string, string, string];
    for (const child of [one, two, own]) await link(parent, 'parentOf', child);
    await agent.client.post(`/tickets/${own}/pend`, { reason: 'requester' });
    const act = (body: object) => agent.client.post(`/tickets/${parent}/cascade`, body);
    const statusIs = (key: string, status: string) =>
      desk.eventually(
        `${key} ${status}`,
        async () => (await agent.client.get(`/tickets/${key}`)).body.status === status,
      );

    expect((await act({ action: 'inform' })).status).toBe(422);
    expect((await act({ action: 'pause', note: 'The line is cut.' })).status).toBe(200);
    await statusIs(one, 'pending');
    expect(await seenIn(two, 'parentActed')).toMatchObject({ by: { id: agent.id }, data: { parent, effect: 'taken' } });
    expect(await commentsOf(two, lucie)).toEqual(['public The line is cut.']);
    expect(await seenIn(own, 'parentActed')).toMatchObject({ data: { action: 'pause', effect: 'none' } });

    await act({ action: 'resume' });
    await statusIs(one, 'open');
    expect((await agent.client.get(`/tickets/${own}`)).body.pending).toMatchObject({ reason: 'requester' });

    await act({ action: 'resolve', note: 'Mended.', resolution: 'workaround' });
    for (const child of [one, two, own]) await statusIs(child, 'resolved');
    expect((await agent.client.get(`/tickets/${own}`)).body.resolution).toBe('workaround');
    expect((await agent.client.get(`/tickets/${parent}`)).body.status).toBe('open');
    await desk.eventually('all told', async () => {
      const told = (await eventsOf(parent)).filter(({ kind }) => kind === 'handedOver').slice(-3);
      return told.length === 3 && told.every(({ data }) => data.told === 3);
    });
  });

  it('tells a child that is linked late what stands, once, from whichever end it was linked', async () => {
    const [parent, early, late, later] = (await open(rene, rene, lucie, lucie)) as [string, string, string, string];
    const act = (body: object) => agent.client.post(`/tickets/${parent}/cascade`, body);
    const statusOf = async (key: string) => (await agent.client.get(`/tickets/${key}`)).body.status as string;
    const statusIs = (key: string, status: string) =>
      desk.eventually(`${key} ${status}`, async () => (await statusOf(key)) === status);
    await link(parent, 'parentOf', early);
    await act({ action: 'pause', note: 'An old matter.' });
    await act({ action: 'resume' });
    await act({ action: 'inform', note: 'A first word.' });
    await act({ action: 'pause', note: 'The line is cut.' });
    await act({ action: 'inform', note: 'We are at it.' });
    await desk.eventually('the early child', async () => (await commentsOf(early)).length === 4);

    await link(late, 'childOf', parent);
    await link(parent, 'parentOf', later);
    for (const child of [late, later]) {
      await statusIs(child, 'pending');
      await desk.eventually('the last word', async () => (await commentsOf(child, lucie)).length === 2);
      expect(await commentsOf(child, lucie)).toEqual(['public The line is cut.', 'public We are at it.']);
    }

    // Linked again, it has heard all of it.
    await agent.client.send('DELETE', `/tickets/${parent}/links/parentOf/${late}`);
    await link(parent, 'parentOf', late);
    await act({ action: 'resume' });
    for (const child of [early, late, later]) await statusIs(child, 'open');
    const deeds = (await eventsOf(late)).filter(({ kind }) => kind === 'parentActed');
    expect(deeds.map(({ data, by }) => [data.action, by?.id])).toEqual(
      ['pause', 'inform', 'resume'].map((action) => [action, agent.id]),
    );
  });

  /** Has the parent's first word told once more, as when it was held up. @returns how many heard of it */
  async function informAgain(parent: string) {
    const { prisma, temporal } = desk;
    const { id } = await prisma.ticket.findUniqueOrThrow({ where: { key: parent } });
    const inform = await prisma.ticketEvent.findFirstOrThrow({
      where: { ticketId: id, kind: 'cascaded', data: { path: ['action'], equals: 'inform' } },
    });
    // Written from these very types.
    const data = inform.data as unknown as EventData['cascaded'];
    const input: HandOverInput = {
      ...{ ticketId: id, key: parent },
      handOver: { id: inform.identity, by: null, to: null, word: { do: 'act', ...data } },
    };
    return new MockActivityEnvironment().run(handOver, { prisma, client: temporal }, input);
  }

  it('keeps a deed for those who were its children then, however late it is told', async () => {
    const [parent, one, two, late] = (await open(rene, rene, rene, rene)) as [string, string, string, string];
    for (const early of [one, two]) await link(parent, 'parentOf', early);
    await agent.client.post(`/tickets/${parent}/cascade`, { action: 'inform', note: 'Before.' });
    await agent.client.post(`/tickets/${parent}/cascade`, { action: 'resume' });
    await link(parent, 'parentOf', late);
    await seenIn(late, 'linked');
    expect(await informAgain(parent)).toEqual({ told: 2, skipped: 0 });
  });

  it('tells it to a child that has linked itself by a Signal, whom nobody catches up', async () => {
    const [parent, own] = (await open(rene, rene)) as [string, string];
    await agent.client.post(`/tickets/${parent}/cascade`, { action: 'inform', note: 'Before.' });
    const payload = { id: 'by-signal', by: { id: agent.id, role: 'agent' }, kind: 'childOf', key: parent };
    await desk.temporal.workflow.getHandle(own).signal('link', payload);
    await seenIn(parent, 'linked');
    expect(await informAgain(parent)).toEqual({ told: 1, skipped: 0 });
  });

  it('says nothing to a child that is linked when others went on, or it is resolved', async () => {
    const [parent, afterwards, last] = (await open(rene, rene, rene)) as [string, string, string];
    const act = (body: object) => agent.client.post(`/tickets/${parent}/cascade`, body);
    await act({ action: 'inform', note: 'Before.' });
    await act({ action: 'resume' });
    const told = (times: number) =>
      desk.eventually(`${times} told`, async () => {
        const events = await eventsOf(parent);
        return events.filter(({ kind }) => kind === 'handedOver').length === times;
      });
    await told(2);
    await link(afterwards, 'childOf', parent);
    await told(3);
    await act({ action: 'inform', note: 'After.' });
    await agent.client.post(`/tickets/${parent}/resolve`);
    await link(last, 'childOf', parent);
    await told(5);
    await desk.eventually('the word of now', async () => (await commentsOf(afterwards)).length > 0);
    expect([await commentsOf(afterwards), await commentsOf(last)]).toEqual([['public After.'], []]);
  });
});
