import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../cli/stack/ports';
import { debianServer } from './debian';
import { answers, NOBODY, startDovecot } from './dovecot';

/** Who has a mailbox at `client.example`; `desk@desk.example` and `reply+…` are one. */
const USERS = ['remi', 'robot'];
/** Mail to this address is taken, and cannot be delivered then. */
export const FORWARDED_TO_NOWHERE = 'gone@client.example';

/** Postfix and Dovecot in a folder of their own, beside whatever runs on the machine. */
export interface MailHost {
  readonly smtpPort: number;
  readonly smtpUrl: string;
  /** Of a mailbox. */
  imapUrl(user: string): string;
  stop(): Promise<void>;
}

/** @returns null, with a line that says what is missing, where they cannot be had or run */
export async function startMailHost(): Promise<MailHost | null> {
  const postfix = debianServer('/usr/sbin/postfix', ['postfix']);
  if (!postfix) return null;
  const folder = mkdtempSync(join(tmpdir(), 'guichet-mail-'));
  chmodSync(folder, 0o755);
  const dovecot = await startDovecot(folder);
  if (!dovecot) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const smtpPort = await findFreePort();
  const stopPostfix = startPostfix(postfix, folder, smtpPort);
  await answers(smtpPort);
  return {
    smtpPort,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    imapUrl: (user) => dovecot.imapUrl(user),
    stop: async () => {
      stopPostfix();
      await dovecot.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns stops it */
function startPostfix(program: string, folder: string, port: number): () => void {
  const config = join(folder, 'postfix');
  for (const name of ['postfix', 'spool', 'data']) mkdirSync(join(folder, name));
  const uid = Number(spawnSync('id', ['-u', 'postfix'], { encoding: 'utf8' }).stdout);
  chownSync(join(folder, 'data'), uid, uid);
  const mailboxes = [
    'desk@desk.example desk/',
    'reply@desk.example desk/',
    ...USERS.map((user) => `${user}@client.example ${user}/`),
  ];
  writeFileSync(join(config, 'mailboxes'), `${mailboxes.join('\n')}\n`);
  writeFileSync(join(config, 'forwardings'), `${FORWARDED_TO_NOWHERE} nobody@nowhere.example\n`);
  writeFileSync(
    join(config, 'main.cf'),
    Object.entries({
      compatibility_level: '3.6',
      queue_directory: join(folder, 'spool'),
      data_directory: join(folder, 'data'),
      command_directory: '/usr/sbin',
      daemon_directory: '/usr/lib/postfix/sbin',
      maillog_file: join(folder, 'postfix.log'),
      maillog_file_prefixes: folder,
      myhostname: 'mx.desk.example',
      mydestination: '',
      mynetworks: '127.0.0.0/8',
      inet_interfaces: '127.0.0.1',
      inet_protocols: 'ipv4',
      smtpd_relay_restrictions: 'permit_mynetworks, reject',
      default_transport: 'error',
      virtual_mailbox_domains: 'desk.example, client.example',
      virtual_mailbox_base: join(folder, 'mail'),
      virtual_mailbox_maps: `texthash:${config}/mailboxes`,
      virtual_alias_maps: `texthash:${config}/forwardings`,
      recipient_delimiter: '+',
      virtual_uid_maps: `static:${NOBODY}`,
      virtual_gid_maps: `static:${NOBODY}`,
      alias_maps: '',
    })
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  const services = readFileSync('/usr/share/postfix/master.cf.dist', 'utf8')
    .split('\n')
    // Nothing runs in a root of its own: its libraries would have to be copied there.
    .map((line) => line.replace(/^(\S+\s+\S+\s+\S+\s+\S+\s+)y(\s)/, '$1n$2'))
    .map((line) => (/^smtp\s+inet\s/.test(line) ? `127.0.0.1:${port} inet n - n - - smtpd` : line));
  writeFileSync(join(config, 'master.cf'), `${services.join('\n')}\npostlog unix-dgram n - n - 1 postlogd\n`);
  const run = (command: string) => spawnSync(program, ['-c', config, command], { encoding: 'utf8' });
  const started = run('start');
  if (started.status !== 0) throw new Error(`Postfix does not start: ${started.stderr}`);
  return () => void run('stop');
}
