import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { sweepAttachments } from '../../files/sweep';
import { Desk, type Person } from '../support/desk';
import type { DeskClient, Reply } from '../support/deskClient';
import { upload } from '../support/upload';

let desk: Desk;
let requester: Person;
let other: Person;
let agent: Person;
let admin: Person;
const MAX = 200_000;

beforeAll(async () => {
  desk = await Desk.start({ settings: { attachments: { maxBytes: MAX, maxCount: 8 } } });
  requester = await desk.person('requester');
  other = await desk.person('requester');
  agent = await desk.person('agent');
  admin = await desk.person('admin');
});
afterAll(() => desk.stop());

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(100, 7)]);
const text = (content: string) => Buffer.from(content);

const kinds = async (key: string, client: DeskClient) =>
  ((await client.get(`/tickets/${key}/events`)).body.data as { kind: string }[]).map(({ kind }) => kind);

async function bytesOf(client: DeskClient, id: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${client.origin}/api/v1/attachments/${id}/content`, {
    headers: { Authorization: `Bearer ${client.bearer}`, ...headers },
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('a file of a ticket', () => {
  test('is stored, told of in the timeline, listed and given back byte for byte', async () => {
    const { key } = await requester.client.open();
    const sent = await upload(requester.client, `/tickets/${key}/attachments`, PNG, 'écran "1".png');
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({
      ...{ ticket: key, comment: null, name: 'écran "1".png', type: 'image/png', size: PNG.length, state: 'clean' },
      ...{ visibility: 'public', sha256: createHash('sha256').update(PNG).digest('hex'), deletedAt: null },
      uploader: { id: requester.id, role: 'requester' },
    });
    expect(sent.headers.get('location')).toBe(`/api/v1/attachments/${sent.body.id}`);
    expect(await kinds(key, requester.client)).toContain('attached');
    expect((await agent.client.get(`/tickets/${key}/attachments`)).body.data).toEqual([sent.body]);
    const { bytes, headers } = await bytesOf(agent.client, sent.body.id);
    expect(bytes.equals(PNG)).toBe(true);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="_cran _1_.png"; filename*=UTF-8''%C3%A9cran%20%221%22.png`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  test('names nothing of people in Temporal', async () => {
    const { key } = await requester.client.open();
    await upload(requester.client, `/tickets/${key}/attachments`, text('secret words'), 'geheimnis.txt');
    const history = JSON.stringify(await desk.temporal.workflow.getHandle(key).fetchHistory());
    const decoded = history.replace(/"data":"([^"]+)"/g, (_all, data: string) =>
      Buffer.from(data, 'base64').toString(),
    );
    expect(decoded).toContain('attached');
    expect(decoded).not.toContain('geheimnis');
  });

  test('is given in ranges, and not again to whom has it', async () => {
    const { key } = await requester.client.open();
    const { body } = await upload(requester.client, `/tickets/${key}/attachments`, text('0123456789'), 'a.txt');
    const part = await bytesOf(requester.client, body.id, { Range: 'bytes=2-4' });
    expect([part.status, part.bytes.toString(), part.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ]);
    const last = await bytesOf(requester.client, body.id, { Range: 'bytes=-3' });
    expect(last.bytes.toString()).toBe('789');
    const beyond = await bytesOf(requester.client, body.id, { Range: 'bytes=10-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    const etag = part.headers.get('etag')!;
    expect((await bytesOf(requester.client, body.id, { 'If-None-Match': etag })).status).toBe(304);
    expect((await bytesOf(requester.client, body.id, { Range: 'bytes=2-4', 'If-Range': '"x"' })).status).toBe(200);
  });

  test('exists for those only for whom the ticket does; an internal one for agents only', async () => {
    const { key } = await requester.client.open();
    const path = `/tickets/${key}/attachments`;
    const open = (await upload(requester.client, path, text('open'), 'open.txt')).body;
    const internal = (
      await upload(agent.client, path, text('internal'), 'in.txt', { fields: { visibility: 'internal' } })
    ).body;
    expect(internal.visibility).toBe('internal');
    for (const call of ['', '/content']) {
      expect((await other.client.get(`/attachments/${open.id}${call}`)).status).toBe(404);
      expect((await requester.client.get(`/attachments/${internal.id}${call}`)).status).toBe(404);
      expect((await agent.client.get(`/attachments/${internal.id}${call}`)).status).toBe(200);
    }
    expect((await requester.client.get(path)).body.data).toEqual([open]);
    expect((await requester.client.get(`/tickets/${key}/events`)).text).not.toContain(internal.id);
    const sneaky = await upload(requester.client, path, text('x'), 'x.txt', { fields: { visibility: 'internal' } });
    expect(sneaky.status).toBe(403);
    expect((await upload(other.client, path, text('x'), 'x.txt')).status).toBe(404);
  });

  test('is taken away by agents; that there was one stays', async () => {
    const { key } = await requester.client.open();
    const { body } = await upload(requester.client, `/tickets/${key}/attachments`, text('away'), 'a.txt');
    expect((await requester.client.delete(`/attachments/${body.id}`)).status).toBe(403);
    expect((await agent.client.delete(`/attachments/${body.id}`)).status).toBe(204);
    expect((await agent.client.delete(`/attachments/${body.id}`)).status).toBe(204);
    expect((await requester.client.get(`/attachments/${body.id}`)).body).toMatchObject({
      state: 'deleted',
      name: 'a.txt',
    });
    expect((await requester.client.get(`/attachments/${body.id}/content`)).status).toBe(410);
    expect(await desk.files.store.read(body.id)).toBeNull();
    expect(await desk.prisma.auditEvent.count({ where: { object: `attachment:${body.id}` } })).toBe(1);
  });

  test('is refused on a closed ticket, and then nowhere', async () => {
    const { key } = await requester.client.open();
    await agent.client.post(`/tickets/${key}/resolve`, { resolution: 'cancelled' });
    await agent.client.post(`/tickets/${key}/close`);
    const refused = await upload(agent.client, `/tickets/${key}/attachments`, text('late'), 'late.txt');
    expect([refused.status, refused.body.code]).toEqual([409, 'not_allowed_in_status']);
    expect(await desk.prisma.attachment.count({ where: { name: 'late.txt' } })).toBe(0);
  });

  test('is one for an Idempotency-Key, however often it is sent', async () => {
    const { key } = await requester.client.open();
    const path = `/tickets/${key}/attachments`;
    const send = (content: string) =>
      upload(requester.client, path, text(content), 'once.txt', { headers: { 'Idempotency-Key': 'k1' } });
    const replies = [await send('same'), await send('same'), await send('other')];
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 422]);
    expect(replies[1]!.text).toBe(replies[0]!.text);
    expect(replies[1]!.headers.get('idempotent-replayed')).toBe('true');
    expect(replies[2]!.body.code).toBe('idempotency_mismatch');
    expect((await agent.client.get(path)).body.data).toHaveLength(1);
    expect(await desk.prisma.attachment.count({ where: { name: 'once.txt' } })).toBe(1);
  });

  test('is one of a limited number', async () => {
    const { key } = await requester.client.open();
    const path = `/tickets/${key}/attachments`;
    for (let n = 0; n < 8; n++) expect((await upload(agent.client, path, text(`${n}`), `${n}.txt`)).status).toBe(201);
    const refused = await upload(agent.client, path, text('9'), '9.txt');
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'too_many']);
  });
});

