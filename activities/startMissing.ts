import { startTicket } from '../workflows/start';
import type { Priority, Status, TicketType } from '../workflows/domain/codes';
import type { ActivityDeps } from './deps';
import { receivedInput } from './startInput';

const DEFAULT_WAIT_MS = 5_000;
/** In one run; the next one is seconds away. */
const LIMIT = 500;

interface Unstarted {
  readonly id: string;
  readonly key: string;
  readonly type: TicketType;
  readonly priority: Priority;
  readonly status: Status;
}

/**
 * Starts the workflows of tickets that came while Temporal was away, or whose intake died before it could. A ticket whose
 * workflow runs and just has not saved yet is asked for once more, which changes nothing.
 */
export async function startMissing(deps: ActivityDeps): Promise<{ readonly started: number }> {
  const { prisma, client, settings, logger } = deps;
  const before = new Date(Date.now() - (settings.startMissingAfterMs ?? DEFAULT_WAIT_MS));
  const rows = await prisma.$queryRaw<Unstarted[]>`
    SELECT id, key, type, priority, status FROM tickets t
     WHERE version = 1 AND created_at < ${before} AND ended_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM save_failures f WHERE f.ticket_id = t.id)
     ORDER BY created_at LIMIT ${LIMIT}`;
  let started = 0;
  for (const { id, key, ...facts } of rows) {
    const input = await receivedInput(prisma, id, settings.run);
    if (!input) {
      logger.error({ key }, 'The ticket has no event `received`: its workflow cannot be started');
      continue;
    }
    if ((await startTicket(client, key, input, facts)) === 'started') started++;
  }
  if (started > 0) logger.info({ started }, 'Started workflows of tickets that had none');
  return { started };
}
