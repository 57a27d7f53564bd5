import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { tellerOf } from '../../api/alerts/teller';
import { createApp } from '../../api/app';
import { runnerOf } from '../../api/bulk/runner';
import { createReadiness } from '../../api/readiness';
import { listen } from '../../api/server';
import type { Deps } from '../../api/settings';
import type { Database } from '../../prisma/client';
import { openListener } from '../../prisma/listener';
import { readMigrationState } from '../../prisma/migrate';
import { signingSecret } from '../../prisma/setup';
import { filesOf } from './files';
import { hasCode, OperatorError } from '../operatorError';
import type { Settings } from '../settings';

export interface ApiPart {
  readonly port: number;
  /** Where the API is reached from this machine. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface ApiPartOptions {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly database: Pick<Database, 'prisma' | 'waitingQueries'>;
  readonly client: Client;
  readonly temporalUiUrl: string | null;
  /** Mail that no server takes is shown from there. */
  readonly mailFolder?: string;
  readonly log: Logger;
}

/** A caller is told to come back rather than left waiting for a database that hangs. */
export const API_DATABASE = { max: 20, connectionTimeoutMs: 2_000, statementTimeoutMs: 8_000 } as const;

/** @throws OperatorError if the port is taken */
export async function startApi(options: ApiPartOptions): Promise<ApiPart> {
  const { settings, database, client } = options;
  const { prisma } = database;
  const listener = openListener(options.databaseUrl);
  const deps: Deps = {
    prisma,
    listener,
    waitingQueries: database.waitingQueries,
    client,
    logger: options.log.child({ part: 'api' }),
    files: filesOf(settings),
    readiness: createReadiness({ prisma, client, missingMigrations: missingMigrations(options.databaseUrl) }),
    settings: {
      rateLimit: settings.rateLimit,
      trustedProxies: settings.trustedProxies,
      corsOrigins: settings.corsOrigins,
      capacity: settings.capacity,
      publicUrl: settings.publicUrl ?? `http://localhost:${settings.port}`,
      temporalUiUrl: options.temporalUiUrl,
      namespace: settings.namespace,
      secret: settings.secret ?? (await signingSecret(prisma)),
      alarmSpreadMs: settings.alarmSpreadMs,
      attachments: settings.attachments,
      session: settings.session,
      webhooksMayReach: settings.webhooks.allowed,
      ...(settings.oidc === null ? {} : { oidc: settings.oidc }),
      ...(options.mailFolder === undefined ? {} : { mailFolder: options.mailFolder }),
      ...(settings.rollAtEvents === undefined ? {} : { rollAtEvents: settings.rollAtEvents }),
    },
  };
  try {
    const listening = await listen(createApp(deps), settings.port);
    const { port } = listening;
    const bulks = runnerOf(deps);
    bulks.watch();
    const alerts = tellerOf(deps);
    alerts.watch();
    const close = async () => {
      await listening.close();
      await bulks.stop();
      await listener.close();
      await alerts.stop();
    };
    return { port, url: `http://localhost:${port}`, close };
  } catch (error) {
    throw explainPort(error, settings.port);
  }
}

export function busyPort(port: number): OperatorError {
  return new OperatorError(`Port ${port} is taken: stop what listens there, or set PORT to another one.`);
}

function explainPort(error: unknown, port: number): unknown {
  if (hasCode(error, 'EADDRINUSE')) return busyPort(port);
  if (hasCode(error, 'EACCES'))
    return new OperatorError(`Port ${port} is not for this user: set PORT to one above 1023.`);
  return error;
}

/** Once all are there they stay: only a database that lacks some is asked again. */
function missingMigrations(url: string): () => Promise<string | null> {
  let complete = false;
  return async () => {
    if (complete) return null;
    const { missing } = await readMigrationState(url);
    complete = missing.length === 0;
    return complete ? null : `${missing.length} migrations are missing: run guichet migrate`;
  };
}
