/** Files and Debian's clamd, with one signature of our own: its database of real ones is not needed to ask it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { findFreePort } from '../../cli/stack/ports';
import { scanStream } from '../../files/clamd';
import { DiskStore } from '../../files/diskStore';
import { Desk, type Person } from '../support/desk';
import { upload } from '../support/upload';
import { debianServer } from './debian';

const clamd = debianServer('/usr/sbin/clamd', ['clamav-daemon']);
const BAD = 'this text is what the signature of this test is looking for';

let folder: string;
let port: number;
let server: ChildProcess;
let desk: Desk;
let agent: Person;

beforeAll(async () => {
  if (!clamd) return;
  folder = mkdtempSync(join(tmpdir(), 'guichet-clamd-'));
  port = await findFreePort();
  writeFileSync(join(folder, 'own.ndb'), `Guichet.Test:0:*:${Buffer.from(BAD).toString('hex')}\n`);
  writeFileSync(
    join(folder, 'clamd.conf'),
    [
      'Foreground yes',
      `DatabaseDirectory ${folder}`,
      `TCPSocket ${port}`,
      'TCPAddr 127.0.0.1',
      'StreamMaxLength 1M',
    ].join('\n'),
  );
  server = spawn(clamd, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  const store = new DiskStore(join(folder, 'files'));
  desk = await Desk.start({ files: { store, clamd: { host: '127.0.0.1', port } } });
  agent = await desk.person('agent');
  await desk.eventually('clamd to listen', () => listens(port));
});
afterAll(async () => {
  if (!clamd) return;
  await desk.stop();
  const gone = once(server, 'exit');
  server.kill();
  await gone;
  rmSync(folder, { recursive: true, force: true });
});

const real = clamd ? test : test.skip;

real('a clean file and a bad one, as clamd says', async () => {
  const scan = (text: string) => scanStream({ host: '127.0.0.1', port }, Readable.from([Buffer.from(text)]));
  expect(await scan('nothing but words')).toEqual({ clean: true });
  expect(await scan(`before ${BAD} after`)).toEqual({ clean: false, finding: expect.stringContaining('Guichet.Test') });
  await expect(scanStream({ host: '127.0.0.1', port }, Readable.from(megabytes(2)))).rejects.toThrow(
    /no verdict|reset|EPIPE/,
  );
});

real('what is sent to the desk is quarantined, and given to nobody', async () => {
  const { key } = await agent.client.open();
  const send = (name: string, text: string) =>
    upload(agent.client, `/tickets/${key}/attachments`, Buffer.from(text), name);
  const [good, bad] = [await send('good.txt', 'words'), await send('bad.txt', BAD)];
  expect([good.status, bad.status]).toEqual([201, 201]);
  const stateOf = async (id: string) => (await agent.client.get(`/attachments/${id}`)).body.state;
  await desk.eventually('the verdicts', async () => (await stateOf(bad.body.id)) === 'quarantined');
  expect(await stateOf(good.body.id)).toBe('clean');
  expect((await agent.client.get(`/attachments/${good.body.id}/content`)).status).toBe(200);
  const refused = await agent.client.get(`/attachments/${bad.body.id}/content`);
  expect([refused.status, refused.text.includes(BAD)]).toEqual([403, false]);
});

function* megabytes(count: number): Generator<Buffer> {
  for (let n = 0; n < count * 16; n++) yield Buffer.alloc(65_536, 'x');
}

function listens(at: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(at, '127.0.0.1', () => resolve(true));
    socket.on('connect', () => socket.end()).on('error', () => resolve(false));
  });
}
