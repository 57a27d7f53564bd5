import type { Person } from '../../support/desk';
import type { DeskClient } from '../../support/deskClient';
import { upload } from '../../support/upload';
import type { Cell } from './cells';
import {
  INTERNAL_WORD,
  PROPOSAL,
  PROPOSAL_APART,
  spareFile,
  spareKey,
  SUBJECT_WORD,
  WRONG_WORD,
  type Laden,
  type World,
} from './world';

/** Who reads lists: the tickets each of them may see. */
type Reader = readonly [who: string, client: DeskClient, sees: string];

const MISSPELT = SUBJECT_WORD.replace('oni', 'ini');
const ALL = 'shared discreet outsiders';

/** What lists, search, views, exports and timelines hold for whom: the same tickets, and what is internal for agents only. */
export function contentCells(world: World): Cell[] {
  const { people, services } = world;
  const readers: readonly Reader[] = [
    ['its requester', people.requester.client, 'shared'],
    ['colleague, sharing', people.colleague.client, 'shared'],
    ['requester, not sharing', people.discreet.client, 'discreet'],
    ['colleague, not sharing', people.neighbour.client, ''],
    ['another requester', people.other.client, ''],
    ['agent', people.agent.client, ALL],
    ['restricted agent', people.team.client, ALL],
    ['restricted agent of another team', people.outside.client, 'outsiders'],
    ['lead', people.lead.client, ALL],
    ['administrator', people.admin.client, ALL],
    ['service tickets:read', services['tickets:read'], ALL],
  ];
  return [
    ...readers.flatMap((reader) => listCells(world, reader)),
    ...exportCells(world),
    ...internalCells(world),
    ...viewCells(world),
    ...proposalCells(world),
    ...crossCells(world),
  ];
}

function listCells({ tickets, made }: World, [who, client, sees]: Reader): Cell[] {
  const list = (route: string, path: string, expected = sees): Cell => ({
    ...{ route, who: `${who}, ${path.split('?')[1] ?? 'all'}`, expected },
    ask: async () => namesIn((await client.get(path)).text, tickets),
  });
  const route = 'get /tickets';
  const count = sees === '' ? 0 : sees.split(' ').length;
  const works = /agent|lead|admin|service/.test(who);
  return [
    list(route, '/tickets'),
    list(route, `/tickets?q=${SUBJECT_WORD}`),
    // Misspelt: looked for as the nearest word of what one may read.
    list(route, `/tickets?q=${MISSPELT}`),
    {
      ...{ route, who: `${who}, spellings of others' words`, expected: String(sees !== '') },
      ask: async () => String((await client.get(`/tickets?q=${MISSPELT}`)).text.includes('respelled')),
    },
    // Her own ticket is not one that she works on.
    list(route, `/tickets?q=${INTERNAL_WORD}`, works && !who.includes('another team') ? sees : ''),
    list(route, `/tickets?q=${tickets.shared.key}`, sees.includes('shared') ? 'shared' : ''),
    list(route, `/tickets?organisation=open,discreet`, sees.replace(/ ?outsiders/, '')),
    ...(works
      ? [
          list(route, `/tickets?view=${made.commonView.id}`),
          {
            route: 'get /views/counts',
            who,
            expected: String(count),
            ask: async () => String((await client.get(`/views/counts?views=${made.commonView.id}`)).body.data[0].count),
          },
        ]
      : []),
  ];
}

function exportCells({ people, services, tickets }: World): Cell[] {
  const may: readonly Reader[] = [
    ['lead', people.lead.client, ALL],
    ['administrator', people.admin.client, ALL],
    ['service export', services.export, ALL],
  ];
  return may.flatMap(([who, client, expected]) =>
    ['tickets', 'events'].map((what) => ({
      ...{ route: `get /exports/${what}`, who: `${who}, contents`, expected },
      ask: async () => namesIn((await client.get(`/exports/${what}`)).text, tickets),
    })),
  );
}

