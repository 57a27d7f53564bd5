/** When a person is told what: pure, so that a year of nights and storms can be rehearsed. All instants are UTC epoch milliseconds. */
import type { CalendarWindow } from '../../workflows/domain/calendar';
import { firstOpen, nextAt } from './hours';
import { groupOf, isNoticeKind } from './kinds';
import type { Preferences } from './preferences';

export interface Hearer {
  /** `desk`: agents, leads, administrators, and addresses that escalations name. */
  readonly side: 'requester' | 'desk';
  readonly timeZone: string;
  readonly preferences: Preferences;
  /** She is written to when all of these are open. */
  readonly windows: readonly CalendarWindow[];
}

/** What she was told last. */
export interface Before {
  /** Of any ticket; null: nothing lately. */
  readonly lastAt: number | null;
  readonly lastTicket: string | null;
  /** Of a ticket that monitoring has opened. */
  readonly lastAlertAt: number | null;
}

export interface Notice {
  readonly kind: string;
  readonly ticketId: string | null;
  readonly createdAt: number;
  /** Monitoring has opened the ticket. */
  readonly alert: boolean;
}

export interface Terms {
  readonly now: number;
  /** Milliseconds in which what comes in a burst is gathered. */
  readonly gatherMs: number;
}

export type Verdict =
  | { readonly kind: 'send'; readonly digest: boolean }
  | { readonly kind: 'skip'; readonly why: string }
  /** `gathering`: for nothing but others that may come; whatever is sent meanwhile takes it along. */
  | { readonly kind: 'later'; readonly at: number; readonly gathering: boolean };

/** In a storm of alerts a person gets a mail each so many gathering times. */
const STORM = 10;

export function judge(notice: Notice, hearer: Hearer, before: Before, terms: Terms): Verdict {
  const { now } = terms;
  if (!isNoticeKind(notice.kind)) return { kind: 'skip', why: `no message is made of ${notice.kind}` };
  const { preferences, timeZone, windows } = hearer;
  const way = preferences.kinds[groupOf(notice.kind)];
  if (way === 'none') return { kind: 'skip', why: 'not wanted by mail' };
  if (way === 'digest') {
    const at = nextAt(preferences.digestAt, timeZone, notice.createdAt);
    return at > now ? { kind: 'later', at, gathering: false } : { kind: 'send', digest: true };
  }
  // Whoever is named by an escalation is to hear of it, whatever the hour.
  const open = notice.kind === 'escalated' ? now : firstOpen(windows, now);
  // A shift that never begins again must not swallow what somebody waits for.
  if (open !== null && open > now) return { kind: 'later', at: open, gathering: false };
  const at = gatheredUntil(notice, hearer, before, terms);
  return at > now ? { kind: 'later', at, gathering: true } : { kind: 'send', digest: false };
}

/**
 * Requesters are told at once. At the desk the first message goes out at once, and others wait for what comes with them;
 * alerts come in storms, so already the first waits.
 */
function gatheredUntil(notice: Notice, { side }: Hearer, before: Before, { gatherMs }: Terms): number {
  if (side === 'requester') return 0;
  if (notice.alert)
    return Math.max(
      notice.createdAt + gatherMs,
      before.lastAlertAt === null ? 0 : before.lastAlertAt + STORM * gatherMs,
    );
  return before.lastAt === null || before.lastTicket === notice.ticketId ? 0 : before.lastAt + gatherMs;
}
