import { execFileSync } from 'node:child_process';
import { OperatorError } from '../operatorError';

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** How PostgreSQL's programs are run by this process. */
export interface PostgresRunner {
  /** Owner of PostgreSQL's files; undefined: whoever runs this process. */
  readonly owner?: SystemUser;
  /** The user to spawn the program as. */
  readonly spawnAs?: SystemUser;
  /** A command that runs the program that its arguments name. */
  readonly through: readonly string[];
}

/**
 * PostgreSQL refuses to run as root; then it runs as the user `postgres`, which is made if it is missing.
 * @param paths what it must get at: a clone in root's home folder, for one, is closed to other users. There it keeps one
 *   of root's rights: to pass by what file modes say.
 */
export function findPostgresRunner(paths: readonly string[]): PostgresRunner {
  if (process.getuid?.() !== 0) return { through: [] };
  const owner = findPostgresUser();
  const unreachable = paths.find((path) => !canReach(path, owner));
  if (unreachable === undefined) return { owner, spawnAs: owner, through: [] };
  const through = [
    'setpriv',
    // The last setting lets access(2) know of that right, too: PostgreSQL's programs look for one another with it.
    ...[`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'],
    ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup', '--'],
  ];
  if (succeeds([...through, 'test', '-e', unreachable])) return { owner, through };
  throw new OperatorError(
    `PostgreSQL does not run as root, and its user "postgres" cannot reach ${unreachable}: run guichet as another user, ` +
      'or clone it and set GUICHET_DATA where all users may pass, or set DATABASE_URL to a PostgreSQL that is running.',
  );
}

function findPostgresUser(): SystemUser {
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

function canReach(path: string, user: SystemUser): boolean {
  return succeeds(['test', '-e', path], user);
}

function succeeds([command = '', ...args]: readonly string[], user?: SystemUser): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', cwd: '/', ...user });
    return true;
  } catch {
    return false;
  }
}
