import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../cli/stack/ports';
import { debianServer } from './debian';

export const NOBODY = 65_534;
const PASSWORD = 'secret';

/** Dovecot in a folder of its own, beside whatever runs on the machine. Anybody has a mailbox; it is made when she logs in. */
export interface Dovecot {
  /** Of somebody's mailbox, without TLS. */
  imapUrl(user: string): string;
  /** With TLS from the first byte. */
  imapsUrl(user: string): string;
  /** Where TLS begins after a word in clear, `STARTTLS`. */
  startTlsUrl(user: string): string;
  /** File with the certificate that its own is signed with: itself. */
  readonly caFile: string;
  stop(): Promise<void>;
}

/**
 * @param folder that others may enter; in it, mail lies in `mail/<user>`
 * @returns null, with a line that says what is missing, where it cannot be had or run
 */
export async function startDovecot(folder: string): Promise<Dovecot | null> {
  const program = debianServer('/usr/sbin/dovecot', ['dovecot-imapd']);
  if (!program) return null;
  if (process.getuid?.() !== 0) {
    console.warn('Skipped: Dovecot is started by root only');
    return null;
  }
  const mail = join(folder, 'mail');
  if (!existsSync(mail)) mkdirSync(mail);
  chownSync(mail, NOBODY, NOBODY);
  const [port, tlsPort] = [await findFreePort(), await findFreePort()];
  const { keyFile, caFile } = makeCertificate(folder);
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(folder, { port, tlsPort, keyFile, caFile }));
  const running = spawn(program, ['-F', '-c', file], { stdio: 'ignore' });
  await answers(port);
  const url = (user: string, scheme: string, at: number) => `${scheme}://${user}:${PASSWORD}@127.0.0.1:${at}/INBOX`;
  return {
    imapUrl: (user) => `${url(user, 'imap', port)}?starttls=never`,
    imapsUrl: (user) => url(user, 'imaps', tlsPort),
    startTlsUrl: (user) => `${url(user, 'imap', port)}?starttls=always`,
    caFile,
    stop: async () => {
      running.kill();
      await once(running, 'exit');
    },
  };
}

interface Facts {
  readonly port: number;
  readonly tlsPort: number;
  readonly keyFile: string;
  readonly caFile: string;
}

function configuration(folder: string, { port, tlsPort, keyFile, caFile }: Facts): string {
  return `
    protocols = imap
    listen = 127.0.0.1
    base_dir = ${folder}/dovecot
    state_dir = ${folder}/dovecot-state
    log_path = ${folder}/dovecot.log
    ssl = yes
    ssl_cert = <${caFile}
    ssl_key = <${keyFile}
    disable_plaintext_auth = no
    mail_location = maildir:${folder}/mail/%u
    first_valid_uid = ${NOBODY}
    passdb {
      driver = static
      args = password=${PASSWORD}
    }
    userdb {
      driver = static
      args = uid=${NOBODY} gid=${NOBODY} home=${folder}/mail/%u
    }
    service imap-login {
      inet_listener imap {
        port = ${port}
      }
      inet_listener imaps {
        port = ${tlsPort}
        ssl = yes
      }
    }
    `;
}

/** Signed with itself, as on many a mail server of a small house. */
function makeCertificate(folder: string): { readonly keyFile: string; readonly caFile: string } {
  const [keyFile, caFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const made = spawnSync('openssl', [...asked, '-addext', names, '-keyout', keyFile, '-out', caFile], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`No certificate could be made: ${made.stderr}`);
  chmodSync(caFile, 0o644);
  return { keyFile, caFile };
}

/** Waits until a server greets. */
export async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const socket = connect({ host: '127.0.0.1', port });
    const open = await Promise.race([
      once(socket, 'data').then(() => true),
      once(socket, 'error').catch(() => false),
      sleep(1_000),
    ]).catch(() => false);
    socket.destroy();
    if (open === true) return;
    await sleep(100);
  }
  throw new Error(`Nothing answers at port ${port}`);
}
