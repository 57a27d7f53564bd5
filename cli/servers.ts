import { OperatorError } from './operatorError';
import type { Settings, TemporalTarget } from './settings';
import { findRunningDesk } from './stack/runFile';

/** Where the two servers are that the desk lives on. */
export interface Servers {
  readonly databaseUrl: string;
  readonly temporal: TemporalTarget;
  /** Null: unknown, so no links to it. */
  readonly temporalUiUrl: string | null;
}

/**
 * The servers that the settings name, or else those that a running `guichet start` embeds.
 * @throws OperatorError if one is neither named nor running
 */
export function findServers(settings: Settings): Servers {
  const running = settings.databaseUrl && settings.temporal ? null : findRunningDesk(settings.dataFolder);
  const databaseUrl = settings.databaseUrl ?? running?.databaseUrl;
  if (!databaseUrl) throw missing('DATABASE_URL', settings.dataFolder);
  const temporal =
    settings.temporal ??
    (running?.temporalAddress
      ? { connection: { address: running.temporalAddress }, namespace: settings.namespace }
      : undefined);
  if (!temporal) throw missing('TEMPORAL_ADDRESS', settings.dataFolder);
  return { databaseUrl, temporal, temporalUiUrl: settings.temporalUiUrl ?? running?.temporalUiUrl ?? null };
}

function missing(variable: string, folder: string): OperatorError {
  return new OperatorError(
    `${variable} is not set, and no guichet start is running on ${folder}, whose servers could be used: ` +
      'set it, or start the desk first.',
  );
}