function namesIn(text: string, tickets: World['tickets']): string {
  const names = Object.entries(tickets).filter(([, { key }]) => text.includes(`"${key}"`));
  return names.map(([name]) => name).join(' ');
}

function idsIn(text: string, things: Readonly<Record<string, { readonly id: string }>>): string {
  const names = Object.entries(things).filter(([, { id }]) => text.includes(id));
  return names.map(([name]) => name).join(' ');
}

/** What is internal is seen by those who work on the ticket. */
function internalCells({ people, services, tickets }: World): Cell[] {
  const { shared, outsiders } = tickets;
  const readers: readonly (readonly [string, DeskClient, Laden, boolean])[] = [
    ['its requester', people.requester.client, shared, false],
    ['colleague, sharing', people.colleague.client, shared, false],
    ['agent', people.agent.client, shared, true],
    ['restricted agent', people.team.client, shared, true],
    ['restricted agent of another team, her own', people.outside.client, outsiders, false],
    ['lead', people.lead.client, shared, true],
    ['administrator', people.admin.client, shared, true],
    ['service tickets:read', services['tickets:read'], shared, true],
  ];
  return readers.flatMap(([who, client, ticket, sees]) => {
    const holds = async (path: string, what: string) => String((await client.get(path)).text.includes(what));
    const of = `/tickets/${ticket.key}`;
    const internal = (route: string, path: string, what: string): Cell => ({
      ...{ route, who: `${who}, what is internal`, expected: String(sees) },
      ask: () => holds(path, what),
    });
    const visible = (route: string, path: string, what: string): Cell => ({
      ...{ route, who: `${who}, what is public`, expected: 'true' },
      ask: () => holds(path, what),
    });
    return [
      internal('get /tickets/{key}/comments', `${of}/comments`, ticket.comment.internal),
      internal('get /tickets/{key}/comments/{comment}', `${of}/comments/${ticket.comment.internal}`, INTERNAL_WORD),
      internal('get /tickets/{key}/attachments', `${of}/attachments`, ticket.attachment.internal),
      internal('get /tickets/{key}/events', `${of}/events`, '"internal"'),
      internal('get /tickets/{key}/events', `${of}/events`, '"escalated"'),
      visible('get /tickets/{key}/comments', `${of}/comments`, ticket.comment.public),
      visible('get /tickets/{key}/attachments', `${of}/attachments`, ticket.attachment.public),
      visible('get /tickets/{key}/events', `${of}/events`, '"public"'),
    ];
  });
}

function viewCells({ people, services, made }: World): Cell[] {
  const readers: readonly Reader[] = [
    ['its maker', people.requester.client, 'ownView'],
    ['another requester', people.other.client, ''],
    ['who shared with a team', people.maker.client, 'teamView commonView'],
    ['agent of the team', people.mate.client, 'teamView commonView'],
    ['agent of another team', people.outside.client, 'commonView'],
    ['lead', people.lead.client, 'teamView commonView'],
    ['administrator', people.admin.client, 'teamView commonView'],
    ['service tickets:read', services['tickets:read'], 'commonView'],
  ];
  const views = { ownView: made.ownView, teamView: made.teamView, commonView: made.commonView };
  return readers.flatMap(([who, client, expected]) => [
    {
      ...{ route: 'get /views', who: `${who}, contents`, expected },
      ask: async () => idsIn((await client.get('/views?limit=100')).text, views),
    },
    ...Object.entries(views).map(([name, { id }]) => ({
      ...{ route: 'get /tickets', who: `${who}, by ${name}`, expected: expected.includes(name) ? '200' : '422' },
      ask: async () => String((await client.get(`/tickets?view=${id}`)).status),
    })),
  ]);
}

/** Others' things, where a request names them in its body, its parameters or beside its own. */
/** Proposed problems are their teams' leads' to decide; those of no team every lead's. */
function proposalCells({ people }: World): Cell[] {
  const proposals = { nobodys: { id: PROPOSAL }, apart: { id: PROPOSAL_APART } };
  const path = '/problem-proposals?state=open,accepted,dismissed';
  const readers: readonly Reader[] = [
    ['lead of no team', people.lead.client, 'nobodys'],
    ['lead of the team', people.leadApart.client, 'nobodys apart'],
    ['administrator', people.admin.client, 'nobodys apart'],
  ];
  return readers.map(([who, client, expected]) => ({
    ...{ route: 'get /problem-proposals', who: `${who}, contents`, expected },
    ask: async () => idsIn((await client.get(path)).text, proposals),
  }));
}

