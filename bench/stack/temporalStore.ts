import type { EmbeddedPostgres } from '../../cli/stack/postgres';
import type { ServerProcess } from '../../cli/stack/serverProcess';
import { startEmbeddedTemporal } from '../../cli/stack/temporal';
import { findTemporalBinary, userCacheFolder } from '../../cli/stack/temporalBinary';
import { prepareTemporalOnPostgres } from './temporalOnPostgres';

/** Where Temporal keeps its tables: SQLite in its development server, or the PostgreSQL that the desk has too. */
export type TemporalStore = 'dev' | 'postgres';

export interface RunningTemporal {
  readonly server: ServerProcess;
  /** `host:port` of the gRPC service. */
  readonly address: string;
  /** When it has ended: another process on the same address, data and settings. */
  readonly again: () => Promise<RunningTemporal>;
}

interface Place {
  /** Holds data, configuration and log. */
  readonly folder: string;
  readonly postgres: EmbeddedPostgres;
  /** Any free one unless given. */
  readonly port?: number;
}

export async function startTemporal(store: TemporalStore, place: Place): Promise<RunningTemporal> {
  const start = store === 'dev' ? await prepareDevelopmentServer(place) : await prepareTemporalOnPostgres(place);
  const run = async (): Promise<RunningTemporal> => ({ ...(await start()), again: run });
  return run();
}

async function prepareDevelopmentServer({ folder, port }: Place) {
  const binary = await findTemporalBinary({ caches: [userCacheFolder()], note: console.log });
  const where = port === undefined ? { anyPort: true } : { port };
  return () => startEmbeddedTemporal({ binary, folder, headless: true, ...where });
}
