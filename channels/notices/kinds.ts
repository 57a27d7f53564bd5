/** What people are told of a ticket: the kinds of messages, and how a person may choose among them. */

/** Kinds of messages, as they stand in the outbox. */
export const NOTICE_KINDS = [
  'received',
  'assigned',
  'commented',
  'mentioned',
  'pended',
  'resumed',
  'reopened',
  'resolved',
  'closed',
  'nudged',
  'warned',
  'dueDatePassed',
  'escalated',
  'surveySent',
  'surveyReminded',
  'problemProposed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a person chooses by: kinds that one wants, or does not want, together. */
export const NOTICE_GROUPS = [
  'received',
  'assigned',
  'commented',
  'mentioned',
  'status',
  'resolved',
  'nudged',
  'warned',
  'escalated',
  'survey',
  'problem',
] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

const GROUP_OF: Readonly<Record<NoticeKind, NoticeGroup>> = {
  received: 'received',
  assigned: 'assigned',
  commented: 'commented',
  mentioned: 'mentioned',
  pended: 'status',
  resumed: 'status',
  reopened: 'status',
  resolved: 'resolved',
  closed: 'status',
  nudged: 'nudged',
  warned: 'warned',
  dueDatePassed: 'warned',
  escalated: 'escalated',
  surveySent: 'survey',
  surveyReminded: 'survey',
  problemProposed: 'problem',
};

export function isNoticeKind(kind: string): kind is NoticeKind {
  return Object.hasOwn(GROUP_OF, kind);
}

export function groupOf(kind: NoticeKind): NoticeGroup {
  return GROUP_OF[kind];
}
