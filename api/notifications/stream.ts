import { Readable } from 'node:stream';
import { createEventBuffer } from 'better-sse';
import { Permissions } from '../abilities';
import { authenticate } from '../auth';
import { Problem } from '../problem';
import type { Answer, Call } from '../route';
import { UUID_FORM } from '../schemas/common';
import type { Notification } from '../schemas/notices';
import { hubOf, recentOf } from './hub';
import { notificationsAfter, notificationsOf, type Hearing } from './list';

/** Open streams of one person, in one process. */
const MAX_STREAMS = 5;
/** A stream says so often that it lives; then it is also asked whether its key does. */
const HEARTBEAT_MS = 15_000;
/** What was missed since `Last-Event-ID` is made up, as far as this; the rest is in the list. */
const MOST_MISSED = 500;
/** Ids that are remembered as told; far more than come within the hub's overlap. */
const REMEMBERED = 10_000;
/** A reader who leaves so many bytes unread is cut off, and comes again with `Last-Event-ID`. */
const MOST_UNREAD = 1_000_000;

/** Notifications as they come, as server-sent events. @throws Problem 429 */
export function streamNotifications(call: Call): Promise<Answer> {
  const hub = hubOf(call.deps);
  if (hub.count(call.caller.id) >= MAX_STREAMS)
    throw new Problem('rate_limited', `You have ${MAX_STREAMS} streams open: close one of them first.`, {
      headers: { 'Retry-After': '5' },
    });
  return Promise.resolve({
    status: 200,
    contentType: 'text/event-stream; charset=utf-8',
    // A proxy that gathers an answer before it gives it on would give nothing on.
    headers: { 'X-Accel-Buffering': 'no' },
    stream: () => new NotificationStream(call),
  });
}

class NotificationStream extends Readable {
  private readonly told = new Set<string>();
  private readonly leave: () => void;
  private readonly heartbeat: NodeJS.Timeout;
  /** One thing after another. */
  private work: Promise<void>;

  constructor(private readonly call: Call) {
    super({ read: () => undefined });
    this.push(createEventBuffer().retry(3_000).comment('open').dispatch().read());
    // What comes while the stream begins is told after it.
    this.work = this.begin().catch((error: unknown) => this.breakOff(error));
    const hear = (ids: readonly string[]) => this.queue(() => this.tell(ids));
    this.leave = hubOf(call.deps).subscribe({ recipient: call.caller.id, hear });
    this.heartbeat = setInterval(() => this.queue(() => this.beat()), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.heartbeat);
    this.leave();
    done(error);
  }

  private queue(task: () => Promise<void>): void {
    this.work = this.work.then(async () => {
      if (this.destroyed || this.readableEnded) return;
      await task().catch((error: unknown) => this.breakOff(error));
    });
  }

  /** What is there already is in the list; what came after the last that was heard is made up. */
  private async begin(): Promise<void> {
    const last = this.call.req.headers['last-event-id'];
    const missed =
      typeof last === 'string' && UUID_FORM.test(last) ? await notificationsAfter(this.call, last, MOST_MISSED) : [];
    for (const id of (await recentOf(this.call.deps, [this.call.caller.id])).get(this.call.caller.id) ?? [])
      this.told.add(id);
    this.write(missed);
  }

  private async tell(ids: readonly string[]): Promise<void> {
    const news = ids.filter((id) => !this.told.has(id));
    if (news.length === 0) return;
    for (const id of news) this.told.add(id);
    for (const id of this.told) {
      if (this.told.size <= REMEMBERED) break;
      this.told.delete(id);
    }
    const hearing = await this.hearing();
    if (hearing) this.write(await notificationsOf(hearing, news));
  }

  private async beat(): Promise<void> {
    if (await this.hearing()) this.push(createEventBuffer().comment('').dispatch().read());
  }

  /** Who hears it now, with the rights that she has now; a key that was revoked hears nothing more. */
  private async hearing(): Promise<Hearing | null> {
    const { deps, req, locale } = this.call;
    const caller = await authenticate(deps, req).catch((error: unknown) => {
      if (error instanceof Problem && error.status < 500) return null;
      throw error;
    });
    if (caller?.id === this.call.caller.id) return { deps, caller, permissions: new Permissions(caller), locale };
    this.push(null);
    return null;
  }

  private write(notifications: readonly Notification[]): void {
    for (const one of notifications) {
      const event = createEventBuffer();
      event.event('notification').id(one.id).data(one).dispatch();
      this.push(event.read());
    }
    if (this.readableLength > MOST_UNREAD) this.breakOff(new Error('its reader does not read'));
  }

  private breakOff(error: unknown): void {
    this.call.log.warn({ err: error }, 'a stream of notifications ends');
    this.push(null);
  }
}
