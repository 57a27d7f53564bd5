import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerDatabase } from '../peerDatabase';
import type { TrackerFiles } from './install';

export interface Site {
  /** What every program of Request Tracker is told. */
  readonly env: Readonly<Record<string, string>>;
}

interface Place {
  readonly files: TrackerFiles;
  /** Holds configuration, caches, log. */
  readonly folder: string;
  readonly database: PeerDatabase;
  readonly port: number;
}

/** Writes the configuration of one installation, whose paths lie in the cache and in `folder` instead of Debian's places. */
export function writeSite({ files, folder, database, port }: Place): Site {
  const lib = join(folder, 'lib');
  for (const name of ['lib/RT', 'etc', 'mason_data', 'session_data'])
    mkdirSync(join(folder, name), { recursive: true });
  const paths = readFileSync(`${files.root}/usr/share/request-tracker5/lib/RT/Generated.pm`, 'utf8')
    .replaceAll("'/usr/share/request-tracker5", `'${files.root}/usr/share/request-tracker5`)
    .replaceAll("'/usr/local/share/request-tracker5", `'${folder}/local`)
    .replaceAll("'/etc/request-tracker5", `'${folder}/etc`)
    .replaceAll(/'\/var\/(cache|lib)\/request-tracker5/g, `'${folder}`);
  writeFileSync(join(lib, 'RT/Generated.pm'), paths);
  const config = join(folder, 'RT_SiteConfig.pm');
  writeFileSync(config, configuration(database, port, folder), { mode: 0o600 });
  return {
    env: {
      ...files.env,
      PERL5LIB: `${lib}:${files.env.PERL5LIB}`,
      PATH: `${files.root}/usr/bin:${process.env.PATH ?? ''}`,
      RT_SITE_CONFIG: config,
      RT_SITE_CONFIG_DIR: '/dev/null',
    },
  };
}

function configuration(database: PeerDatabase, port: number, folder: string): string {
  const settings: Record<string, string | number | null> = {
    rtname: 'bench',
    Organization: 'bench.example',
    Timezone: 'UTC',
    DatabaseType: 'Pg',
    DatabaseHost: database.host,
    DatabasePort: database.port,
    DatabaseName: database.name,
    DatabaseUser: database.user,
    DatabasePassword: database.password,
    DatabaseAdmin: database.user,
    WebDomain: '127.0.0.1',
    WebPort: port,
    WebBaseURL: `http://127.0.0.1:${port}`,
    // Mail is not what is measured: it stays in a file.
    MailCommand: 'testfile',
    LogToSyslog: null,
    LogToSTDERR: 'error',
    LogToFile: null,
    LogDir: folder,
  };
  const value = (given: string | number | null) =>
    given === null ? 'undef' : `'${String(given).replace(/[\\']/g, '\\$&')}'`;
  const lines = Object.entries(settings).map(([name, given]) => `Set($${name}, ${value(given)});`);
  return `${lines.join('\n')}\n1;\n`;
}
