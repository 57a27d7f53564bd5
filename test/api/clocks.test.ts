import { speaker } from '../../api/i18n';
import en from '../../api/locales/en.json';
import fr from '../../api/locales/fr.json';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let agent: Person;
let key: string;

beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester');
  agent = await desk.person('agent');
  ({ key } = await requester.client.open({ type: 'incident' }));
});
afterAll(() => desk.stop());

interface Line {
  readonly from: string;
  readonly to: string | null;
  readonly countedMs: number;
}

test('ledger lines touch and add up to what has elapsed', async () => {
  await agent.client.post(`/tickets/${key}/pend`, { reason: 'vendor' });
  await agent.client.post(`/tickets/${key}/resume`);
  const { asOf, data } = (await agent.client.get(`/tickets/${key}/clocks`)).body;
  expect(data.map(({ clock }: { clock: string }) => clock)).toEqual(['firstResponse', 'resolution']);
  for (const clock of data as { clock: string; elapsedMs: number; startedAt: string; ledger: Line[] }[]) {
    const { ledger } = clock;
    expect(Object.keys(ledger[0]!)).toEqual(['from', 'to', 'state', 'countedMs', 'why', 'calendarVersion', 'calendar']);
    expect(ledger[0]!.from).toBe(clock.startedAt);
    expect(ledger.at(-1)!.to).toBeNull();
    ledger.slice(1).forEach((line, index) => expect(line.from).toBe(ledger[index]!.to));
    expect(ledger.reduce((sum, line) => sum + line.countedMs, 0)).toBe(clock.elapsedMs);
    expect(Date.parse(asOf)).toBeGreaterThanOrEqual(Date.parse(ledger.at(-1)!.from));
  }
  const resolution = data.find(({ clock }: { clock: string }) => clock === 'resolution');
  expect(resolution.ledger.map(({ state, why }: { state: string; why: string }) => [state, why])).toEqual([
    ['running', 'open'],
    ['paused', 'pending:vendor'],
    ['running', 'open'],
  ]);
});

test('events say what the contract says of them, and nothing else', async () => {
  const { body: comment } = await agent.client.post(`/tickets/${key}/comments`, {
    body: 'Aside',
    visibility: 'internal',
  });
  const events = (await agent.client.get(`/tickets/${key}/events`)).body.data as { kind: string; data: object }[];
  expect(events.find(({ kind }) => kind === 'commented')?.data).toEqual({
    comment: comment.id,
    visibility: 'internal',
  });
});

test('explanations and sentences come in the language that was asked for', async () => {
  const english = (await agent.client.get(`/tickets/${key}/process`, { 'Accept-Language': 'en' })).body;
  const french = (await agent.client.get(`/tickets/${key}/process`, { 'Accept-Language': 'fr-CA, en;q=0.5' })).body;
  expect(english.sentence).toMatch(/^Waiting for someone of the team/);
  expect(french.sentence).toMatch(/^Attend depuis/);
  expect({ ...french, sentence: '' }).toEqual({ ...english, sentence: '' });
  const clocks = (await agent.client.get(`/tickets/${key}/clocks`, { 'Accept-Language': 'fr' })).body.data;
  expect(clocks[0].explanation).toMatch(/^Première réponse\. Court depuis le/);
});

test('the process names what is waited for, what comes next and where its workflow is', async () => {
  const { body } = await agent.client.get(`/tickets/${key}/process`);
  expect(body).toMatchObject({ waitingFor: 'team', next: { at: expect.any(String), what: 'warning' } });
  expect(body.workflow).toEqual({
    id: key,
    runId: expect.any(String),
    url: `https://temporal.example/namespaces/${desk.settings.namespace}/workflows/${key}/${body.workflow.runId}/history`,
  });
});

test('both languages say the same things', () => {
  expect(keysOf(fr)).toEqual(keysOf(en));
  expect(keysOf(en).length).toBeGreaterThan(50);
});

test('no sentence leaves a placeholder unnamed in the other language', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const name of keysOf(en)) expect([name, holes(textAt(fr, name))]).toEqual([name, holes(textAt(en, name))]);
});

test('enums are labelled in both, in the order of the contract', async () => {
  const { body } = await desk.stranger.get('/meta/enums');
  expect(body.priority.map(({ labels }: { labels: { fr: string } }) => labels.fr)).toEqual([
    'Critique',
    'Élevée',
    'Moyenne',
    'Basse',
  ]);
  expect(body.type).toEqual([
    { code: 'incident', labels: { en: 'Incident', fr: 'Incident' } },
    { code: 'alert', labels: { en: 'Alert', fr: 'Alerte' } },
    { code: 'request', labels: { en: 'Request', fr: 'Demande' } },
  ]);
  expect(body.status.map(({ code }: { code: string }) => code)).toEqual([
    'new',
    'open',
    'pending',
    'resolved',
    'closed',
  ]);
  for (const set of Object.values<{ labels: { en: string; fr: string } }[]>(body))
    for (const { labels } of set) expect(`${labels.en}${labels.fr}`).not.toContain('codes.');
});

test('every waiting and every next step has its sentence', () => {
  const say = speaker('fr');
  for (const what of ['triage', 'team', 'agent', 'requester', 'vendor', 'scheduled', 'survey', 'closing', 'nothing'])
    expect(say(`process.${what}`, { since: 'X' })).toContain('X');
});

type Texts = { [name: string]: string | Texts };

function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts)
    .flatMap(([name, text]) => (typeof text === 'string' ? [`${prefix}${name}`] : keysOf(text, `${prefix}${name}.`)))
    .sort();
}

function textAt(texts: Texts, path: string): string {
  const found = path
    .split('.')
    .reduce<string | Texts>((at, name) => (typeof at === 'string' ? '' : (at[name] ?? '')), texts);
  return typeof found === 'string' ? found : '';
}
