import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { hashPassword } from '../../prisma/passwords';
import { Desk } from '../support/desk';

jest.setTimeout(120_000);

const GUIDE = readFileSync(join(__dirname, '../../docs/api.md'), 'utf8');
const PASSWORD = 'otter-lantern-quay-58';
/** Tells the status of each answer, after the line of the guide that asked. */
const TELLING_CURL = `#!/bin/sh
exec "$REAL_CURL" -w '%{stderr}\\nSTATUS %{http_code} %{method} %{url_effective}\\n' "$@"
`;

let desk: Desk;
let folder: string;

beforeAll(async () => {
  desk = await Desk.start({ settings: { publicUrl: 'http://localhost' } });
  folder = mkdtempSync(join(tmpdir(), 'guichet-guide-'));
});
afterAll(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every line of the guide is answered as it says', async () => {
  const [admin, agent, requester] = [
    await desk.person('admin'),
    await desk.person('agent'),
    await desk.person('requester'),
  ];
  await desk.prisma.password.create({ data: { userId: requester.id, hash: await hashPassword(PASSWORD) } });
  const [, document = ''] =
    /```json\n([^]*?)```/.exec(readFileSync(join(__dirname, '../../docs/rehearsing.md'), 'utf8')) ?? [];
  writeFileSync(join(folder, 'friday.json'), document);
  writeFileSync(join(folder, 'report.pdf'), '%PDF-1.4\n');
  writeFileSync(
    join(folder, 'screen.png'),
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  writeFileSync(join(folder, 'curl'), TELLING_CURL);
  chmodSync(join(folder, 'curl'), 0o755);
  const script = blocks()
    .replace('http://localhost:3000', desk.url)
    .replace('ADMIN=…', `ADMIN=${admin.client.bearer}`)
    .replace('AGENT=…', `AGENT=${agent.client.bearer}`)
    .replace('REQUESTER=…', `REQUESTER=${requester.client.bearer}`)
    .replaceAll('marc.dupont@demo.guichet.local', requester.email)
    .replaceAll('"…"', `"${PASSWORD}"`)
    .replaceAll('/tmp/', `${folder}/`);
  const answers = await run(script);
  expect(answers.length).toBeGreaterThan(40);
  // A refusal that is meant is named in the line's comment.
  const meant = [...blocks().matchAll(/#.*?\b(4\d\d)\b/g)].map(([, status]) => status);
  const refused = answers.filter((answer) => !/^[23]/.test(answer));
  expect([refused, refused.map((answer) => answer.slice(0, 3))]).toEqual([refused, meant]);
});

function blocks(): string {
  return [...GUIDE.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block).join('\n');
}

/** @returns `200 GET http://…` for each request, in order */
async function run(script: string): Promise<string[]> {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, REAL_CURL: '/usr/bin/curl' };
  const shell = spawn('bash', ['-c', script], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  shell.stderr.on('data', (chunk) => (told += String(chunk)));
  await new Promise((resolve) => shell.once('close', resolve));
  return [...told.matchAll(/^STATUS (.*)$/gm)].map(([, answer = '']) => answer);
}
