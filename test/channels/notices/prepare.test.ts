import type { Waiting } from '../../../channels/engine/types';
import { prepare, type ComposeDeps, type Prepared } from '../../../channels/notices/compose';
import { readBefore } from '../../../channels/notices/hearer';
import { putDocument } from '../../../prisma/documents';
import { TestDesk, type LiveTicket } from '../../activities/desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

const mail = {
  from: { name: 'Desk', address: 'desk@desk.example' },
  domain: 'desk.example',
  takesReplies: true,
  to: { folder: '/nowhere' },
};
const deps = (gatherMs = 30_000): ComposeDeps => ({
  prisma: desk.prisma,
  settings: { publicUrl: 'https://desk.example', secret: 's'.repeat(32), mail, gatherMs },
});

type Batch = [Waiting, ...Waiting[]];

/** What the engine would hand over: all that waits for somebody. */
async function waitingFor(recipient: string): Promise<Batch> {
  const rows = await desk.prisma.delivery.findMany({
    where: { recipient, state: 'waiting' },
    orderBy: [{ createdAt: 'asc' }, { seq: 'asc' }],
  });
  expect(rows).not.toHaveLength(0);
  return rows as [(typeof rows)[number], ...typeof rows];
}

/** Records what was sent, as the engine does. */
async function sent({ message }: Prepared): Promise<void> {
  const [first, ...others] = message?.rows ?? [];
  await desk.prisma.delivery.updateMany({
    where: { id: first?.id ?? '' },
    data: { state: 'sent', sentAt: new Date() },
  });
  await desk.prisma.delivery.updateMany({
    where: { id: { in: others.map(({ id }) => id) } },
    data: { state: 'gathered' },
  });
}

async function assigned(agent: string, subject = 'Printer'): Promise<LiveTicket> {
  const ticket = await desk.open({ subject });
  await desk.save(ticket, desk.decide(ticket, 'assign', { agent }));
  return ticket;
}

async function replied(ticket: LiveTicket, body: string): Promise<void> {
  const comment = await desk.comment(ticket, 'public', body);
  await desk.save(ticket, desk.decide(ticket, 'comment', { comment, visibility: 'public', from: 'agent' }));
}

const french = (id: string) => desk.prisma.user.update({ where: { id }, data: { locale: 'fr-FR', name: 'Élodie' } });

test('a requester gets a mail of each ticket, in her language, that tells all that has happened to it', async () => {
  await french(desk.requester.id);
  const [one, other] = [await desk.open({ subject: 'L’imprimante' }), await desk.open({ subject: 'Le réseau' })];
  await replied(one, 'Essayez <b>encore</b>.\nC’est réparé.');
  await replied(other, 'Patience.');
  await desk.save(one, desk.decide(one, 'resolve', { resolution: 'done' }));
  const rows = await waitingFor(desk.requester.id);
  const first = await prepare(deps(), rows);
  expect(first.decided).toEqual([]);
  expect(first.message?.rows.map(({ ticketId }) => ticketId)).toEqual([one.id, one.id]);
  const { subject, text, html, to } = first.message!.composed;
  expect([subject, to]).toEqual([
    `[${one.key}] L’imprimante`,
    { name: 'Élodie', address: expect.any(String) as string },
  ]);
  expect(text).toContain('a écrit :\n\nEssayez <b>encore</b>.\nC’est réparé.');
  expect(text).toContain('Le ticket est résolu : Fait');
  expect(text).toContain(`https://desk.example/api/v1/tickets/${one.key}`);
  expect(html).toContain('Essayez &lt;b&gt;encore&lt;/b&gt;.<br>');
  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="fr">/);
  await sent(first);
  const second = await prepare(deps(), await waitingFor(desk.requester.id));
  expect(second.message?.rows.map(({ ticketId }) => ticketId)).toEqual([other.id]);
  await sent(second);
});

test('what a requester was told before is not looked up: she may have had thousands of messages', async () => {
  const ticket = await desk.open({ subject: 'Heard of' });
  await replied(ticket, 'Soon.');
  await sent(await prepare(deps(), await waitingFor(desk.requester.id)));
  const before = (side: 'requester' | 'desk') => readBefore(desk.prisma, desk.requester.id, { side });
  expect(await before('requester')).toEqual({ lastAt: null, lastTicket: null, lastAlertAt: null });
  expect(await before('desk')).toMatchObject({ lastTicket: ticket.id });
});

