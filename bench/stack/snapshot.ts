import { Client, escapeIdentifier } from 'pg';
import type { FaultRig } from './rig';

const DATABASES = { desk: ['desk'], temporal: ['temporal', 'visibility'] } as const;

/** A copy of databases as they are, and the way back to it; whoever uses them is stopped before. */
export class Snapshot {
  constructor(
    private readonly rig: FaultRig,
    private readonly what: keyof typeof DATABASES,
  ) {}

  take(): Promise<void> {
    return this.replaceAll((name) => [name, copyOf(name)]);
  }

  restore(): Promise<void> {
    return this.replaceAll((name) => [copyOf(name), name]);
  }

  private async replaceAll(way: (name: string) => readonly [from: string, to: string]): Promise<void> {
    const client = new Client({ connectionString: this.rig.addressOf('postgres') });
    await client.connect();
    try {
      for (const name of DATABASES[this.what]) {
        const [from, to] = way(name);
        await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(to)} WITH (FORCE)`);
        // The rig's own pool, which mends itself.
        await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [from]);
        await client.query(`CREATE DATABASE ${escapeIdentifier(to)} TEMPLATE ${escapeIdentifier(from)}`);
      }
    } finally {
      await client.end();
    }
  }
}

function copyOf(name: string): string {
  return `${name}_copy`;
}
