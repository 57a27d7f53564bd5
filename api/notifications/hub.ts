import { NOTICE_KINDS } from '../../channels/notices/kinds';
import type { Deps } from '../settings';

/** Somebody whose stream is open. */
export interface Subscriber {
  readonly recipient: string;
  /** There may be news: ids in the order in which they came, some of which she may know already. */
  hear(ids: readonly string[]): void;
}

/** PostgreSQL tells of each commit; in a burst it is looked so often at most. */
const PAUSE_MS = 200;
/** Behind a pooler nothing is heard: then it is looked so often. */
const LOOK_MS = 5_000;
/** What was written is looked for so far back, because transactions that began earlier may end later. */
const OVERLAP_MS = 15_000;
const MOST = 5_000;

/** Looks for news for all open streams of a process with one query, when PostgreSQL says that there are some. */
class NotificationHub {
  private readonly subscribers = new Set<Subscriber>();
  private unlisten: (() => void) | null = null;
  private timer: NodeJS.Timeout | undefined;
  private looking = false;
  private again = false;

  constructor(private readonly deps: Deps) {}

  /** @returns ends the subscription */
  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    this.unlisten ??= this.deps.listener?.subscribe('deliveries', (channel) => this.ring(channel)) ?? null;
    this.plan(LOOK_MS);
    return () => {
      this.subscribers.delete(subscriber);
      if (this.subscribers.size > 0) return;
      this.unlisten?.();
      this.unlisten = null;
      clearTimeout(this.timer);
      this.timer = undefined;
    };
  }

  count(recipient: string): number {
    return [...this.subscribers].filter((one) => one.recipient === recipient).length;
  }

  private ring(channel: string): void {
    if (channel !== 'email' && channel !== '') return;
    if (this.looking) this.again = true;
    else this.plan(PAUSE_MS);
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), ms);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    this.looking = true;
    this.again = false;
    try {
      await this.tellNews();
    } catch (error) {
      this.deps.logger.warn({ err: error }, 'open streams of notifications could not be told what is new');
    }
    this.looking = false;
    if (this.subscribers.size > 0) this.plan(this.again ? PAUSE_MS : LOOK_MS);
  }

  private async tellNews(): Promise<void> {
    const recipients = [...new Set([...this.subscribers].map(({ recipient }) => recipient))];
    if (recipients.length === 0) return;
    const news = await recentOf(this.deps, recipients);
    for (const one of this.subscribers) {
      const ids = news.get(one.recipient);
      if (ids) one.hear(ids);
    }
  }
}

/** What was written lately for these people, the oldest first. */
export async function recentOf(
  { prisma }: Pick<Deps, 'prisma'>,
  recipients: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await prisma.$queryRaw<{ id: string; recipient: string }[]>`
    SELECT d.id::text, d.recipient FROM deliveries d
     WHERE d.recipient = ANY(${[...recipients]}::text[]) AND d.channel = 'email'
       AND d.kind = ANY(${[...NOTICE_KINDS]}::text[])
       AND d.created_at > now() - make_interval(secs => ${OVERLAP_MS / 1_000})
     ORDER BY d.created_at, d.id LIMIT ${MOST}`;
  const news = new Map<string, string[]>();
  for (const { id, recipient } of rows) news.set(recipient, [...(news.get(recipient) ?? []), id]);
  return news;
}

const hubs = new WeakMap<Deps, NotificationHub>();

/** The one of this process. */
export function hubOf(deps: Deps): NotificationHub {
  const known = hubs.get(deps) ?? new NotificationHub(deps);
  hubs.set(deps, known);
  return known;
}
