/** What a desk starts with: administrators change it later, set-up never overwrites it. */
import type { CalendarDocument } from '../workflows/domain/compile';
import type { TicketType } from '../workflows/domain/codes';
import type { DocumentBodies, PolicyDocument } from './documents';

/** The team in whose queue a ticket lands when no rule says otherwise. */
export const DEFAULT_TEAM = 'desk';
export const DEFAULT_CALENDAR = 'always';
/** Of the documents of which there is one: triage rules, matrix. */
export const ONLY = 'default';

const ALL_DAY: [string, string][] = [['00:00', '24:00']];

export const ALWAYS_OPEN: CalendarDocument = {
  timeZone: 'UTC',
  weekly: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
};

type Clocks = PolicyDocument['clocks'];

const INCIDENT_CLOCKS: Clocks = {
  firstResponse: { targets: { critical: 'PT15M', high: 'PT1H', medium: 'PT4H', low: 'PT8H' } },
  nextReply: { targets: { critical: 'PT30M', high: 'PT2H', medium: 'PT8H', low: 'PT24H' } },
  resolution: {
    targets: { critical: 'PT4H', high: 'PT8H', medium: 'PT24H', low: 'PT72H' },
    pausedWhile: ['requester', 'vendor', 'scheduled'],
  },
};

/** Nobody waits for a reply to an alert: only response and resolution count. */
const ALERT_CLOCKS: Clocks = {
  firstResponse: { targets: { critical: 'PT10M', high: 'PT30M', medium: 'PT2H', low: 'PT8H' } },
  resolution: {
    targets: { critical: 'PT2H', high: 'PT6H', medium: 'PT24H', low: 'PT72H' },
    pausedWhile: ['vendor', 'scheduled'],
  },
};

const REQUEST_CLOCKS: Clocks = {
  firstResponse: { targets: { critical: 'PT1H', high: 'PT4H', medium: 'PT8H', low: 'PT24H' } },
  nextReply: { targets: { critical: 'PT2H', high: 'PT8H', medium: 'PT24H', low: 'PT48H' } },
  resolution: {
    targets: { critical: 'PT8H', high: 'PT24H', medium: 'PT72H', low: 'PT120H' },
    pausedWhile: ['requester', 'vendor', 'scheduled'],
  },
};

function policyFor(type: TicketType, name: string, order: number, clocks: Clocks): PolicyDocument {
  return {
    name,
    order,
    when: `ticket.type == "${type}"`,
    calendar: DEFAULT_CALENDAR,
    clocks,
    warnings: [50, 80],
    escalations: [
      { clock: 'firstResponse', at: 100, level: 1, notify: ['lead'] },
      { clock: 'resolution', at: 100, level: 1, notify: ['assignee', 'lead'] },
      { clock: 'resolution', at: 150, level: 2, notify: ['lead', 'team'] },
    ],
    pending: {
      requester: { nudgeAfter: ['PT24H', 'PT72H'], resolveAfter: 'PT168H' },
      vendor: { nudgeAfter: ['PT48H'] },
    },
    closeAfter: 'P3D',
    survey: { delay: 'PT1H', remindAfter: 'P2D', expireAfter: 'P7D', quietFor: 'P30D' },
  };
}

export const DEFAULT_POLICIES: Readonly<Record<TicketType, PolicyDocument>> = {
  incident: policyFor('incident', 'Incidents', 10, INCIDENT_CLOCKS),
  alert: policyFor('alert', 'Alerts', 20, ALERT_CLOCKS),
  request: policyFor('request', 'Requests', 30, REQUEST_CLOCKS),
};

/** Of tickets that bad survey scores open for leads. */
export const FOLLOW_UP_TAG = 'survey-follow-up';

/** Whoever answers for a bad score has a clock too. Nobody is asked how that was. */
export const FOLLOW_UP_POLICY: PolicyDocument = {
  name: 'Survey follow-up',
  order: 5,
  when: `"${FOLLOW_UP_TAG}" in ticket.tags`,
  calendar: DEFAULT_CALENDAR,
  clocks: {
    firstResponse: { targets: { critical: 'PT8H', high: 'PT24H', medium: 'PT24H', low: 'PT24H' } },
    resolution: {
      targets: { critical: 'PT24H', high: 'PT72H', medium: 'PT72H', low: 'PT72H' },
      pausedWhile: ['requester', 'vendor', 'scheduled'],
    },
  },
  warnings: [80],
  escalations: [{ clock: 'resolution', at: 100, level: 1, notify: ['assignee', 'lead'] }],
  closeAfter: 'P3D',
};

/** Nothing is trusted that nobody has set up: strangers' mail waits for a lead. */
export const DEFAULT_MAIL_POLICY: DocumentBodies['mailPolicy'] = {
  unknownSenders: 'hold',
  domains: [],
  trustedHosts: [],
  perHour: 30,
};

/** A week of tickets. Tags say less than subjects do, so they need more tickets; which fields matter only a desk can say. */
export const DEFAULT_PROBLEM_DETECTION: DocumentBodies['problemDetection'] = {
  window: 'P7D',
  quietFor: 'P14D',
  ways: {
    fingerprint: { tickets: 5 },
    subject: { tickets: 5, requesters: 3, likeness: 0.5 },
    tag: { tickets: 10, requesters: 5, ignore: [FOLLOW_UP_TAG] },
  },
};

export const NO_RULES: DocumentBodies['triageRules'] = { rules: [] };