describe('a file sent ahead', () => {
  /** Lets requests go on when all of them wait for a file's row. */
  async function whileLocked(id: string, send: () => Promise<Reply>[]): Promise<Reply[]> {
    const sent = await desk.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM attachments WHERE id = ${id}::uuid FOR UPDATE`;
      const sending = send();
      await desk.eventually('all to wait for the file', async () => {
        const [row] = await desk.prisma.$queryRaw<{ waiting: bigint }[]>`
          SELECT count(*) AS waiting FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%attachments%'`;
        return Number(row?.waiting) === sending.length;
      });
      return { sending };
    });
    return Promise.all(sent.sending);
  }

  const hold = async (client: DeskClient, content: string, name = 'held.txt') =>
    (await upload(client, '/attachments', text(content), name)).body;

  test('comes with a comment, and is as visible as that', async () => {
    const { key } = await requester.client.open();
    const [open, internal] = [await hold(agent.client, 'for her'), await hold(agent.client, 'for us')];
    expect((await requester.client.get(`/attachments/${open.id}`)).status).toBe(404);
    expect((await agent.client.get(`/attachments/${open.id}`)).body).toMatchObject({ ticket: null, comment: null });
    const path = `/tickets/${key}/comments`;
    const said = await agent.client.post(path, { body: 'See there', attachments: [open.id] });
    expect(said.body.attachments).toEqual([
      { id: open.id, name: 'held.txt', type: 'text/plain', size: 7, state: 'clean' },
    ]);
    await agent.client.post(path, { body: 'Us', visibility: 'internal', attachments: [internal.id] });
    expect((await requester.client.get(path)).body.data[0].attachments).toEqual(said.body.attachments);
    expect((await requester.client.get(`/attachments/${open.id}`)).body).toMatchObject({
      ticket: key,
      comment: said.body.id,
    });
    expect((await requester.client.get(`/attachments/${internal.id}`)).status).toBe(404);
    expect((await agent.client.get(`/attachments/${internal.id}/content`)).text).toBe('for us');
  });

  test('comes with a new ticket', async () => {
    const file = await hold(requester.client, 'first');
    const ticket = await requester.client.open({ attachments: [file.id] });
    const listed = (await agent.client.get(`/tickets/${ticket.key}/attachments`)).body.data;
    expect(listed).toMatchObject([{ id: file.id, ticket: ticket.key }]);
    const again = await requester.client.post('/tickets', { subject: 'x', attachments: [file.id] });
    expect([again.status, again.body.errors[0].pointer]).toEqual([422, '/attachments/0']);
  });

  test('comes with one of two new tickets that name it at once; the other is refused, and is not there', async () => {
    const file = await hold(requester.client, 'wanted');
    const tickets = await desk.prisma.ticket.count();
    const open = () => requester.client.post('/tickets', { subject: 'Mine', attachments: [file.id] });
    // Both have looked, and found it free, before either may take it.
    const both = await whileLocked(file.id, () => [open(), open()]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    const [won, lost] = both.toSorted((a, b) => a.status - b.status) as [Reply, Reply];
    expect(lost.body.errors).toMatchObject([{ pointer: '/attachments/0', code: 'unknown' }]);
    expect((await agent.client.get(`/attachments/${file.id}`)).body.ticket).toBe(won.body.key);
    expect(await desk.prisma.ticket.count()).toBe(tickets + 1);
  });

  test('comes once with a new ticket that is sent twice at once under one key', async () => {
    const file = await hold(requester.client, 'again');
    const body = { subject: 'Once', attachments: [file.id] };
    const open = () => requester.client.post('/tickets', body, { 'Idempotency-Key': `files ${file.id}` });
    const both = await whileLocked(file.id, () => [open(), open()]);
    expect(both.map(({ status, body }) => [status, body.key])).toEqual([
      [201, both[0]?.body.key],
      [201, both[0]?.body.key],
    ]);
    expect((await agent.client.get(`/attachments/${file.id}`)).body.ticket).toBe(both[0]?.body.key);
  });

  test('goes along into the ticket that a reply to a closed one opens', async () => {
    const { key } = await requester.client.open();
    await requester.client.post(`/tickets/${key}/resolve`, { resolution: 'cancelled' });
    await agent.client.post(`/tickets/${key}/close`);
    const file = await hold(requester.client, 'more');
    const reply = await requester.client.post(`/tickets/${key}/comments`, { body: 'Again', attachments: [file.id] });
    expect([reply.status, reply.body.ticket === key, reply.body.attachments[0].id]).toEqual([201, false, file.id]);
    expect((await agent.client.get(`/attachments/${file.id}`)).body.ticket).toBe(reply.body.ticket);
  });

  test("is its sender's alone, and of one comment alone", async () => {
    const { key } = await requester.client.open();
    const file = await hold(requester.client, 'mine');
    const path = `/tickets/${key}/comments`;
    const stolen = await agent.client.post(path, { body: 'x', attachments: [file.id] });
    expect([stolen.status, stolen.body.errors[0].pointer]).toEqual([422, '/attachments/0']);
    expect((await requester.client.post(path, { body: 'x', attachments: [file.id] })).status).toBe(201);
    expect((await requester.client.post(path, { body: 'y', attachments: [file.id] })).status).toBe(422);
    expect((await requester.client.delete(`/attachments/${file.id}`)).status).toBe(403);
  });

  test('stays free when its comment is refused', async () => {
    const { key } = await requester.client.open();
    await agent.client.post(`/tickets/${key}/resolve`, { resolution: 'cancelled' });
    await agent.client.post(`/tickets/${key}/close`);
    const file = await hold(agent.client, 'later');
    const refused = await agent.client.post(`/tickets/${key}/comments`, { body: 'x', attachments: [file.id] });
    expect(refused.status).toBe(409);
    const next = await requester.client.open();
    const taken = await agent.client.post(`/tickets/${next.key}/comments`, { body: 'x', attachments: [file.id] });
    expect([taken.status, taken.body.attachments.length]).toEqual([201, 1]);
  });

  test('is swept after a day, with its bytes; what a ticket took is not', async () => {
    const { key } = await requester.client.open();
    const [lost, kept] = [await hold(admin.client, 'lost'), await hold(admin.client, 'kept')];
    await admin.client.post(`/tickets/${key}/comments`, { body: 'x', attachments: [kept.id] });
    const old = new Date(Date.now() - 25 * 3_600_000);
    await desk.prisma.attachment.updateMany({ where: { id: { in: [lost.id, kept.id] } }, data: { createdAt: old } });
    // What a crash in the middle of an upload leaves.
    const id = '01890000-0000-7000-8000-00000000abcd';
    const columns = { name: 'cut', uploaderId: 'x', uploaderRole: 'agent', type: '', size: 0, sha256: '' };
    await desk.prisma.attachment.create({ data: { id, ...columns, state: 'uploading', createdAt: old } });
    expect(await sweepAttachments(desk.prisma, desk.files.store)).toBe(2);
    expect((await admin.client.get(`/attachments/${lost.id}`)).status).toBe(404);
    expect(await desk.files.store.read(lost.id)).toBeNull();
    expect((await admin.client.get(`/attachments/${kept.id}/content`)).text).toBe('kept');
  });

  test('is one for an Idempotency-Key', async () => {
    const send = (content: string) =>
      upload(agent.client, '/attachments', text(content), 'k.txt', { headers: { 'Idempotency-Key': 'held' } });
    const replies = await Promise.all([send('same'), send('same'), send('same')]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect((await send('other')).body.code).toBe('idempotency_mismatch');
    expect(await desk.prisma.attachment.count({ where: { name: 'k.txt' } })).toBe(1);
  });
});

