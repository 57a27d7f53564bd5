import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { messageOf } from './message';
import type { MailTransport } from './transport';

/** Mails kept; the oldest go. */
const KEPT = 1_000;
const NAME = /^\d{13}-[0-9a-f]{32}\.eml$/;

/** Puts mails into a folder instead of sending them: for trying the desk without a mail server. */
export function openMailFolder(folder: string): MailTransport {
  const compiler = createTransport({ streamTransport: true, buffer: true });
  return {
    parallel: 1,
    post: async (mail) => {
      const { message } = await compiler.sendMail(messageOf(mail));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const names = await namesIn(folder);
      const id = mail.messageId.slice(1).split('@')[0] ?? '';
      // A repeat after a crash is one mail.
      const name = names.find((one) => one.endsWith(`-${id}.eml`)) ?? `${Date.now()}-${id}.eml`;
      const draft = join(folder, `.${name}`);
      await writeFile(draft, message);
      await rename(draft, join(folder, name));
      for (const old of names.slice(0, -KEPT)) await unlink(join(folder, old));
      return { kind: 'sent' };
    },
    close: () => compiler.close(),
  };
}

/** Names of the mails in a folder, the oldest first. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => NAME.test(name)).sort();
}

/** @returns null if there is none of this name */
export async function readMail(folder: string, name: string): Promise<Buffer | null> {
  return NAME.test(name) ? readFile(join(folder, name)).catch(() => null) : null;
}
