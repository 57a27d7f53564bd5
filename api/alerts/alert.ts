/** An alert as any monitoring tells it, made harmless: bounded, and without what PostgreSQL or JSON cannot hold. */

export interface Alert {
  /** Which alert it is, as its source knows it. */
  readonly fingerprint: string;
  readonly firing: boolean;
  /** UTC epoch milliseconds; null: its source does not say. */
  readonly startsAt: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Page of the monitoring that shows it; null: none. */
  readonly url: string | null;
  /** As it came, for expressions. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Labels, and annotations, that are kept of an alert; and characters of each. */
const MOST = 100;
const LONGEST_NAME = 200;
const LONGEST_VALUE = 4_000;

/** Characters of a text that `tickets` takes. */
export const LONGEST_SUBJECT = 255;
export const LONGEST_DESCRIPTION = 65_536;

/** A text without NUL and halves of characters, and not longer than so many characters. */
export function clean(text: string, longest: number): string {
  const whole = text.slice(0, longest * 2).replace(/\u0000/g, '');
  const sound = whole.replace(/\p{Surrogate}/gu, '\ufffd');
  if (sound.length <= longest) return sound;
  const kept = [...sound];
  return kept.length <= longest ? sound : `${kept.slice(0, longest - 1).join('')}…`;
}

/** The first of them by name, each a text. */
export function cleanLabels(labels: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([name, value]) => [clean(name, LONGEST_NAME), clean(asText(value), LONGEST_VALUE)]);
  // As members of their own, also `__proto__`.
  return Object.fromEntries(kept) as Record<string, string>;
}

/** What people would call the value. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : (JSON.stringify(value) ?? '');
}

/** RFC 3339, or epoch seconds or milliseconds. @returns null if it says no instant that can be */
export function readInstant(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? asMilliseconds(value) : NaN;
  // Go's zero time stands for none.
  return Number.isFinite(at) && at > 0 && at < FAR ? Math.floor(at) : null;
}

const FAR = Date.UTC(9999, 0);
/** Below it a number counts seconds: as milliseconds it would be of 1973. */
const SECONDS_BELOW = 1e11;

function asMilliseconds(value: number): number {
  return value < SECONDS_BELOW ? value * 1000 : value;
}