describe('what is refused', () => {
  const refusal = async (content: Buffer, name: string): Promise<[number, string]> => {
    const { status, body } = await upload(other.client, '/attachments', content, name);
    return [status, body.errors?.[0].code ?? body.code];
  };
  const left = () => desk.prisma.attachment.count({ where: { uploaderId: other.id } });

  test.each([
    ['a program of Windows, whatever it calls itself', Buffer.from('MZ'.padEnd(600, '\0')), 'holiday.png'],
    ['a program of Linux', Buffer.from('7f454c46020101000000000000000000', 'hex'), 'a.bin'],
    ['a script', text('#!/bin/sh\nrm -rf ~\n'), 'notes.txt'],
    ['a script by its name', text('WScript.Echo 1'), 'invoice.pdf.vbs'],
  ])('%s: 415', async (_what, content, name) => {
    expect(await refusal(content, name)).toEqual([415, 'unsupported_media_type']);
    expect(await left()).toBe(0);
  });

  test('an empty file: 422; one byte too many: 413; the last byte allowed: taken', async () => {
    expect(await refusal(Buffer.alloc(0), 'nothing.txt')).toEqual([422, 'empty']);
    expect(await refusal(Buffer.alloc(MAX + 1, 65), 'large.txt')).toEqual([413, 'too_large']);
    expect(await refusal(Buffer.alloc(10 * MAX, 65), 'huge.txt')).toEqual([413, 'too_large']);
    expect(await left()).toBe(0);
    const { status, body } = await upload(other.client, '/attachments', Buffer.alloc(MAX, 65), 'just.txt');
    expect(status).toBe(201);
    await other.client.delete(`/attachments/${body.id}`);
  });

  test('the declared type is not believed', async () => {
    const page = text('<html><script>alert(1)</script></html>');
    const { body } = await upload(other.client, '/attachments', page, 'x.png', { type: 'image/png' });
    expect(body.type).not.toMatch(/^image/);
    await other.client.delete(`/attachments/${body.id}`);
  });

  test('a zip bomb is bytes like others: nothing is unpacked', async () => {
    const bomb = zipOf('[Content_Types].xml', deflateRawSync(Buffer.alloc(60_000_000)));
    const before = process.memoryUsage().rss;
    const { status, body } = await upload(other.client, '/attachments', bomb, 'bomb.docx');
    expect([status, body.type]).toEqual([201, expect.stringContaining('application/')]);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
    await other.client.delete(`/attachments/${body.id}`);
  });

  test.each([
    ['../../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\a.txt', 'a.txt'],
    ['..', 'file'],
    ['a\u202etxt.pdf', 'atxt.pdf'],
    [`${'é'.repeat(300)}.png`, `${'é'.repeat(251)}.png`],
  ])('the name %s is kept as %s', async (sent, kept) => {
    const { body } = await upload(other.client, '/attachments', text('x'), sent);
    expect(body.name).toBe(kept);
    await other.client.delete(`/attachments/${body.id}`);
  });

  test('no file, two files, another field, another type of body', async () => {
    const form = (...parts: [string, string | Blob][]) => {
      const data = new FormData();
      for (const [name, value] of parts) data.append(name, value);
      return data;
    };
    const blob = new Blob(['x']);
    const status = async (data: FormData) => {
      const headers = { Authorization: `Bearer ${other.client.bearer}` };
      return (await fetch(`${desk.url}/api/v1/attachments`, { method: 'POST', headers, body: data })).status;
    };
    expect(await status(form(['visibility', 'public']))).toBe(422);
    expect(await status(form(['file', blob], ['file', blob]))).toBe(422);
    expect(await status(form(['colour', 'red'], ['file', blob]))).toBe(422);
    expect(await status(form(['thing', blob]))).toBe(422);
    expect((await other.client.post('/attachments', { file: 'x' })).status).toBe(415);
    expect(await left()).toBe(0);
  });

  test('strangers are told so before anything is read', async () => {
    expect((await upload(desk.stranger, '/attachments', text('x'), 'x.txt')).status).toBe(401);
  });
});

