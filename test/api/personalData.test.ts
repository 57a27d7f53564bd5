import { v7 as uuidv7 } from 'uuid';
import { keepRetention } from '../../activities/retention';
import { sweepAttachments } from '../../files/sweep';
import { Desk, type Person } from '../support/desk';
import type { DeskClient } from '../support/deskClient';
import { MailIn, write } from '../support/inbound';
import { upload } from '../support/upload';

let desk: Desk;
let mails: MailIn;
let agent: Person;
let admin: Person;
const DAY = 86_400_000;

beforeAll(async () => {
  desk = await Desk.start();
  mails = await MailIn.start(desk);
  agent = await desk.person('agent', { name: 'Ada Agent' });
  admin = await desk.person('admin');
});
afterAll(async () => {
  await mails.close();
  await desk.stop();
});

/** A requester with a ticket in which her words are everywhere that words can be. */
async function customer() {
  const person = await desk.person('requester', { name: 'Carla Customer' });
  const { key } = await person.client.open({
    subject: 'xyzzy subject',
    description: 'xyzzy text',
    fields: { a: 'xyzzy' },
  });
  await person.client.post(`/tickets/${key}/comments`, { body: 'xyzzy said' });
  await agent.client.post(`/tickets/${key}/comments`, { body: 'xyzzy answered' });
  await agent.client.post(`/tickets/${key}/comments`, { body: 'xyzzy among us', visibility: 'internal' });
  await agent.client.patch(`/tickets/${key}`, { subject: 'xyzzy reworded' });
  const file = (await upload(person.client, `/tickets/${key}/attachments`, Buffer.from('xyzzy'), 'xyzzy.txt')).body;
  return { person, key, file };
}

/** She wrote a mail, watches a ticket and is mentioned in it, and said how she wants to hear of things. */
async function takePart({ person, key }: Awaited<ReturnType<typeof customer>>) {
  const mail = await mails.receive(write({ from: person.email, subject: `xyzzy [${key}]`, text: 'xyzzy by mail' }));
  await person.client.put(`/tickets/${key}/watchers/${person.id}`, undefined);
  const { body } = await agent.client.post(`/tickets/${key}/comments`, { body: 'Look, you', mentions: [person.id] });
  const kinds = { commented: 'digest' };
  await person.client.put(`/users/${person.id}/preferences`, { kinds }, { 'If-Match': '"v0"' });
  return { mail, comment: body.id as string };
}

const resolve = (key: string, resolution = 'done') => agent.client.post(`/tickets/${key}/resolve`, { resolution });

