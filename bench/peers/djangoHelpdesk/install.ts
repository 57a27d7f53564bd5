import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { userCacheFolder } from '../../../cli/stack/temporalBinary';
import { run } from '../commands';

const VERSION = '2.6.1';
const PACKAGES = [`django-helpdesk==${VERSION}`, 'Django~=5.2.19', 'gunicorn==27.0.1', 'psycopg2-binary==2.9.13'];

/**
 * django-helpdesk and what it runs on, from Python's registry once into the cache.
 * @returns the folder of modules
 * @throws OperatorError if there is no Python 3.10 or newer with pip, or it cannot fetch them
 */
export async function findDjangoHelpdesk(note: (message: string) => void): Promise<string> {
  const folder = join(userCacheFolder(), `django-helpdesk-${VERSION}`);
  if (existsSync(folder)) return folder;
  note(`Fetching django-helpdesk ${VERSION} (once)`);
  // Aside first, so that an interrupted download does not look like a whole one.
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    await run({ command: 'python3', args: ['-m', 'pip', 'install', '--quiet', '--target', aside, ...PACKAGES] });
    renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}
