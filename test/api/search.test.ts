import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let colleague: Person;
let agent: Person;
let restricted: Person;
const keys: Record<string, string> = {};

beforeAll(async () => {
  desk = await Desk.start();
  await desk.prisma.team.create({ data: { id: 'apart', name: 'Apart' } });
  requester = await desk.person('requester');
  colleague = await desk.person('requester');
  agent = await desk.person('agent');
  restricted = await desk.person('agent', { restricted: true, teams: ['apart'] });
  for (const [name, subject, description] of [
    ['printer', "L'imprimante connectée est bloquée", 'Elle affiche « bourrage » depuis lundi.'],
    ['mail', 'Problèmes de messagerie', 'The mailboxes were migrated to another ERP/SAP host, 10.20.30.40.'],
    ['excel', 'Excel crashes', 'Opening certificates crashes Excel.'],
    ['odd', '100%_sûr \\ fin', ''],
  ] as const)
    keys[name] = (await requester.client.open({ subject, description })).key;
  keys.own = (await restricted.client.open({ subject: 'A wish of my own' })).key;
  for (const [key, visibility, body] of [
    [keys.printer, 'public', 'Le fournisseur livrera la cartouche demain.'],
    [keys.printer, 'internal', 'Between us: the technician suspects sabotage.'],
    [keys.own, 'internal', 'Between us: her manager must approve.'],
  ] as const)
    await agent.client.post(`/tickets/${key}/comments`, { visibility, body });
});
afterAll(() => desk.stop());

async function find(q: string, who: Person = agent): Promise<string[]> {
  const { status, body } = await who.client.get(`/tickets?q=${encodeURIComponent(q)}&sort=createdAt`);
  expect([q, status]).toEqual([q, 200]);
  const names = Object.fromEntries(Object.entries(keys).map(([name, key]) => [key, name]));
  return (body.data as { key: string }[]).map(({ key }) => names[key] ?? key);
}

describe('words are found', () => {
  test.each([
    ['in subjects, without accents and in capitals', 'PROBLEME', ['mail']],
    ['in descriptions', 'bourrage', ['printer']],
    ['in comments', 'cartouche', ['printer']],
    ['by French stems', 'imprimantes', ['printer']],
    ['by French endings that have an accent', 'bloqué', ['printer']],
    ['the same without it', 'connectes', ['printer']],
    ['by English stems', 'certificate crashing', ['excel']],
    ['some in the subject, some in a comment', 'imprimante fournisseur', ['printer']],
    ['behind an article', "d'imprimante", ['printer']],
    ['between slashes', 'SAP', ['mail']],
    ['as an address', '10.20.30.40', ['mail']],
    ['inside the words of subjects', 'sagerie', ['mail']],
    ['with signs that mean something to LIKE', '100%_', ['odd']],
    ['of signs alone', '\\', ['odd']],
    ['all of them, not some', 'imprimante messagerie', []],
    ['among six', 'imprimante connectée bloquée bourrage lundi cartouche', ['printer']],
    ['and not among six if one is missing', 'imprimante connectée bloquée bourrage lundi messagerie', []],
  ])('%s: %s', async (_what, q, found) => {
    expect(await find(q)).toEqual(found);
  });

  test('a word of a comment is found as soon as the comment was answered', async () => {
    const { key } = await requester.client.open({ subject: 'Something else' });
    await agent.client.post(`/tickets/${key}/comments`, { body: 'Ask the archivist.' });
    expect(await find('archivists')).toEqual([key]);
    await agent.client.patch(`/tickets/${key}`, { subject: 'Quite another matter' });
    expect([await find('quite matter'), await find('something else')]).toEqual([[key], []]);
  });
});

