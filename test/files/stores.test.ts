import { randomBytes } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { v7 as uuidv7 } from 'uuid';
import { findFreePort } from '../../cli/stack/ports';
import { scanStream } from '../../files/clamd';
import { DiskStore } from '../../files/diskStore';
import { S3Store } from '../../files/s3Store';
import type { FileStore } from '../../files/store';

/** moto's server speaks S3: `pip install 'moto[server]'`, on the PATH or named by GUICHET_TEST_MOTO. */
const MOTO = process.env.GUICHET_TEST_MOTO ?? 'moto_server';
const hasMoto = spawnSync(MOTO, ['--help']).status === 0;
if (!hasMoto) console.log(`S3 is not tested: there is no ${MOTO} (pip install 'moto[server]')`);

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
let folder: string;
let moto: ChildProcess | null = null;
const stores: Record<string, FileStore> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-stores-'));
  stores.disk = new DiskStore(folder);
  if (!hasMoto) return;
  const port = await findFreePort(40_000);
  moto = spawn(MOTO, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({ region: 'us-east-1', endpoint, forcePathStyle: true, credentials, maxAttempts: 1 });
  for (let n = 0; ; n++) {
    try {
      await client.send(new CreateBucketCommand({ Bucket: 'desk' }));
      break;
    } catch (error) {
      if (n > 100) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  stores.s3 = new S3Store({ bucket: 'desk', region: 'us-east-1', prefix: 'files/', endpoint, credentials });
}, 60_000);
afterAll(() => {
  moto?.kill();
  rmSync(folder, { recursive: true });
});

describe.each(['disk', ...(hasMoto ? ['s3'] : [])])('%s', (name) => {
  const store = () => stores[name]!;

  test('gives back what it was given, whole and in part, also what takes several parts', async () => {
    const id = uuidv7();
    const bytes = randomBytes(12_000_000);
    await store().put(id, Readable.from([bytes.subarray(0, 7_000_000), bytes.subarray(7_000_000)]));
    expect((await buffer((await store().read(id))!)).equals(bytes)).toBe(true);
    const part = await buffer((await store().read(id, { start: 6_999_999, end: 7_000_001 }))!);
    expect(part.equals(bytes.subarray(6_999_999, 7_000_002))).toBe(true);
  });

  test('has nothing of what broke off, of what was removed, and of what never was', async () => {
    const [broken, removed] = [uuidv7(), uuidv7()];
    async function* breaks() {
      yield randomBytes(6_000_000);
      throw new Error('the line went dead');
    }
    await expect(store().put(broken, Readable.from(breaks()))).rejects.toThrow('the line went dead');
    expect(await store().read(broken)).toBeNull();
    await store().put(removed, Readable.from(['x']));
    await store().remove(removed);
    await store().remove(removed);
    expect(await store().read(removed)).toBeNull();
    expect(await store().read(uuidv7())).toBeNull();
  });

  test.each(['../../etc/passwd', 'a', '', `${uuidv7()}/x`])('knows no file by the name %j', async (id) => {
    await expect(store().put(id, Readable.from(['x']))).rejects.toThrow('is not the id');
    await expect(store().read(id)).rejects.toThrow('is not the id');
    await expect(store().remove(id)).rejects.toThrow('is not the id');
  });
});

test('on disk an upload that broke off leaves no file', () => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(names.map(({ name }) => name).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(names).toHaveLength(1);
});

/** The other end of clamd's INSTREAM, as its manual has it. @param answer what it says of the bytes; null: nothing, it hangs up */
function clamd(answer: (content: Buffer) => string | null): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const content = contentOf(received);
      if (!content) return;
      const text = answer(content);
      socket.end(text === null ? '' : `${text}\0`);
    });
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, port: (server.address() as { port: number }).port })),
  );
}

/** @returns null until the empty chunk is there */
function contentOf(received: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (received.length < command.length) return null;
  expect(received.subarray(0, command.length).toString()).toBe(command);
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

describe('the scanner', () => {
  const scan = async (answer: (content: Buffer) => string | null, content: Buffer) => {
    const { server, port } = await clamd(answer);
    try {
      return await scanStream(
        { host: '127.0.0.1', port },
        Readable.from([content.subarray(0, 10), content.subarray(10)]),
      );
    } finally {
      server.close();
    }
  };

  test('sees every byte, and its verdict is believed', async () => {
    const content = randomBytes(1_000_000);
    const seen = (bytes: Buffer) => (bytes.equals(content) ? 'stream: OK' : 'stream: Changed FOUND');
    expect(await scan(seen, content)).toEqual({ clean: true });
    expect(await scan(() => 'stream: Eicar-Signature FOUND', content)).toEqual({
      clean: false,
      finding: 'Eicar-Signature',
    });
  });

  test('without a verdict nothing is clean', async () => {
    for (const said of [null, '', 'INSTREAM size limit exceeded. ERROR', 'stream: OKAY'])
      await expect(scan(() => said, Buffer.from('0123456789x'))).rejects.toThrow('no verdict');
    await expect(scanStream({ host: '127.0.0.1', port: 1 }, Readable.from(['x']))).rejects.toThrow('ECONNREFUSED');
  });
});
