import { Writable } from 'node:stream';
import { createLog } from '../../cli/log';
import { openDatabase, type Database } from '../../prisma/client';
import { Desk, type Person } from '../support/desk';
import { DeskClient } from '../support/deskClient';
import { startSecondApi, type SecondApi } from '../support/secondApi';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy';

let desk: Desk;
let admin: Person;
let api: SecondApi;
let proxy: TcpProxy;
let database: Database;
let log = '';

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  admin = await desk.person('admin');
  const url = new URL(desk.databaseUrl);
  proxy = await startTcpProxy(url.hostname, Number(url.port));
  url.host = `127.0.0.1:${proxy.port}`;
  database = openDatabase(url.href, { connectionTimeoutMs: 500 });
  const collect = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log += chunk.toString('utf8');
      done();
    },
  });
  api = await startSecondApi(desk, { database, logger: createLog('trace', false, collect) });
});
afterAll(async () => {
  await api.close();
  await database.close();
  await proxy.close();
  await desk.stop();
});

const SECRETS = {
  bearer: 'gk_leaky_thesecretofakey',
  cookie: 'thesessionofsomebody-thesessionofsomebody-1',
  csrf: 'thecsrftokenofasession',
  password: 'the password of somebody 1',
  survey: 'thetokenofasurvey.andits-signature',
  link: 'thetokenofapasswordlink-thetokenofapassword',
  code: 'thecodeofanopenidprovider',
  search: 'thewordsofasearch',
  text: 'the text of a ticket',
};

test('lines are JSON with what happened, and without secrets or the texts of people, also when all goes wrong', async () => {
  const stranger = new DeskClient(`http://127.0.0.1:${api.port}`, SECRETS.bearer);
  const browser = new DeskClient(stranger.origin);
  const requests = () => [
    stranger.get('/tickets'),
    browser.get('/session', { Cookie: `guichet_session=${SECRETS.cookie}`, 'X-CSRF-Token': SECRETS.csrf }),
    browser.post('/session', { email: admin.email, password: SECRETS.password }),
    browser.get(`/surveys/${SECRETS.survey}`),
    browser.post(`/surveys/${SECRETS.survey}`, { score: 1, comment: SECRETS.text }),
    browser.post('/password-resets/use', { token: SECRETS.link, password: SECRETS.password }),
    browser.get(`/session/oidc/callback?code=${SECRETS.code}&state=x`),
    api.as(admin.client).get(`/tickets?q=${SECRETS.search}`),
    api.as(admin.client).post('/tickets', { subject: SECRETS.text }),
    api.as(admin.client).post('/api-keys', { name: 'made', scopes: ['export'] }, { 'Idempotency-Key': 'logged' }),
  ];
  const replies = await Promise.all(requests());
  const made = replies.at(-1)!.body.secret as string;
  expect(made).toMatch(/^gk_/);
  proxy.cut();
  const failed = await Promise.all(requests());
  expect(failed.filter(({ status }) => status === 503).length).toBeGreaterThanOrEqual(5);
  const lines = log.trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { level: string; req?: { path: string; id: string } });
  expect(entries.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0);
  expect(entries.find(({ req }) => req?.path === '/api/v1/surveys/…')?.req?.id).toBe(
    replies[3]!.headers.get('x-request-id'),
  );
  const bearer = admin.client.bearer ?? '';
  for (const secret of [...Object.values(SECRETS), made, bearer, bearer.split('_')[2]!])
    expect([secret, lines.filter((line) => line.includes(secret))]).toEqual([secret, []]);
});
