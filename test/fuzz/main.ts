import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caller } from '../../cli/demo/client';
import { startOwnStack } from '../../cli/demo/ownStack';
import { userCacheFolder } from '../../cli/stack/temporalBinary';

const PACKAGE = 'schemathesis==4.32.*';
const CONFIG = join(__dirname, 'schemathesis.toml');
const SECONDS = Number(process.env.GUICHET_FUZZ_SECONDS ?? 1_800);
const SEED = process.env.GUICHET_FUZZ_SEED ?? '1';
/** Cases for each call and phase; there are over a hundred calls. */
const EXAMPLES = process.env.GUICHET_FUZZ_EXAMPLES ?? '100';

/**
 * `npm run test:fuzz`: sends a whole desk all that its description allows, and much that it does not, and holds each answer
 * to the description. A failure is told with the curl line that shows it.
 */
async function main(): Promise<void> {
  const schemathesis = findSchemathesis();
  if (schemathesis === null) return console.log('Skipped: Python 3 with venv and pip is needed for schemathesis.');
  // Whoever fuzzes is no one to be slowed down.
  process.env.GUICHET_RATE_LIMIT = '0';
  const stack = await startOwnStack();
  const folder = mkdtempSync(join(tmpdir(), 'guichet-fuzz-'));
  try {
    const key = stack.keys.get('admin') ?? '';
    const config = await writeConfig(folder, new Caller(stack.url, key));
    const failed = await run(schemathesis, { url: stack.url, key, config, folder });
    const who = await fetch(`${stack.url}/api/v1/session`, { headers: { Authorization: `Bearer ${key}` } });
    console.log(`Afterwards the desk answers ${who.status} to its key.`);
    process.exitCode = failed || !who.ok ? 1 : 0;
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program, installed into the user's cache at the first call. @returns null where there is no Python */
function findSchemathesis(): string | null {
  const venv = join(userCacheFolder(), 'schemathesis');
  const program = join(venv, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  const steps = [
    ['python3', '-m', 'venv', venv],
    [join(venv, 'bin', 'pip'), 'install', '--quiet', PACKAGE],
  ] as const;
  const done = steps.every(([command, ...args]) => spawnSync(command, args, { stdio: 'inherit' }).status === 0);
  return done && existsSync(program) ? program : null;
}

/** Keys and people are listed, so they are found; the ones that may be stopped are spare, or all else would be 401. */
async function writeConfig(folder: string, admin: Caller): Promise<string> {
  const person = { email: 'spare@example.org', name: 'Spare', role: 'agent' };
  const { id: user } = await admin.call<{ id: string }>('POST', '/api/v1/users', person);
  const { id: key } = await admin.call<{ id: string }>('POST', '/api/v1/api-keys', { user });
  const spare = { deleteApiKeysId: key, postApiKeysIdRotate: key, putUsersId: user, postUsersIdErasure: user };
  const fixed = Object.entries(spare).map(
    ([operation, id]) => `\n[[operations]]\ninclude-operation-id = "${operation}"\nparameters = { id = "${id}" }\n`,
  );
  const file = join(folder, 'schemathesis.toml');
  writeFileSync(file, readFileSync(CONFIG, 'utf8') + fixed.join(''));
  return file;
}

interface Run {
  readonly url: string;
  readonly key: string;
  readonly config: string;
  readonly folder: string;
}

/** @returns whether anything was found */
async function run(program: string, { url, key, config, folder }: Run): Promise<boolean> {
  const options = {
    url: `${url}/api/v1`,
    header: `Authorization: Bearer ${key}`,
    checks: 'all',
    // With two, Python 3.11 loses count of its own recursion while the other thread parses.
    workers: '1',
    seed: SEED,
    'max-examples': EXAMPLES,
    'max-time': String(SECONDS),
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const args = ['--config-file', config, 'run', `${url}/api/v1/openapi.json`, ...flags, '--continue-on-failure'];
  const child = spawn(program, args, { stdio: 'inherit', cwd: folder });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return code !== 0;
}

void main();
