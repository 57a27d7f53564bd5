import type { Actor, CascadeAction, LinkKind, PendingReason, Resolution } from './codes';

/** What one ticket tells another. Codes only; a text goes ahead, stored for whom it is. */
export type Word =
  /** A link was made or undone; `kind` as the hearer sees it. */
  | { readonly do: 'link' | 'unlink'; readonly kind: LinkKind }
  /** The parent does something with its children. */
  | {
      readonly do: 'act';
      readonly action: CascadeAction;
      /** Text of the parent, of which each child gets its own copy. */
      readonly comment: string | null;
      readonly reason: PendingReason | null;
      readonly resolution: Resolution | null;
    };

/**
 * Something that a ticket still has to tell. It stays in the ticket's state until it is told, so that whatever dies
 * meanwhile, it is told in the end; the hearer knows it by its id, so that twice is once.
 */
export interface HandOver {
  /** Identity of the event that it follows from: unique among all of the ticket's, also when events are renumbered. */
  readonly id: string;
  /** Whose deed it is. */
  readonly by: Actor | null;
  /** A ticket's key; null: every child. */
  readonly to: string | null;
  readonly word: Word;
}

/** Each link is seen from both of its ends. */
const REVERSE: Readonly<Record<LinkKind, LinkKind>> = {
  followUpOf: 'followedUpBy',
  followedUpBy: 'followUpOf',
  duplicateOf: 'duplicatedBy',
  duplicatedBy: 'duplicateOf',
  parentOf: 'childOf',
  childOf: 'parentOf',
  relatedTo: 'relatedTo',
  mergedInto: 'mergedFrom',
  mergedFrom: 'mergedInto',
  splitInto: 'splitFrom',
  splitFrom: 'splitInto',
};

/** The same link as its other end sees it. */
export function reverseOf(kind: LinkKind): LinkKind {
  return REVERSE[kind];
}
