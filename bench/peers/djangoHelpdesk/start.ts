import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startServerProcess, waitUntilServing } from '../../../cli/stack/serverProcess';
import { freePorts } from '../../stack/ports';
import type { FaultRig } from '../../stack/rig';
import { cpuMs } from '../../stack/usage';
import { run, runTimed } from '../commands';
import { DESCRIPTION, LIST_LENGTH, type Contender, type Sweeping, type Visitor } from '../contender';
import { count, makePeerDatabase, type PeerDatabase } from '../peerDatabase';
import { Session } from '../session';
import { findDjangoHelpdesk } from './install';

const PROJECT = join(__dirname, 'project');
const USER = 'staff';
/** Of the queue that the project makes; a lower number is more urgent. */
const [QUEUE, PRIORITY] = [1, 3];
/** Open and reopened. */
const OPEN = [1, 2];

/**
 * django-helpdesk as its documentation sets it up, under gunicorn, on a database of its own.
 * @param workers  processes that answer requests
 * @throws OperatorError if it cannot be had here
 */
export async function startDjangoHelpdesk(rig: FaultRig, workers: number): Promise<Contender> {
  const modules = await findDjangoHelpdesk(console.log);
  const folder = join(rig.folder, 'django-helpdesk');
  mkdirSync(folder, { mode: 0o700 });
  const database = await makePeerDatabase(rig, 'helpdesk');
  const password = randomBytes(12).toString('base64url');
  const env = { ...environment(modules, database), PEER_USER: USER, PEER_PASSWORD: password };
  const python = (args: readonly string[]) => ({ command: 'python3', args, env });
  await run(python(['-m', 'django', 'migrate']));
  await run(python(['-m', 'django', 'loaddata', 'emailtemplate.json']));
  await run(python([join(PROJECT, 'prepare.py')]));

  const [port = 0] = await freePorts(1);
  const logFile = join(folder, 'server.log');
  const serving = ['--workers', String(workers), '--bind', `127.0.0.1:${port}`, '--no-control-socket'];
  const server = await startServerProcess({
    name: 'django-helpdesk',
    command: 'python3',
    args: ['-m', 'gunicorn', ...serving, 'wsgi'],
    logFile,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
    env,
  });
  const base = `http://127.0.0.1:${port}`;
  const ask = () => new Session(base).send('/login/', 200).then(() => undefined);
  await waitUntilServing(server, ask, { logFile, timeoutMs: 60_000 });
  return {
    name: 'django-helpdesk',
    cpu: () => ({ gunicorn: cpuMs(server.pid) }),
    signIn: () => signIn(base, password),
    settle: () => Promise.resolve(),
    lists: true,
    sweeping: sweeping(database, () => runTimed(python(['-m', 'django', 'escalate_tickets']))),
    stop: server.stop,
  };
}

function environment(modules: string, database: PeerDatabase): Readonly<Record<string, string>> {
  return {
    PYTHONPATH: [PROJECT, modules].join(delimiter),
    // The project's folder is a checkout, which stays as it is.
    PYTHONDONTWRITEBYTECODE: '1',
    DJANGO_SETTINGS_MODULE: 'settings',
    PEER_SECRET: randomBytes(32).toString('base64url'),
    PGHOST: database.host,
    PGPORT: database.port,
    PGDATABASE: database.name,
    PGUSER: database.user,
    PGPASSWORD: database.password,
  };
}

async function signIn(base: string, password: string): Promise<Visitor> {
  const session = new Session(base);
  await session.send('/login/', 200);
  const form = { username: USER, password, csrfmiddlewaretoken: session.cookie('csrftoken') };
  await session.send('/login/', 302, { form });
  return {
    open: async (subject) => {
      const ticket = { queue: QUEUE, title: subject, description: DESCRIPTION, priority: PRIORITY };
      await session.send('/api/tickets/', 201, {
        json: { ...ticket, submitter_email: 'requester@peer.example' },
        headers: { 'x-csrftoken': session.cookie('csrftoken') },
      });
    },
    list: async () => {
      const path = `/api/tickets/?status=${OPEN.join(',')}&page_size=${LIST_LENGTH}`;
      const { results } = JSON.parse(await session.send(path, 200)) as { results: unknown[] };
      return results.length;
    },
  };
}

function sweeping(database: PeerDatabase, sweep: Sweeping['sweeps'][number]['run']): Sweeping {
  const open = `status IN (${OPEN.join(', ')})`;
  return {
    sweeps: [{ what: 'escalate_tickets', run: sweep }],
    makeOverdue: async (overdue) => {
      await database.query(`UPDATE helpdesk_ticket SET priority = ${PRIORITY}, last_escalation = now() WHERE ${open}`);
      await database.query(
        `UPDATE helpdesk_ticket SET last_escalation = now() - interval '3 days'
          WHERE id IN (SELECT id FROM helpdesk_ticket WHERE ${open} ORDER BY id LIMIT $1)`,
        [overdue],
      );
    },
    countRaised: () =>
      count(database, `SELECT count(*) AS n FROM helpdesk_ticket WHERE ${open} AND priority = ${PRIORITY - 1}`),
  };
}
