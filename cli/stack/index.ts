/** The servers that `guichet start` lives on: those that the settings name, and our own in place of those they do not. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Lifecycle } from '../lifecycle';
import type { Servers } from '../servers';
import type { Settings } from '../settings';
import { ensureDatabase, startEmbeddedPostgres } from './postgres';
import { lookUpProcess } from './processes';
import { takeDataFolder, type RunFile } from './runFile';
import type { ServerProcess } from './serverProcess';
import { startEmbeddedTemporal } from './temporal';
import { findTemporalBinary, userCacheFolder } from './temporalBinary';

const DATABASE = 'guichet';
const POSTGRES_STOP = 20_000;
const TEMPORAL_STOP = 15_000;

export interface Stack {
  readonly embedsSomething: boolean;
  /** Demonstration data: as the settings say, else on servers of our own only. */
  readonly wantsDemo: boolean;
  readonly start: (lifecycle: Lifecycle) => Promise<Servers>;
  /** Writes down where the API is, for other commands. */
  readonly announce: (apiUrl: string) => void;
  /** Ends our own servers at once. */
  readonly kill: () => void;
}

export function startServers(settings: Settings, log: Logger): Stack {
  const embedsPostgres = settings.databaseUrl === null;
  const embedsTemporal = settings.temporal === null;
  const embedsSomething = embedsPostgres || embedsTemporal;
  const pids: number[] = [];
  let runFile: RunFile | undefined;

  const noteProcess = (member: 'postgres' | 'temporal') => (pid: number) => {
    pids.push(pid);
    const found = lookUpProcess(pid);
    if (found) runFile?.add({ [member]: { pid, started: found.started } });
  };

  const startPostgres = async (): Promise<Started<{ databaseUrl: string }>> => {
    if (settings.databaseUrl !== null) return { databaseUrl: settings.databaseUrl };
    const postgres = await startEmbeddedPostgres({ folder: settings.dataFolder, onSpawn: noteProcess('postgres') });
    await ensureDatabase(postgres.url('postgres'), DATABASE);
    const databaseUrl = postgres.url(DATABASE);
    runFile?.add({ databaseUrl });
    return { databaseUrl, server: postgres.server };
  };

  const startTemporal = async (): Promise<Started<Omit<Servers, 'databaseUrl'>>> => {
    if (settings.temporal !== null)
      return { temporal: settings.temporal, temporalUiUrl: settings.temporalUiUrl ?? null };
    const folder = settings.dataFolder;
    const note = (message: string) => log.info({ part: 'temporal' }, message);
    const binary = await findTemporalBinary({ caches: [join(folder, 'temporal-cli'), userCacheFolder()], note });
    const temporal = await startEmbeddedTemporal({
      binary,
      folder,
      namespaces: [settings.namespace],
      onSpawn: noteProcess('temporal'),
    });
    const temporalUiUrl = settings.temporalUiUrl ?? temporal.uiUrl;
    const { address } = temporal;
    runFile?.add({ temporalAddress: address, ...(temporalUiUrl ? { temporalUiUrl } : {}) });
    return {
      temporal: { connection: { address }, namespace: settings.namespace },
      temporalUiUrl,
      server: temporal.server,
    };
  };

  return {
    embedsSomething,
    wantsDemo: settings.demo ?? (embedsPostgres && embedsTemporal),
    start: async (lifecycle) => {
      if (embedsSomething) {
        runFile = await takeDataFolder(settings.dataFolder);
        await lifecycle.add('data folder', () => Promise.resolve(runFile?.remove()), 1_000);
      }
      const postgres = startPostgres();
      const temporal = startTemporal();
      // Both are to be stopped in this order, also if only one has started.
      for (const [name, started, timeoutMs] of [
        ['PostgreSQL', postgres, POSTGRES_STOP],
        ['Temporal', temporal, TEMPORAL_STOP],
      ] as const) {
        started.catch(() => undefined);
        await lifecycle.add(name, async () => (await started.catch(() => undefined))?.server?.stop(), timeoutMs);
      }
      const [{ databaseUrl, server: database }, { temporal: target, temporalUiUrl, server }] = await Promise.all([
        postgres,
        temporal,
      ]);
      if (database) lifecycle.stopWhenEnded('PostgreSQL', database.exited);
      if (server) lifecycle.stopWhenEnded('Temporal', server.exited);
      return { databaseUrl, temporal: target, temporalUiUrl };
    },
    announce: (apiUrl) => runFile?.add({ apiUrl }),
    kill: () => {
      for (const pid of pids) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended.
        }
      }
    },
  };
}

type Started<T> = T & { readonly server?: ServerProcess };
