/**
 * The codes of the desk. English and stable: they are stored, travel in Temporal and in the REST contract, and never
 * change their meaning. What people read (French, English) is a translation of them and lives in `api/locales/`.
 */

export const TICKET_TYPES = ['incident', 'alert', 'request'] as const;
export type TicketType = (typeof TICKET_TYPES)[number];

export const LEVELS = ['high', 'medium', 'low'] as const;
/** Of impact and of urgency. */
export type Level = (typeof LEVELS)[number];

/** Highest first. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** In the order of a ticket's life. */
export const STATUSES = ['new', 'open', 'pending', 'resolved', 'closed'] as const;
export type Status = (typeof STATUSES)[number];
/** Someone works on it or will: it is not resolved yet. */
export const UNRESOLVED: readonly Status[] = ['new', 'open', 'pending'];

export const PENDING_REASONS = ['requester', 'vendor', 'scheduled'] as const;
export type PendingReason = (typeof PENDING_REASONS)[number];

export const RESOLUTIONS = ['done', 'workaround', 'duplicate', 'noAnswer', 'cleared', 'cancelled'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const SOURCES = ['portal', 'api', 'email', 'phone', 'alert'] as const;
export type Source = (typeof SOURCES)[number];

export const ROLES = ['requester', 'agent', 'lead', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const VISIBILITIES = ['public', 'internal'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** In the order in which simultaneous thresholds fire. */
export const CLOCKS = ['firstResponse', 'nextReply', 'resolution'] as const;
export type ClockName = (typeof CLOCKS)[number];

export const SURVEY_STATES = ['scheduled', 'sent', 'answered', 'expired', 'cancelled'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

export const PRESENCES = ['online', 'away', 'off'] as const;
export type Presence = (typeof PRESENCES)[number];

export const ASSIGNMENT_STRATEGIES = ['manual', 'roundRobin', 'leastLoaded'] as const;
export type AssignmentStrategy = (typeof ASSIGNMENT_STRATEGIES)[number];

export const LINK_KINDS = [
  'followUpOf',
  'followedUpBy',
  'duplicateOf',
  'duplicatedBy',
  'parentOf',
  'childOf',
  'relatedTo',
  'mergedInto',
  'mergedFrom',
  'splitInto',
  'splitFrom',
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
/** Those that people make and undo; the others tell of what was done to a ticket. */
export const SETTABLE_LINK_KINDS = ['parentOf', 'childOf', 'duplicateOf', 'duplicatedBy', 'relatedTo'] as const;
export type SettableLinkKind = (typeof SETTABLE_LINK_KINDS)[number];

/** What a parent does with its children. */
export const CASCADE_ACTIONS = ['inform', 'pause', 'resume', 'resolve'] as const;
export type CascadeAction = (typeof CASCADE_ACTIONS)[number];

/**
 * Who or what did something. People's names never enter a workflow: `id` is the user's id, or the id of the API key of
 * a service account. `operator` is whoever used the Temporal UI or CLI without saying who they are.
 */
export interface Actor {
  readonly id: string;
  readonly role: Role | 'service' | 'operator';
}