describe('nobody finds what she may not read', () => {
  test('internal comments are for agents', async () => {
    expect(await find('sabotage')).toEqual(['printer']);
    expect(await find('sabotage', requester)).toEqual([]);
    expect(await find('imprimante sabotage', requester)).toEqual([]);
    expect(await find('cartouche', requester)).toEqual(['printer']);
  });

  test('a restricted agent does not search the internal comments on her own wishes', async () => {
    expect(await find('wish', restricted)).toEqual(['own']);
    expect(await find('manager', restricted)).toEqual([]);
    expect(await find('manager')).toEqual(['own']);
  });

  test("other people's tickets stay unknown: by words, by key, by a word misspelt", async () => {
    for (const q of ['imprimante', keys.printer!, 'imprimente', keys.printer!.slice(3)])
      expect(await find(q, colleague)).toEqual([]);
  });
});

describe('a key is jumped to', () => {
  test.each([
    (key: string) => key,
    (key: string) => key.toLowerCase(),
    (key: string) => key.replace('SD-', 'sd '),
    (key: string) => key.replace('SD-', '#'),
    (key: string) => key.replace('SD-', ''),
  ])('%s', async (write) => {
    expect(await find(write(keys.excel!))).toEqual(['excel']);
  });

  test('before whatever names it, on the first page only', async () => {
    const other = await requester.client.open({ subject: `Like ${keys.mail!}, once more` });
    expect(await find(keys.mail!)).toEqual(['mail', other.key]);
    const path = `/tickets?q=${keys.mail!}&sort=-createdAt&limit=1`;
    const first = (await agent.client.get(path)).body;
    const second = (await agent.client.get(`${path}&cursor=${first.page.nextCursor}`)).body;
    expect([first, second].map(({ data }) => data[0].key)).toEqual([keys.mail, other.key]);
    expect([first.page.hasMore, second.page.hasMore]).toEqual([true, false]);
  });

  test('within the other filters', async () => {
    expect((await agent.client.get(`/tickets?q=${keys.excel!}&status=closed`)).body.data).toEqual([]);
    expect((await agent.client.get(`/tickets?q=${keys.excel!} printer`)).body.data).toEqual([]);
  });
});

describe('words that nothing holds', () => {
  test.each([
    ['imprimente', 'printer'],
    ['mesagerie', 'mail'],
    ['Exccel', 'excel'],
    ['conectée bloquée', 'printer'],
  ])('%s is taken for what it resembles', async (q, found) => {
    expect(await find(q)).toEqual([found]);
  });

  test('the answer says so, and the next page goes on with it', async () => {
    const other = await requester.client.open({ subject: 'Une autre imprimante' });
    const path = `/tickets?q=imprimente&sort=createdAt&limit=1`;
    const first = (await agent.client.get(path)).body;
    expect(first.page.respelled).toEqual([{ word: 'imprimente', as: ['imprimante'] }]);
    // Now there is an exact match, which the list that was begun does not turn to.
    await requester.client.open({ subject: 'imprimente' });
    const second = (await agent.client.get(`${path}&cursor=${first.page.nextCursor}`)).body;
    expect([first.data[0].key, second.data[0].key]).toEqual([keys.printer, other.key]);
    expect((await agent.client.get(path)).body.page.respelled).toBeUndefined();
  });

  test('a right word is not taken for another', async () => {
    // Words of a subject, a comment, a description; and a number.
    for (const q of ['messagerie cartouche', 'migrated cartouche', '10.20.30.41']) {
      const { body } = await agent.client.get(`/tickets?q=${encodeURIComponent(q)}`);
      expect([q, body.data, body.page.respelled]).toEqual([q, [], undefined]);
    }
  });
});

test('a text that is gone is not found any more', async () => {
  const { key, id } = await requester.client.open({ subject: 'Passing', description: 'ephemeral' });
  await agent.client.post(`/tickets/${key}/comments`, { body: 'transitory' });
  expect([await find('ephemeral'), await find('transitory')]).toEqual([[key], [key]]);
  await desk.prisma.ticket.update({ where: { id }, data: { description: '' } });
  await desk.prisma.comment.updateMany({ where: { ticketId: id }, data: { body: '' } });
  expect([await find('ephemeral'), await find('transitory')]).toEqual([[], []]);
});