/** Wherever the database has these words. */
async function findWords(words: string): Promise<string[]> {
  const tables = await desk.prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await desk.prisma.$queryRawUnsafe<{ hit: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM "${name}" t WHERE t::text ILIKE '%${words}%') AS hit`,
    );
    if (row!.hit) found.push(name);
  }
  return found;
}

const linesOf = async (client: DeskClient, id: string) =>
  (await client.get(`/users/${id}/data`)).text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('all about a person', () => {
  test('is her tickets, what was said to and by her, her files and surveys, and nothing of others', async () => {
    const hers = await customer();
    const { person, key, file } = hers;
    const { mail, comment } = await takePart(hers);
    const stranger = await customer();
    await takePart(stranger);
    const lines = await linesOf(admin.client, person.id);
    const of = (kind: string) => lines.filter((line) => line.kind === kind).map(({ data }) => data);
    expect(of('person')).toMatchObject([{ id: person.id, name: 'Carla Customer', email: person.email }]);
    expect(of('ticket')).toMatchObject([{ key, subject: 'xyzzy reworded', description: 'xyzzy text' }]);
    expect(
      of('comment')
        .map(({ body }) => body)
        .sort(),
    ).toEqual(['Look, you', 'xyzzy answered', 'xyzzy by mail', 'xyzzy said']);
    expect(of('attachment')).toMatchObject([{ id: file.id, name: 'xyzzy.txt', ticket: key }]);
    expect(of('preferences')).toMatchObject([{ kinds: { commented: 'digest', resolved: 'mail' } }]);
    expect(of('watched')).toEqual([{ ticket: key, since: expect.any(String) }]);
    expect(of('mention')).toEqual([{ id: comment, ticket: key, createdAt: expect.any(String) }]);
    const original = `/api/v1/inbound-mails/${mail.id}/original`;
    expect(of('mail')).toMatchObject([
      { id: mail.id, subject: `xyzzy [${key}]`, ticket: key, sha256: mail.sha256, size: Number(mail.size), original },
    ]);
    expect((await admin.client.get(`/inbound-mails/${mail.id}/original`)).text).toContain('xyzzy by mail');
    expect(lines.at(-1)).toMatchObject({ complete: true });
    expect(JSON.stringify(lines)).not.toContain(stranger.key);
    expect((await agent.client.get(`/users/${person.id}/data`)).status).toBe(403);
    expect((await person.client.get(`/users/${person.id}/data`)).status).toBe(403);
  });
});

describe('erasure', () => {
  test('is refused while somebody works for her, naming the tickets, and for those who work here', async () => {
    const { person, key } = await customer();
    const refused = await admin.client.post(`/users/${person.id}/erasure`);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'in_use',
      expect.stringContaining(key),
    ]);
    expect((await person.client.get(`/tickets/${key}`)).body.subject).toBe('xyzzy reworded');
    expect((await admin.client.post(`/users/${agent.id}/erasure`)).status).toBe(409);
    expect((await agent.client.post(`/users/${person.id}/erasure`)).status).toBe(403);
  });

  test('takes every word and file away and leaves what happened', async () => {
    const hers = await customer();
    const { person, key, file } = hers;
    const { mail, comment } = await takePart(hers);
    await desk.prisma.delivery.create({
      data: {
        ...{ id: uuidv7(), key: `mailRefused:${person.email}`, seq: 0, kind: 'mailRefused', channel: 'email' },
        ...{ recipient: person.email, payload: {} },
      },
    });
    const others = (await desk.prisma.ticket.findMany({ where: { requesterId: { not: person.id } } })).map(
      ({ key }) => key,
    );
    for (const other of others) await resolve(other, 'cancelled');
    for (const { id } of await desk.prisma.user.findMany({ where: { role: 'requester', NOT: { id: person.id } } }))
      expect((await admin.client.post(`/users/${id}/erasure`)).status).toBe(200);
    // Written through the API, so that the audit trail has her name.
    const { body: shown } = await admin.client.get(`/users/${person.id}`);
    const { id: _id, version: _version, createdAt: _createdAt, ...known } = shown;
    await admin.client.put(`/users/${person.id}`, { ...known, name: 'Carla Xyzzy' });
    await resolve(key);
    const before = (await agent.client.get(`/tickets/${key}`)).body;
    const events = (await agent.client.get(`/tickets/${key}/events`)).body.data;
    expect(await findWords('xyzzy')).toEqual(expect.arrayContaining(['audit_events', 'comments', 'tickets', 'users']));

    const erased = await admin.client.post(`/users/${person.id}/erasure`, {}, { 'Idempotency-Key': 'e' });
    expect([erased.status, erased.body]).toEqual([
      200,
      expect.objectContaining({ id: person.id, name: 'Erased', tickets: 1 }),
    ]);
    expect(await findWords('xyzzy')).toEqual([]);
    expect(await findWords(person.email)).toEqual([]);

    const after = (await agent.client.get(`/tickets/${key}`)).body;
    expect(after).toMatchObject({ subject: 'Erased', description: '', fields: {}, requester: { name: 'Erased' } });
    for (const kept of ['key', 'status', 'priority', 'createdAt', 'resolvedAt', 'resolution', 'version', 'team'])
      expect(after[kept]).toEqual(before[kept]);
    expect(after.clocks.map(({ clock, breached }: { clock: string; breached: boolean }) => [clock, breached])).toEqual(
      before.clocks.map(({ clock, breached }: { clock: string; breached: boolean }) => [clock, breached]),
    );
    const kinds = (list: { kind: string }[]) => list.map(({ kind }) => kind);
    expect(kinds((await agent.client.get(`/tickets/${key}/events`)).body.data)).toEqual(kinds(events));

    expect((await admin.client.get(`/inbound-mails/${mail.id}/original`)).status).toBe(410);
    expect(await desk.prisma.comment.findUnique({ where: { id: comment } })).toMatchObject({ mentions: [] });
    expect(await desk.prisma.preferences.count({ where: { userId: person.id } })).toBe(0);
    expect(await desk.prisma.watcher.count({ where: { userId: person.id } })).toBe(0);
    expect((await person.client.get('/tickets')).status).toBe(401);
    expect((await agent.client.get(`/attachments/${file.id}/content`)).status).toBe(410);
    await sweepAttachments(desk.prisma, desk.files.store);
    expect(await desk.files.store.read(file.id)).toBeNull();
    const trail = await desk.prisma.auditEvent.findMany({ where: { object: `user:${person.id}` } });
    expect(trail.filter(({ action }) => action === 'erase')).toMatchObject([
      { actor: admin.id, after: { tickets: 1 } },
    ]);
    expect((await admin.client.post(`/users/${person.id}/erasure`)).status).toBe(200);
  });

  test('that was broken off is finished by the workers', async () => {
    const { person, key } = await customer();
    await resolve(key, 'cancelled');
    await admin.client.post(`/users/${person.id}/erasure`);
    await desk.prisma.comment.updateMany({ where: { ticket: { key } }, data: { body: 'left behind' } });
    const erasedAt = new Date(Date.now() - 120_000);
    await desk.prisma.user.update({ where: { id: person.id }, data: { erasedAt, erasureDoneAt: null } });
    await keepRetention(activityDeps());
    expect(await findWords('left behind')).toEqual([]);
  });
});

describe('retention', () => {
  test('erases texts and files of tickets that have long been over, each after its own time, and no others', async () => {
    const [old, recent] = [await customer(), await customer()];
    for (const { key } of [old, recent]) {
      await resolve(key, 'cancelled');
      await agent.client.post(`/tickets/${key}/close`);
      await desk.eventually('it to be over', () =>
        desk.prisma.ticket.findFirst({ where: { key, endedAt: { not: null } } }),
      );
    }
    const age = (key: string, days: number) =>
      desk.prisma.ticket.update({ where: { key }, data: { updatedAt: new Date(Date.now() - days * DAY) } });
    await age(old.key, 100);
    await keepRetention(activityDeps({ attachmentsDays: 90, textsDays: 200 }));
    const shown = async (key: string) => (await agent.client.get(`/tickets/${key}`)).body.subject;
    expect(await shown(old.key)).toBe('xyzzy reworded');
    expect((await agent.client.get(`/attachments/${old.file.id}`)).body).toMatchObject({ state: 'deleted', name: '' });
    expect((await agent.client.get(`/attachments/${recent.file.id}`)).body.state).toBe('clean');
    await keepRetention(activityDeps({ textsDays: 90 }));
    expect([await shown(old.key), await shown(recent.key)]).toEqual(['Erased', 'xyzzy reworded']);
    // What has been passed is not gone through again, and what is old later is.
    await age(recent.key, 95);
    await keepRetention(activityDeps({ textsDays: 90 }));
    expect(await shown(recent.key)).toBe('Erased');
  });

  test('ends lines of the audit trail, which nothing else may', async () => {
    await desk.prisma.auditEvent.createMany({
      data: [
        { actor: 'a', action: 'old', object: 'x', at: new Date(Date.now() - 400 * DAY) },
        { actor: 'a', action: 'new', object: 'x' },
      ],
    });
    // The oldest lines are the first: this one came late.
    await keepRetention(activityDeps({ auditDays: 365 }));
    const left = await desk.prisma.auditEvent.findMany({ where: { object: 'x' } });
    expect(left.map(({ action }) => action)).toEqual(['new']);
    await expect(desk.prisma.$executeRaw`DELETE FROM audit_events`).rejects.toThrow('written once');
    await expect(desk.prisma.$executeRaw`UPDATE audit_events SET actor = 'b'`).rejects.toThrow('written once');
  });
});

function activityDeps(retention: Parameters<typeof keepRetention>[0]['settings']['retention'] = {}) {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return { prisma: desk.prisma, client: desk.temporal, logger, settings: { run: { alarmSpreadMs: 0 }, retention } };
}
