import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { SCOPES, type Scope } from '../../../api/auth';
import { makeApiKey } from '../../../prisma/apiKeys';
import { type Desk, type Person } from '../../support/desk';
import type { DeskClient } from '../../support/deskClient';
import { upload } from '../../support/upload';
import type { Kind } from './table';

/** A ticket with one of everything that hangs on tickets. */
export interface Laden {
  readonly id: string;
  readonly key: string;
  readonly comment: Readonly<Record<'public' | 'internal', string>>;
  readonly attachment: Readonly<Record<'public' | 'internal', string>>;
  /** To be deleted by whoever may. */
  readonly doomed: string;
  /** What another ticket would take, if it could. */
  readonly coveted: string;
}

/** A word in every ticket's subject, and one in every internal comment. */
export const [SUBJECT_WORD, INTERNAL_WORD] = ['zirconium', 'quincunx'];
/** Another word in every subject, and how it is spelt in one that few may read. */
export const [RIGHT_WORD, WRONG_WORD] = ['marmalade', 'marmalede'];

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** A desk with people who stand in every relation to its things that the table speaks of. */
export async function makeWorld(desk: Desk) {
  await desk.prisma.organisation.createMany({
    data: [
      { id: 'open', name: 'Open', sharesTickets: true },
      { id: 'discreet', name: 'Discreet', sharesTickets: false },
    ],
  });
  await desk.prisma.team.create({ data: { id: 'apart', name: 'Apart' } });
  const people = {
    requester: await desk.person('requester', { organisation: 'open' }),
    colleague: await desk.person('requester', { organisation: 'open' }),
    discreet: await desk.person('requester', { organisation: 'discreet' }),
    neighbour: await desk.person('requester', { organisation: 'discreet' }),
    other: await desk.person('requester'),
    agent: await desk.person('agent'),
    maker: await desk.person('agent', { teams: ['desk'] }),
    mate: await desk.person('agent', { teams: ['desk'] }),
    team: await desk.person('agent', { restricted: true, teams: ['desk'] }),
    outside: await desk.person('agent', { restricted: true, teams: ['apart'] }),
    /** Was an agent, and is a requester now. */
    former: await desk.person('agent'),
    /** Has no agent's document yet. */
    unlisted: await desk.person('agent'),
    lead: await desk.person('lead'),
    otherLead: await desk.person('lead'),
    leadApart: await desk.person('lead', { teams: ['apart'] }),
    admin: await desk.person('admin'),
  };
  await makeDocuments(people.admin);
  await holdMail(desk);
  await desk.prisma.problemProposal.createMany({
    data: [
      { id: PROPOSAL, way: 'tag', cause: 'vpn' },
      { id: PROPOSAL_APART, way: 'tag', cause: 'printer', teamIds: ['apart'] },
    ],
  });
  await desk.prisma.user.update({ where: { id: people.former.id }, data: { role: 'requester' } });
  await desk.prisma.agent.delete({ where: { userId: people.unlisted.id } });
  const services = {} as Record<Scope, DeskClient>;
  for (const scope of SCOPES) services[scope] = await desk.service(scope);
  const [shared, discreet, outsiders] = await Promise.all([
    makeTicket(people.requester, people.agent),
    makeTicket(people.discreet, people.agent),
    makeTicket(people.outside, people.agent),
  ]);
  await people.former.client.open({ subject: `A ${WRONG_WORD} is broken` });
  const tickets = { shared, discreet, outsiders };
  return { desk, people, services, tickets, made: await makeThings(people, shared) };
}

/** Id of a mail that was held. */
export const HELD_MAIL = '0199b1d2-7c1e-7000-8000-0000000000aa';

/** Id of a proposal of a problem, of no team: every lead's. */
export const PROPOSAL = '0199b1d2-7c1e-7000-8000-0000000000ab';
/** Of a team that few leads lead. */
export const PROPOSAL_APART = '0199b1d2-7c1e-7000-8000-0000000000ac';

async function holdMail(desk: Desk): Promise<void> {
  const raw = 'From: stranger@elsewhere.example\r\nSubject: Hello\r\n\r\nIs anybody there?\r\n';
  await desk.files.store.put(HELD_MAIL, Readable.from([raw]));
  const data = { key: 'held', source: 'lmtp', state: 'held', why: 'unknownSender', size: raw.length };
  await desk.prisma.inboundMail.create({ data: { id: HELD_MAIL, ...data, doneAt: new Date() } });
}

async function makeDocuments({ client }: Person): Promise<void> {
  const create = { 'If-None-Match': '*' };
  await client.put('/webhooks/crm', { url: 'https://crm.example/hook', active: false }, create);
  await client.put('/alert-sources/probe', { name: 'Probe', rules: [] }, create);
  await client.put('/fields/asset', { label: { en: 'Asset', fr: 'Bien' }, type: 'text' }, create);
  await client.put('/replies/greeting', { name: 'Greeting', body: { en: 'Hello.' } }, create);
  const ticket = { type: 'request', subject: 'Again', requester: 'admin@guichet.local' };
  await client.put('/schedules/monthly', { name: 'Monthly', ticket, cron: ['0 8 1 * *'], timeZone: 'UTC' }, create);
  const words = { en: 'Yours', fr: 'À vous' };
  await client.put('/message-templates/assigned', { subject: words, body: words }, { 'If-Match': '"v0"' });
}