function crossCells(world: World): Cell[] {
  const { people, tickets } = world;
  const { shared, discreet } = tickets;
  const status = (route: string, who: string, expected: string, ask: () => Promise<{ status: number }>): Cell => ({
    ...{ route, who, expected },
    ask: async () => String((await ask()).status),
  });
  const cursors = (['/tickets', `/tickets/${shared.key}/comments`, `/tickets/${shared.key}/events`] as const).map(
    (path) =>
      status(`get ${path.replace(shared.key, '{key}')}`, "another reader's cursor", '422', async () => {
        const { page } = (await people.lead.client.get(`${path}?limit=1`)).body as { page: { nextCursor: string } };
        return people.agent.client.get(`${path}?limit=1&cursor=${encodeURIComponent(page.nextCursor)}`);
      }),
  );
  // A new one each time: if it were taken after all, it would be missed elsewhere.
  const attachments = async () => [await spareFile(world)];
  return [
    ...cursors,
    // That somebody else spells it so must not make it right.
    {
      ...{ route: 'get /tickets', who: 'a word that only others spell so', expected: 'shared' },
      ask: async () => namesIn((await people.requester.client.get(`/tickets?q=${WRONG_WORD}`)).text, tickets),
    },
    status('get /tickets/{key}/comments/{comment}', 'comment of another ticket', '404', () =>
      people.agent.client.get(`/tickets/${shared.key}/comments/${discreet.comment.public}`),
    ),
    status('post /tickets', "another's file", '422', async () =>
      people.other.client.post('/tickets', { subject: 'Look', attachments: await attachments() }),
    ),
    status('post /tickets/{key}/comments', "another's file", '422', async () =>
      people.agent.client.post(`/tickets/${shared.key}/comments`, { body: 'Look', attachments: await attachments() }),
    ),
    status('post /tickets/{key}/attachments', 'its requester, internal', '403', () =>
      upload(people.requester.client, `/tickets/${shared.key}/attachments`, Buffer.from('x'), 'x.txt', {
        fields: { visibility: 'internal' },
      }),
    ),
    ...['requester', 'fingerprint'].map((member) =>
      status('post /tickets', `requester, with ${member}`, '403', () =>
        people.requester.client.post('/tickets', { nonsense: true, [member]: people.other.id }),
      ),
    ),
    ...([people.agent.client, world.services['tickets:write']] as const).map((client, index) =>
      status('post /tickets', `${index === 0 ? 'agent' : 'service tickets:write'}, for somebody`, '422', () =>
        client.post('/tickets', { nonsense: true, requester: people.other.id }),
      ),
    ),
    status('post /tickets', 'a file that a ticket has already', '422', () =>
      people.agent.client.post('/tickets', { subject: 'Look', attachments: [shared.coveted] }),
    ),
    status('get /tickets/{key}/replies/{reply}', 'no such reply', '404', () =>
      people.agent.client.get(`/tickets/${shared.key}/replies/absent`),
    ),
    status('put /views/{id}', 'administrator, one that comes with the desk', '403', () =>
      people.admin.client.put('/views/unassigned', { nonsense: true }),
    ),
    status('get /agents/{id}', 'lead, her own', '200', () => people.lead.client.get(`/agents/${people.lead.id}`)),
    status('get /agents/{id}', 'requester who was an agent, her own', '403', () =>
      people.former.client.get(`/agents/${people.former.id}`),
    ),
    status('put /agents/{id}', 'agent, her own that is not there', '403', () =>
      people.unlisted.client.put(`/agents/${people.unlisted.id}`, { nonsense: true }),
    ),
    ...bulkCells(world),
    ...shareCells(people),
    ...administratorCells(world),
  ];
}

