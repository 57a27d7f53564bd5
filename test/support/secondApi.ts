import pino, { type Logger } from 'pino';
import { createApp } from '../../api/app';
import { listen, type Patience } from '../../api/server';
import type { ApiSettings } from '../../api/settings';
import type { Database } from '../../prisma/client';
import type { Desk } from './desk';
import { DeskClient } from './deskClient';

export interface SecondApiOptions {
  readonly settings?: Partial<ApiSettings>;
  readonly logger?: Logger;
  /** Else the desk's. */
  readonly database?: Pick<Database, 'prisma' | 'waitingQueries'>;
  readonly patience?: Patience;
}

export interface SecondApi {
  readonly port: number;
  /** With the key of a client of the desk. */
  as(client: DeskClient): DeskClient;
  close(): Promise<void>;
}

/** Another API process on the same desk, but that it is in this process: nothing but PostgreSQL and Temporal in common. */
export async function startSecondApi(desk: Desk, options: SecondApiOptions = {}): Promise<SecondApi> {
  const { prisma, waitingQueries } = options.database ?? { prisma: desk.prisma, waitingQueries: () => 0 };
  const app = createApp({
    prisma,
    waitingQueries,
    client: desk.temporal,
    files: desk.files,
    settings: { ...desk.settings, ...options.settings },
    logger: options.logger ?? pino({ level: 'silent' }),
    readiness: () => Promise.resolve({ ready: true, parts: {} }),
  });
  const { port, close } = await listen(app, 0, '127.0.0.1', options.patience);
  return { port, close, as: ({ bearer }) => new DeskClient(`http://127.0.0.1:${port}`, bearer) };
}
