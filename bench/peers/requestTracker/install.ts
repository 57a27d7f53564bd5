import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../../cli/operatorError';
import { userCacheFolder } from '../../../cli/stack/temporalBinary';
import { run } from '../commands';

const PACKAGES = ['request-tracker5', 'rt5-db-postgresql', 'starman'];
/** Debian's own, for which the packages' compiled modules are made. */
export const PERL = '/usr/bin/perl';
const LIBRARY = '/usr/share/request-tracker5/lib/RT.pm';

export interface TrackerFiles {
  /** Where the packages are unpacked; empty: installed on this machine. */
  readonly root: string;
  /** What finds their modules and libraries. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Debian's packages of Request Tracker, unpacked once into the cache with all that this machine lacks for them: nothing is
 * installed on the machine, none of their scripts is run.
 * @throws OperatorError if this machine does not offer them
 */
export async function findRequestTracker(note: (message: string) => void): Promise<TrackerFiles> {
  if (existsSync(LIBRARY) && existsSync('/usr/bin/starman')) return filesIn('');
  const root = join(userCacheFolder(), 'request-tracker5');
  if (!existsSync(join(root, LIBRARY))) await unpack(root, note);
  return filesIn(root);
}

async function filesIn(root: string): Promise<TrackerFiles> {
  const said = await run({ command: PERL, args: ['-MConfig', '-e', 'print "$Config{vendorlib} $Config{vendorarch}"'] });
  const [modules = '', compiled = ''] = said.split(' ');
  const under = (path: string) => `${root}${path}`;
  return {
    root,
    env: {
      PERL5LIB: ['/usr/share/request-tracker5/lib', modules, compiled].map(under).join(':'),
      LD_LIBRARY_PATH: under(join(compiled, '../..')),
    },
  };
}

async function unpack(root: string, note: (message: string) => void): Promise<void> {
  for (const tool of ['/usr/bin/apt-get', '/usr/bin/dpkg', PERL])
    if (!existsSync(tool))
      throw new OperatorError(`Request Tracker comes from Debian's packages, and there is no ${tool}.`);
  note('Fetching Request Tracker (once; about 60 MB)');
  // Aside first, so that an interrupted download does not look like a whole one.
  const aside = `${root}.${process.pid}`;
  const downloads = join(aside, 'downloads');
  mkdirSync(downloads, { recursive: true });
  try {
    await run({ command: 'apt-get', args: ['download', ...(await missingPackages())], cwd: downloads });
    for (const file of readdirSync(downloads))
      await run({ command: 'dpkg', args: ['-x', join(downloads, file), aside] });
    rmSync(downloads, { recursive: true });
    renameSync(aside, root);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** What apt would install, if it were asked to. */
async function missingPackages(): Promise<readonly string[]> {
  const simulate = () => run({ command: 'apt-get', args: ['install', '-s', '--no-install-recommends', ...PACKAGES] });
  const said = await simulate().catch(async () => {
    // The lists may be missing or old; only root can have new ones.
    await run({ command: 'apt-get', args: ['update'] });
    return simulate();
  });
  return [...said.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
}
