/**
 * The process under test: the desk's API, and beside it a bare Express and pg handler that answers with the rows of the
 * same SQL. Told by messages what the bare handler runs; says how much memory it has.
 */
import { Client, Connection } from '@temporalio/client';
import express from 'express';
import { Pool } from 'pg';
import { pino } from 'pino';
import { createApp } from '../../api/app';
import { listen } from '../../api/server';
import { DiskStore } from '../../files/diskStore';
import { openDatabase } from '../../prisma/client';

/** Connections of each of the two. */
const CONNECTIONS = 10;

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}
export type Message = { readonly bare: Statement } | { readonly usage: true };
export type Told = { readonly desk: number; readonly bare: number } | Usage;
export interface Usage {
  /** Resident memory in bytes. */
  readonly rss: number;
  /** Milliseconds of processor time since the start. */
  readonly cpu: number;
}

async function main(url: string, secret: string, folder: string): Promise<void> {
  const { prisma } = openDatabase(url, { max: CONNECTIONS });
  const app = createApp({
    prisma,
    // Lists ask PostgreSQL only.
    client: new Client({ connection: Connection.lazy() }),
    logger: pino({ level: 'silent' }),
    settings: {
      ...{ rateLimit: 0, publicUrl: 'http://localhost', temporalUiUrl: null, namespace: 'default', secret },
      alarmSpreadMs: 0,
    },
    readiness: () => Promise.resolve({ ready: true, parts: {} }),
    files: { store: new DiskStore(folder), clamd: null },
  });
  const pool = new Pool({ connectionString: url, max: CONNECTIONS });
  let statement: Statement = { text: 'SELECT 1', values: [] };
  const bare = express().get('/', async (_req, res) => {
    const { rows } = await pool.query<object>(statement.text, [...statement.values]);
    res.json({ data: rows });
  });
  const [desk, other] = [await listen(app, 0, '127.0.0.1'), await listen(bare, 0, '127.0.0.1')];
  process.on('message', (message: Message) => {
    if ('bare' in message) statement = message.bare;
    tell('usage' in message ? usage() : { desk: desk.port, bare: other.port });
  });
  tell({ desk: desk.port, bare: other.port });
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { rss: process.memoryUsage.rss(), cpu: (user + system) / 1_000 };
}

function tell(told: Told): void {
  process.send?.(told);
}

void main(process.argv[2] ?? '', process.argv[3] ?? '', process.argv[4] ?? '');
