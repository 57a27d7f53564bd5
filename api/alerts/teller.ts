import type { CommandPayload } from '../../workflows/contract';
import { commandId } from '../ids';
import type { Deps } from '../settings';
import { sendUpdate } from '../update';
import { openAnew } from './openAnew';
import { readUntold, markTold, type Untold } from './untold';

/** Tickets that are told at once. */
const AT_ONCE = 8;
const LOOK_EVERY_MS = 5_000;
/** Tickets that one look finds at most, none of which was told anything for a while. */
const LOOK_FOR = 200;
const QUIET_SECONDS = 3;

/**
 * Tells tickets what monitoring says of them, in the background: how many alerts have come, and how many are over. What
 * this process does not come to, or another left, the look every few seconds finds in the database.
 */
export class AlertTeller {
  private readonly waiting = new Set<string>();
  private readonly busy = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  private watching: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly deps: Deps) {}

  /** A ticket has something to hear. */
  tell(ticketId: string): void {
    if (this.stopped) return;
    this.waiting.add(ticketId);
    this.serve();
  }

  /** Looks from now on for what is untold. */
  watch(): void {
    this.watching = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.watching);
    this.stopped = true;
    this.waiting.clear();
    await Promise.all(this.running);
  }

  /** Finds tickets that were not told, and tells them. */
  async look(): Promise<void> {
    try {
      const rows = await this.deps.prisma.$queryRaw<{ id: string }[]>`
        SELECT DISTINCT ticket_id::text AS id FROM (
          SELECT ticket_id FROM alerts
           WHERE ticket_id IS NOT NULL AND (NOT start_told OR ended_at IS NOT NULL AND NOT end_told)
             AND changed_at < now() - make_interval(secs => ${QUIET_SECONDS})
           ORDER BY changed_at LIMIT ${LOOK_FOR}) AS untold`;
      for (const { id } of rows) this.tell(id);
    } catch (error) {
      this.deps.logger.warn({ err: error }, 'alerts wait to be told; another look comes in seconds');
    }
  }

  private serve(): void {
    for (const id of this.waiting) {
      if (this.running.size >= AT_ONCE) return;
      if (this.busy.has(id)) continue;
      this.waiting.delete(id);
      this.busy.add(id);
      const telling = this.tellOne(id).finally(() => {
        this.running.delete(telling);
        this.busy.delete(id);
        this.serve();
      });
      this.running.add(telling);
    }
  }

  private async tellOne(ticketId: string): Promise<void> {
    try {
      const untold = await readUntold(this.deps.prisma, ticketId);
      if (untold) await tellTicket(this.deps, untold, (other) => this.tell(other));
    } catch (error) {
      this.deps.logger.warn({ err: error, ticketId }, 'a ticket was not told of its alerts; the next look tries again');
    }
  }
}

/** @param tell has another ticket told, which alerts went over to */
async function tellTicket(deps: Deps, untold: Untold, tell: (ticketId: string) => void): Promise<void> {
  const { ticketId, key, fired, ended, by } = untold;
  // The same counts are the same command, whoever sends it.
  const id = commandId({ actor: ticketId, method: 'countAlerts', path: key, key: `${fired}/${ended}` });
  const payload: CommandPayload<'countAlerts'> = { fired, ended, id, by: { id: by, role: 'service' } };
  const outcome = await sendUpdate(deps, { key, ticketId, name: 'countAlerts', payload, id });
  const joinedTooLate =
    outcome.kind === 'ended' || (outcome.kind === 'refused' && outcome.failure.code !== 'already_done');
  if (!joinedTooLate) return markTold(deps.prisma, untold);
  const other = await openAnew(deps, untold);
  if (other !== null) tell(other);
}

const tellers = new WeakMap<Deps, AlertTeller>();

export function tellerOf(deps: Deps): AlertTeller {
  const known = tellers.get(deps);
  if (known) return known;
  const teller = new AlertTeller(deps);
  tellers.set(deps, teller);
  return teller;
}
