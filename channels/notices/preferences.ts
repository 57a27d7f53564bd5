import type { PrismaClient } from '../../prisma/client';
import { NOTICE_GROUPS, type NoticeGroup } from './kinds';

/** `none`: not by mail; it is among her notifications in any case. */
export const WAYS = ['mail', 'digest', 'none'] as const;
export type Way = (typeof WAYS)[number];

/** How a person wants to hear of things. */
export interface Preferences {
  readonly kinds: Readonly<Record<NoticeGroup, Way>>;
  /** Wall times `HH:MM` of her zone, every day; `from` after `to` is a night. Null: none. */
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  /** Outside her shift, if she has one: mail waits for it, or comes. */
  readonly outsideShift: 'wait' | 'send';
  /** When digests come: a wall time `HH:MM` of her zone. */
  readonly digestAt: string;
}

export const DEFAULT_PREFERENCES: Preferences = {
  kinds: Object.fromEntries(NOTICE_GROUPS.map((group) => [group, 'mail'])) as Preferences['kinds'],
  quietHours: null,
  outsideShift: 'wait',
  digestAt: '08:00',
};

/** What was stored, which has passed the API's schema, with defaults for what it does not say. */
export function withDefaults(document: unknown): Preferences {
  const { kinds, ...rest } = (document ?? {}) as Partial<Preferences>;
  return { ...DEFAULT_PREFERENCES, ...rest, kinds: { ...DEFAULT_PREFERENCES.kinds, ...kinds } };
}

export interface StoredPreferences {
  /** 0: she never said anything. */
  readonly version: number;
  readonly preferences: Preferences;
}

export async function readPreferences(
  prisma: Pick<PrismaClient, 'preferences'>,
  userId: string,
): Promise<StoredPreferences> {
  const row = await prisma.preferences.findUnique({ where: { userId } });
  return { version: row?.version ?? 0, preferences: withDefaults(row?.document) };
}
