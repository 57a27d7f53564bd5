import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { startServerProcess, waitUntilServing } from '../../../cli/stack/serverProcess';
import { freePorts } from '../../stack/ports';
import type { FaultRig } from '../../stack/rig';
import { cpuMs } from '../../stack/usage';
import { run, runTimed } from '../commands';
import { DESCRIPTION, LIST_LENGTH, type Contender, type Sweeping, type Visitor } from '../contender';
import { count, makePeerDatabase, type PeerDatabase } from '../peerDatabase';
import { Session } from '../session';
import { findRequestTracker, PERL } from './install';
import { writeSite, type Site } from './site';

const RAISED = 99;
const OPEN = `status IN ('new', 'open')`;
const ACTIVE = encodeURIComponent(`Status = '__Active__'`);
const FIELDS = 'Subject,Status,Priority,Owner,Queue,Created,LastUpdated,Due';

/**
 * Request Tracker 5 as Debian packages it, under Starman, on a database of its own.
 * @param workers  processes that answer requests
 * @throws OperatorError if this machine does not offer it
 */
export async function startRequestTracker(rig: FaultRig, workers: number): Promise<Contender> {
  const files = await findRequestTracker(console.log);
  const folder = join(rig.folder, 'request-tracker');
  mkdirSync(folder, { mode: 0o700 });
  const database = await makePeerDatabase(rig, 'rt');
  const [port = 0] = await freePorts(1);
  const site = writeSite({ files, folder, database, port });
  const password = await fillDatabase({ files: files.root, folder, site, database });

  const logFile = join(folder, 'server.log');
  const script = `${files.root}/usr/share/request-tracker5/libexec/rt-server`;
  const serving = ['--server', 'Starman', '--host', '127.0.0.1', '--port', String(port), '--workers', String(workers)];
  const server = await startServerProcess({
    name: 'Request Tracker',
    command: PERL,
    // A kept connection would hold a worker, of which there are fewer than clients.
    args: [script, ...serving, '--disable-keepalive'],
    logFile,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
    env: site.env,
  });
  const base = `http://127.0.0.1:${port}`;
  const ask = () => new Session(base).send('/NoAuth/Login.html', 200).then(() => undefined);
  await waitUntilServing(server, ask, { logFile, timeoutMs: 60_000 });
  return {
    name: 'Request Tracker',
    cpu: () => ({ Starman: cpuMs(server.pid) }),
    signIn: () => signIn(base, password),
    settle: () => Promise.resolve(),
    lists: true,
    sweeping: sweeping(files.root, site, database),
    stop: server.stop,
  };
}

interface NewDatabase {
  readonly files: string;
  readonly folder: string;
  readonly site: Site;
  readonly database: PeerDatabase;
}

/** @returns the password of its administrator */
async function fillDatabase({ files, folder, site, database }: NewDatabase): Promise<string> {
  const password = randomBytes(12).toString('base64url');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const [script, data] = [
    `${files}/usr/sbin/rt-setup-database-5`,
    `${files}/usr/share/request-tracker5/etc/initialdata`,
  ];
  const who = ['--dba', database.user, '--dba-password', database.password, '--root-password-file', passwordFile];
  for (const action of [['schema,coredata'], ['insert', '--datafile', data]])
    await run({ command: PERL, args: [script, '--action', ...action, ...who], env: site.env });
  // Programs on the command line act as whoever has this name on the system.
  await database.query(`UPDATE users SET gecos = $1 WHERE name = 'root'`, [userInfo().username]);
  return password;
}

/** By the form, as people do: a token would cost a slow hash on every request. */
async function signIn(base: string, password: string): Promise<Visitor> {
  const session = new Session(base);
  await session.send('/NoAuth/Login.html', 200, { form: { user: 'root', pass: password } });
  return {
    open: async (subject) => {
      const ticket = { Queue: 'General', Subject: subject, Content: DESCRIPTION, Requestor: 'root@localhost' };
      await session.send('/REST/2.0/ticket', 201, { json: ticket });
    },
    list: async () => {
      const order = 'orderby=Created&order=DESC';
      const path = `/REST/2.0/tickets?query=${ACTIVE}&${order}&per_page=${LIST_LENGTH}&fields=${FIELDS}`;
      const { items } = JSON.parse(await session.send(path, 200)) as { items: unknown[] };
      return items.length;
    },
  };
}

function sweeping(files: string, site: Site, database: PeerDatabase): Sweeping {
  const raise = [
    '--condition',
    'RT::Condition::Overdue',
    '--action',
    'RT::Action::SetPriority',
    '--action-arg',
    RAISED,
  ];
  const sweep = (what: string, search: readonly string[]) => ({
    what,
    run: () =>
      runTimed({
        command: PERL,
        args: [`${files}/usr/bin/rt-crontool-5`, ...search, ...raise.map(String)],
        env: site.env,
      }),
  });
  return {
    sweeps: [
      // The example of its documentation, and what somebody writes who has many tickets.
      sweep('rt-crontool, active tickets', ['--search', 'RT::Search::ActiveTicketsInQueue', '--search-arg', 'General']),
      sweep('rt-crontool, narrowed by SQL', [
        ...['--search', 'RT::Search::FromSQL', '--search-arg'],
        `Queue = 'General' AND Status = '__Active__' AND Priority < ${RAISED} AND Due > '1970-01-02' AND Due < 'now'`,
      ]),
    ],
    makeOverdue: async (overdue) => {
      await database.query(
        `UPDATE tickets SET priority = 0, due = date_trunc('second', now() AT TIME ZONE 'UTC') + interval '30 days' WHERE ${OPEN}`,
      );
      await database.query(
        `UPDATE tickets SET due = date_trunc('second', now() AT TIME ZONE 'UTC') - interval '1 hour'
          WHERE id IN (SELECT id FROM tickets WHERE ${OPEN} ORDER BY id LIMIT $1)`,
        [overdue],
      );
    },
    countRaised: () => count(database, `SELECT count(*) AS n FROM tickets WHERE ${OPEN} AND priority = ${RAISED}`),
  };
}
