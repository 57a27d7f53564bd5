import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { userCacheFolder } from '../../cli/stack/temporalBinary';
import { describeCommandError, OperatorError } from '../../cli/operatorError';

const run = promisify(execFile);
const VERSION = 'v1.32.0';

export interface ServerBinaries {
  readonly server: string;
  readonly sqlTool: string;
  /** Holds `temporal/` and `visibility/`, each with the steps from nothing to today's tables. */
  readonly schema: string;
}

/**
 * Temporal's server for production, built by Go once and kept: the development server has SQLite only, and what it can
 * do says little of a real installation.
 * @throws OperatorError if there is no Go, or it cannot build
 */
export async function findServerBinaries(note: (message: string) => void): Promise<ServerBinaries> {
  const folder = join(userCacheFolder(), `temporal-server-${VERSION}`);
  const [server, sqlTool] = [join(folder, 'server'), join(folder, 'sql')];
  try {
    if (!existsSync(server) || !existsSync(sqlTool)) {
      note(`Building Temporal ${VERSION} (once; some minutes)`);
      mkdirSync(folder, { recursive: true });
      const env = { ...process.env, GOBIN: folder };
      for (const program of ['cmd/server', 'cmd/tools/sql'])
        await run('go', ['install', `go.temporal.io/server/${program}@${VERSION}`], { env, maxBuffer: 1 << 26 });
    }
    const { stdout } = await run('go', ['env', 'GOMODCACHE']);
    const schema = join(stdout.trim(), `go.temporal.io/server@${VERSION}`, 'schema/postgresql/v12');
    if (!existsSync(schema)) await run('go', ['mod', 'download', `go.temporal.io/server@${VERSION}`]);
    return { server, sqlTool, schema };
  } catch (error) {
    throw new OperatorError(
      `Temporal on PostgreSQL could not be built (${describeCommandError(error)}): install Go 1.24 or newer, ` +
        'or measure on the development server with --temporal dev.',
    );
  }
}
