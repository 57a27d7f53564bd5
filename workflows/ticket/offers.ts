import { CancellationScope, setHandler } from '@temporalio/workflow';
import { offerSignal } from '../contract';
import type { CalendarWindow } from '../domain/calendar';
import type { DeskCommands } from '../domain/commands';
import { parseDuration } from '../domain/duration';
import type { LeaseTerms } from '../domain/lease';
import type { Errands } from './errands';
import type { TicketRecord } from './record';
import { refuseSignal } from './refuseSignal';

type Offer = DeskCommands['offer'] & { readonly agent: string };

/** Takes agents whom the team's queue offers; what is no offer at all is noted as refused, like any faulty Signal. */
export function takeOffers(record: TicketRecord, errands: Errands): void {
  const take = async (payload: unknown): Promise<void> => {
    const offer = readOffer(payload);
    return offer ? errands.takeOffer(offer) : refuseSignal(record, errands, 'offer');
  };
  // A request to cancel the workflow is a request to resolve the ticket: it cancels no offer.
  setHandler(offerSignal, (payload) => CancellationScope.nonCancellable(() => take(payload)), {
    description: "From the team's queue: an agent is claimed for this ticket",
  });
}

/** Anyone can send a Signal: what is not exactly an offer must not get as far as the ticket's state. */
function readOffer(payload: unknown): Offer | null {
  if (!isObject(payload)) return null;
  const { no, team, agent, lease } = payload;
  if (typeof no !== 'number' || !Number.isSafeInteger(no) || no < 1) return null;
  if (typeof team !== 'string' || typeof agent !== 'string' || agent.length === 0 || agent.length > 255) return null;
  if (lease === undefined) return { no, team, agent };
  const terms = readLease(lease);
  return terms && { no, team, agent, lease: terms };
}

function readLease(lease: unknown): LeaseTerms | null {
  if (!isObject(lease)) return null;
  const { within, window, shiftEnd } = lease;
  if (within !== undefined && !isDuration(within)) return null;
  if (shiftEnd !== undefined && !isInstant(shiftEnd)) return null;
  const terms = { ...(within !== undefined && { within }), ...(shiftEnd !== undefined && { shiftEnd }) };
  if (window === undefined) return terms;
  const hours = readWindow(window);
  return hours && { ...terms, window: hours };
}

function readWindow(window: unknown): CalendarWindow | null {
  if (!isObject(window) || !Array.isArray(window.intervals)) return null;
  const { id, version, from, until } = window;
  if (typeof id !== 'string' || ![version, from, until].every(Number.isSafeInteger)) return null;
  const intervals: (readonly [number, number])[] = [];
  for (const interval of window.intervals as unknown[]) {
    const [start, end] = Array.isArray(interval) ? (interval as unknown[]) : [];
    if (typeof start !== 'number' || typeof end !== 'number' || !(start < end)) return null;
    intervals.push([start, end]);
  }
  return { id, version: Number(version), from: Number(from), until: Number(until), intervals };
}

function isInstant(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isDuration(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  try {
    return Number.isSafeInteger(parseDuration(text).ms);
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