/** Each command of a bulk is refused as alone. */
function bulkCells({ desk, people, tickets }: World): Cell[] {
  const bulk = (who: string, { client }: Person, { key }: Laden, command: object, expected: string): Cell => ({
    ...{ route: 'post /tickets/bulk', who, expected },
    ask: async () => {
      const taken = await client.post('/tickets/bulk', { commands: [{ key, ...command }] });
      const done = await desk.eventually('the bulk to be done', async () => {
        const { body } = await client.get(`/operations/${taken.body.id}`);
        return body.status === 'done' && body;
      });
      const [item] = done.result.data as { status: string; problem: { code: string } | null }[];
      return item?.problem?.code ?? item?.status ?? '';
    },
  });
  const { shared, discreet, outsiders } = tickets;
  // Already open: whoever may is told that there is nothing to go on with.
  const resume = { command: 'resume' };
  return [
    bulk('its requester', people.requester, shared, resume, 'forbidden'),
    bulk('another requester', people.requester, discreet, resume, 'not_found'),
    bulk('restricted agent of another team', people.outside, shared, resume, 'not_found'),
    bulk('restricted agent of another team, her own', people.outside, outsiders, resume, 'forbidden'),
    bulk('agent', people.agent, shared, resume, 'not_allowed_in_status'),
  ];
}

function shareCells(people: World['people']): Cell[] {
  const share = (who: string, { client }: Person, scope: object): Cell => ({
    ...{ route: 'post /views', who, expected: '403' },
    ask: async () => String((await client.post('/views', { name: 'Mine', filter: {}, ...scope })).status),
  });
  return [
    share('requester, for all', people.requester, { scope: 'all' }),
    share('agent, for all', people.mate, { scope: 'all' }),
    share('agent, for another team', people.mate, { scope: 'team', team: 'apart' }),
  ];
}

/** A service account that manages people neither makes an administrator nor becomes one, nor gets scopes it has not. */
function administratorCells(world: World): Cell[] {
  const { desk, people, services } = world;
  const client = services['users:write'];
  const { admin, other } = people;
  const person = { email: `${Date.now()}@example.org`, name: 'A person', role: 'admin' };
  const adminKey = () => spareKey(desk, { userId: admin.id });
  const strongKey = () => spareKey(desk, { scopes: ['config:write'] });
  const refused = (route: string, who: string, ask: () => Promise<{ status: number }>): Cell => ({
    ...{ route, who: `service users:write, ${who}`, expected: '403' },
    ask: async () => String((await ask()).status),
  });
  return [
    refused('post /users', 'an administrator', () => client.post('/users', person)),
    refused('put /users/{id}', 'making an administrator', () =>
      client.put(`/users/${other.id}`, { ...person, active: true }, { 'If-Match': '"v99"' }),
    ),
    refused('put /users/{id}', 'an administrator', () =>
      client.put(`/users/${admin.id}`, { ...person, role: 'agent', active: true }, { 'If-Match': '"v99"' }),
    ),
    refused('post /users/{id}/password-resets', 'an administrator', () =>
      client.post(`/users/${admin.id}/password-resets`),
    ),
    refused('post /users/{id}/erasure', 'an administrator', () => client.post(`/users/${admin.id}/erasure`)),
    refused('post /api-keys', 'for an administrator', () => client.post('/api-keys', { user: admin.id })),
    refused('post /api-keys', 'with more scopes', () =>
      client.post('/api-keys', { name: 'More', scopes: ['config:write'] }),
    ),
    refused('post /api-keys/{id}/rotate', "an administrator's", async () =>
      client.post(`/api-keys/${await adminKey()}/rotate`),
    ),
    refused('post /api-keys/{id}/rotate', 'one with more scopes', async () =>
      client.post(`/api-keys/${await strongKey()}/rotate`),
    ),
    refused('delete /api-keys/{id}', "an administrator's", async () => client.delete(`/api-keys/${await adminKey()}`)),
  ];
}