async function makeTicket(requester: Person, agent: Person): Promise<Laden> {
  const { id, key } = await requester.client.open({ subject: `A ${SUBJECT_WORD} ${RIGHT_WORD} is broken` });
  const comment = async (visibility: 'public' | 'internal') => {
    const reply = await agent.client.post(`/tickets/${key}/comments`, {
      body: `${visibility} ${INTERNAL_WORD}`,
      visibility,
    });
    return reply.body.id as string;
  };
  const attach = async (visibility: string) => {
    const file = Buffer.from(`A ${visibility} file`);
    const path = `/tickets/${key}/attachments`;
    return (await upload(agent.client, path, file, `${visibility}.txt`, { fields: { visibility } })).body.id as string;
  };
  // Not for its requester to see.
  await agent.client.post(`/tickets/${key}/escalate`, { reason: 'It takes long' });
  return {
    ...{ id, key },
    comment: { internal: await comment('internal'), public: await commentPublicly(agent, key) },
    attachment: { internal: await attach('internal'), public: await attach('public') },
    doomed: await attach('public'),
    coveted: await attach('public'),
  };
}

async function commentPublicly(agent: Person, key: string): Promise<string> {
  return (await agent.client.post(`/tickets/${key}/comments`, { body: 'For everybody' })).body.id;
}

type People = Readonly<Record<string, Person>>;

/** Things that people made: whose they are says the maker. */
async function makeThings(people: Record<'requester' | 'maker' | 'otherLead' | 'mate', Person>, on: Laden) {
  const view = async (by: Person, more: object) => {
    const reply = await by.client.post('/views', { name: `By ${by.role}`, filter: {}, ...more });
    return { by, id: reply.body.id as string };
  };
  const bulk = { commands: [{ key: on.key, command: 'comment', body: 'One of many' }] };
  const operation = await people.requester.client.post('/tickets/bulk', bulk);
  return {
    ownView: await view(people.requester, { scope: 'own' }),
    teamView: await view(people.maker, { scope: 'team', team: 'desk' }),
    commonView: await view(people.otherLead, { scope: 'all', filter: { q: SUBJECT_WORD } }),
    file: { by: people.requester, id: await holdFile(people.requester) },
    operation: { by: people.requester, id: operation.body.id as string },
    agent: { by: people.maker, id: people.maker.id },
  };
}

let spare: string | null = null;

/** A file of the requester's that no ticket has taken yet, to be taken or deleted by whoever may; then there is another. */
export async function spareFile({ desk, people }: Pick<World, 'desk' | 'people'>): Promise<string> {
  const isFree = await desk.prisma.attachment.count({ where: { id: spare ?? ABSENT.uuid, seq: null, state: 'clean' } });
  if (spare === null || isFree === 0) spare = await holdFile(people.requester);
  return spare;
}

async function holdFile({ client }: Person): Promise<string> {
  return (await upload(client, '/attachments', Buffer.from('A file for later'), 'later.txt')).body.id;
}

/** A key that nobody calls with, to be revoked by whoever may. */
export async function spareKey(desk: Desk, owner: { userId: string } | { scopes: Scope[] }): Promise<string> {
  const { id, hash } = makeApiKey();
  await desk.prisma.apiKey.create({ data: { id, secretHash: hash, ...owner } });
  return id;
}

/** Who is meant by a column, for something that `maker` made. */
export function callerOf(
  { people }: { readonly people: World['people'] },
  kind: Kind,
  column: string,
  maker?: Person,
): Person {
  const who: Readonly<Record<Kind, People>> = {
    ticket: {
      own: people.requester,
      sharing: people.colleague,
      apart: people.neighbour,
      other: people.other,
      agent: people.agent,
      team: people.team,
      outside: people.outside,
      outsideOwn: people.outside,
      lead: people.lead,
      admin: people.admin,
    },
    desk: {
      requester: people.requester,
      agent: people.agent,
      outside: people.outside,
      lead: people.lead,
      admin: people.admin,
    },
    made: {
      ...(maker && { maker }),
      requester: people.other,
      mate: people.mate,
      outside: people.outside,
      lead: people.lead,
      admin: people.admin,
    },
  };
  const person = who[kind][column];
  if (!person) throw new Error(`Nobody is ${column} of a ${kind}`);
  return person;
}

/** What does not exist, in the form of what does. */
export const ABSENT = { key: 'SD-999999999999', uuid: uuidv7(), operation: 'A'.repeat(22), name: 'absent' } as const;
