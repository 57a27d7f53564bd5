import type { Priority, Status, TicketType } from '../workflows/domain/codes';
import { startTicket } from '../workflows/start';
import type { ActivityDeps } from './deps';
import { receivedInput } from './startInput';

const DEFAULT_WAIT_MS = 5_000;
/** In one sweep; the next one is seconds away. */
const LIMIT = 500;
/** A ticket asked for is left to its workflow for this long: starting it over and over would only slow a busy server. */
const PATIENCE_MS = 60_000;

interface Unstarted {
  readonly id: string;
  readonly key: string;
  readonly type: TicketType;
  readonly priority: Priority;
  readonly status: Status;
}

/**
 * The quick sweep: starts the workflows of tickets that came while Temporal was away, or whose intake died before it
 * could. One whose workflow runs and just has not saved yet may be asked for too, which changes nothing.
 */
export class MissingStarts {
  /** When tickets were asked for, by id, in UTC epoch milliseconds. */
  private readonly asked = new Map<string, number>();

  constructor(private readonly deps: ActivityDeps) {}

  async start(): Promise<{ readonly started: number }> {
    const { prisma, client, settings, logger } = this.deps;
    let started = 0;
    for (const { id, key, ...facts } of await this.unstarted()) {
      const input = await receivedInput(prisma, id, settings.run);
      if (!input) logger.error({ key }, 'The ticket has no event `received`: its workflow cannot be started');
      else if ((await startTicket(client, key, input, facts)) === 'started') started++;
      this.asked.set(id, Date.now());
    }
    if (started > 0) logger.info({ started }, 'Started workflows of tickets that had none');
    return { started };
  }

  private async unstarted(): Promise<Unstarted[]> {
    const { prisma, settings } = this.deps;
    for (const [id, at] of this.asked) if (at < Date.now() - PATIENCE_MS) this.asked.delete(id);
    const before = new Date(Date.now() - (settings.startMissingAfterMs ?? DEFAULT_WAIT_MS));
    return prisma.$queryRaw<Unstarted[]>`
      SELECT id, key, type, priority, status FROM tickets t
       WHERE version = 1 AND created_at < ${before} AND ended_at IS NULL
         AND id <> ALL(${[...this.asked.keys()]}::uuid[])
         AND NOT EXISTS (SELECT 1 FROM save_failures f WHERE f.ticket_id = t.id)
       ORDER BY created_at LIMIT ${LIMIT}`;
  }
}
