import { Client, escapeIdentifier } from 'pg';

/** Hears what PostgreSQL notifies, on one connection of its own. */
export interface Listener {
  /**
   * @param hear gets each payload; an empty one after the connection was lost: something may have been missed
   * @returns ends the subscription
   */
  subscribe(topic: string, hear: (payload: string) => void): () => void;
  close(): Promise<void>;
}

const AGAIN_MS = 1_000;

/**
 * Connects with the first subscription, and again whenever the connection is lost. Behind a pooler that hands connections
 * about nothing is heard: whoever listens also looks from time to time.
 */
export function openListener(url: string): Listener {
  return new PostgresListener(url);
}

class PostgresListener implements Listener {
  private readonly topics = new Map<string, Set<(payload: string) => void>>();
  private client: Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly url: string) {}

  subscribe(topic: string, hear: (payload: string) => void): () => void {
    const known = this.topics.get(topic);
    const ears = known ?? new Set();
    this.topics.set(topic, ears.add(hear));
    if (!this.client) void this.connect();
    else if (!known) void this.client.query(`LISTEN ${escapeIdentifier(topic)}`).catch(() => undefined);
    return () => void ears.delete(hear);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    if (this.client || this.closed) return;
    const client = new Client({ connectionString: this.url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    this.client = client;
    client.on('notification', ({ channel, payload }) => this.tell(channel, payload ?? ''));
    // Both may come, or either.
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    try {
      await client.connect();
      for (const topic of this.topics.keys()) await client.query(`LISTEN ${escapeIdentifier(topic)}`);
      for (const topic of this.topics.keys()) this.tell(topic, '');
    } catch {
      this.lose(client);
    }
  }

  private lose(client: Client): void {
    if (this.client !== client) return;
    this.client = null;
    client.end().catch(() => undefined);
    if (this.closed) return;
    this.timer = setTimeout(() => void this.connect(), AGAIN_MS);
    this.timer.unref();
  }

  private tell(topic: string, payload: string): void {
    for (const hear of this.topics.get(topic) ?? []) hear(payload);
  }
}
