import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

/**
 * A server program of Debian's. Where it is missing and may be installed (by root, and the package is to be had), it is.
 * @returns its path; null, with a line that says what to install, where it cannot be had: its tests are skipped then
 */
export function debianServer(path: string, packages: readonly string[]): string | null {
  if (isThere(path)) return path;
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (process.getuid?.() === 0 && isThere('/usr/bin/apt-get')) {
    if (spawnSync('apt-get', install, { env, stdio: 'ignore' }).status !== 0) {
      spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
      spawnSync('apt-get', install, { env, stdio: 'ignore' });
    }
  }
  if (isThere(path)) return path;
  console.warn(`Skipped: ${path} is not there. As root on Debian: apt-get install ${packages.join(' ')}`);
  return null;
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