test('C17 a storm of alerts is one mail to each person', async () => {
  const lead = await desk.createAgent([]);
  const tickets = await Promise.all(Array.from({ length: 60 }, (_, n) => assigned(lead.id, `Alert ${n}`)));
  await desk.prisma.ticket.updateMany({
    where: { id: { in: tickets.map(({ id }) => id) } },
    data: { source: 'alert' },
  });
  const rows = await waitingFor(lead.id);
  const early = await prepare(deps(), rows);
  expect(early.message).toBeNull();
  expect(new Set(early.decided.map(({ kind }) => kind))).toEqual(new Set(['later']));
  // The first comes due; the engine hands over nothing else yet.
  const hour = new Date(Date.now() - 3_600_000);
  await desk.prisma.delivery.update({ where: { id: rows[0].id }, data: { createdAt: hour } });
  const storm = await prepare(deps(), [{ ...rows[0], createdAt: hour }]);
  expect(storm.message?.rows).toHaveLength(60);
  const { subject, text, headers } = storm.message!.composed;
  expect(subject).toBe('60 tickets: Alert ' + subject.split(' ').at(-1));
  expect(text.match(/- Assigned to you/g)).toHaveLength(50);
  expect(text).toContain('… and 10 more tickets.');
  expect(headers).toEqual({});
  await sent(storm);
  // What comes after it waits until minutes have passed.
  await desk.prisma.ticket.update({ where: { id: (await assigned(lead.id)).id }, data: { source: 'alert' } });
  const [next] = (await prepare(deps(), await waitingFor(lead.id))).decided;
  expect(next?.kind === 'later' && next.at.getTime() > Date.now() + 200_000).toBe(true);
});

test('what somebody does not want by mail is skipped; a digest is gathered, and can be ended', async () => {
  const agent = await desk.createAgent([]);
  const kinds = { assigned: 'digest', commented: 'none' };
  await desk.prisma.preferences.create({ data: { userId: agent.id, document: { kinds } } });
  const [one] = [await assigned(agent.id, 'One'), await assigned(agent.id, 'Two')];
  const comment = await desk.comment(one);
  const requester = { ...desk.requester };
  await desk.save(
    one,
    desk.decide(one, 'comment', { comment, visibility: 'public', from: 'requester' }, Date.now(), requester),
  );
  const now = await prepare(deps(), await waitingFor(agent.id));
  expect(now.message).toBeNull();
  expect(now.decided.map(({ kind }) => kind).sort()).toEqual(['later', 'later', 'skipped']);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await desk.prisma.delivery.updateMany({ where: { recipient: agent.id }, data: { createdAt: yesterday } });
  const morning = await prepare(deps(), await waitingFor(agent.id));
  expect(morning.message?.rows).toHaveLength(2);
  const { subject, text, headers } = morning.message!.composed;
  expect(subject).toBe('Digest: 2 tickets');
  expect(headers['List-Unsubscribe']).toMatch(/^<https:\/\/desk\.example\/api\/v1\/unsubscribe\/[\w.-]+>$/);
  expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  expect(text).toContain(headers['List-Unsubscribe']!.slice(1, -1));
});

test('words that administrators have written are used, and what people wrote is no part of them', async () => {
  const document = {
    subject: { en: '{{ticket.subject}} is yours', fr: 'À vous : {{ticket.subject}}' },
    body: { en: 'Take {{ticket.key}} from {{requester.name}}.', fr: 'Prenez {{ticket.key}}.' },
  };
  const created = { id: 'assigned', expectedVersion: null, by: null };
  await putDocument(desk.prisma, { ...created, kind: 'messageTemplate', document });
  const agent = await desk.createAgent([]);
  const ticket = await assigned(agent.id, 'Say {{link}} {{ticket.status}}');
  const { message } = await prepare(deps(), await waitingFor(agent.id));
  expect(message?.composed.subject).toBe('Say {{link}} {{ticket.status}} is yours');
  expect(message?.composed.text).toContain(`Take ${ticket.key} from Élodie.`);
});

test('who is not there any more is written nothing', async () => {
  const agent = await desk.createAgent([]);
  await assigned(agent.id);
  await desk.prisma.user.update({ where: { id: agent.id }, data: { active: false } });
  const { decided, message } = await prepare(deps(), await waitingFor(agent.id));
  expect([decided.map(({ kind }) => kind), message]).toEqual([['skipped'], null]);
});