describe('connections that lie or break', () => {
  const head = (length: number) =>
    [
      'POST /api/v1/attachments HTTP/1.1',
      `Host: ${new URL(desk.url).host}`,
      `Authorization: Bearer ${other.client.bearer}`,
      'Content-Type: multipart/form-data; boundary=b',
      `Content-Length: ${length}`,
      '',
      '',
    ].join('\r\n');
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="cut.txt"\r\n\r\nhello';

  /** @returns the status line, or nothing if the connection just closed */
  function talk(sent: string, end: boolean): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => {
        answer += String(data);
        socket.end();
      });
      socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.on('error', () => undefined);
      socket.write(sent, () => {
        if (end) setTimeout(() => socket.destroy(), 200);
      });
    });
  }
  const left = () => desk.prisma.attachment.count({ where: { uploaderId: other.id } });

  test('a body that ends before its boundary: 400, and nothing stays', async () => {
    expect(await talk(head(Buffer.byteLength(part)) + part, false)).toContain('400');
    await desk.eventually('the row to go', async () => (await left()) === 0);
  });

  test('a Content-Length that is too large: 413 before anything is read', async () => {
    expect(await talk(head(50_000_000), false)).toContain('413');
    expect(await left()).toBe(0);
  });

  test('a client that goes away in the middle leaves nothing', async () => {
    expect(await talk(head(100_000) + part, true)).toBe('');
    await desk.eventually('the row to go', async () => (await left()) === 0);
  });
});

/** A zip archive with one entry, which is compressed. */
function zipOf(name: string, compressed: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(compressed.length, 18);
  header.writeUInt32LE(60_000_000, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), compressed]);
}
