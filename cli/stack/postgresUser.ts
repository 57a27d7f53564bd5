import { execFileSync } from 'node:child_process';
import { OperatorError } from '../operatorError';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root; then it runs as the user `postgres`, which is made if it is missing.
 * @returns undefined if this process is not root's: PostgreSQL runs as the same user
 */
export function findPostgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp();
  if (found) return found;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  } catch {
    // `useradd` is missing or refused: the next lookup says so.
  }
  const made = lookUp();
  if (made) return made;
  throw new OperatorError(
    'PostgreSQL does not run as root, and no user "postgres" could be made: run guichet as another user, ' +
      'or set DATABASE_URL to a PostgreSQL that is running.',
  );
}

function lookUp(): SystemUser | undefined {
  try {
    const id = (flag: string) => {
      const text = execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      return Number.parseInt(text, 10);
    };
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
