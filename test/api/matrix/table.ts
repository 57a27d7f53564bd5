import { SCOPES, type Scope } from '../../../api/auth';

/** `yes`: answered as `done` says. 404 is also what is there and not the caller's to see. */
export type Verdict = 'yes' | '403' | '404';

/** Who calls, as seen from what the call is about. */
export const COLUMNS = {
  /** A ticket in team `desk`, and what hangs on it. */
  ticket: {
    own: 'its requester',
    sharing: 'colleague; the organisation shares tickets',
    apart: 'colleague; it does not',
    other: 'another requester',
    agent: 'agent',
    team: 'restricted agent, of its team',
    outside: 'restricted agent, of another team',
    outsideOwn: 'the same, her own ticket',
    lead: 'lead',
    admin: 'administrator',
  },
  /** What belongs to the desk. */
  desk: {
    requester: 'requester',
    agent: 'agent',
    outside: 'restricted agent',
    lead: 'lead',
    admin: 'administrator',
  },
  /** What somebody made for herself, or to share. */
  made: {
    maker: 'who made it',
    requester: 'another requester',
    mate: 'agent of the same team',
    outside: 'agent of another team',
    lead: 'lead',
    admin: 'administrator',
  },
} as const;
export type Kind = keyof typeof COLUMNS;

/** What is expected of every caller but those whom nothing is answered. */
export interface Pattern {
  readonly kind: Kind;
  /** By the columns of the kind. */
  readonly people: Readonly<Record<string, Verdict>>;
  readonly services: Readonly<Record<Scope, Verdict>>;
  /** What does not exist: 404 for all; or, to those who may not see any, 403 as for what does; or as if it did. */
  readonly absent: '404' | '403 or 404' | 'as if there' | 'nothing to name';
}

export interface Row extends Pattern {
  /** `get /tickets/{key}` */
  readonly route: string;
  /** Which one, where a route has several rows. */
  readonly object: string;
  /** Status for those who may. */
  readonly done: number;
  readonly body: object | undefined;
}

type Services = Partial<Record<Scope, Verdict>>;

function pattern(kind: Kind, verdicts: string, given: Services, others: Verdict, absent: Pattern['absent']): Pattern {
  const names = Object.keys(COLUMNS[kind]);
  const words = verdicts.trim().split(/[ |]+/) as Verdict[];
  if (words.length !== names.length) throw new Error(`${verdicts}: ${names.length} verdicts are needed`);
  return {
    kind,
    people: Object.fromEntries(names.map((name, index) => [name, words[index]!])),
    services: Object.fromEntries(SCOPES.map((scope) => [scope, given[scope] ?? others])) as Pattern['services'],
    absent,
  };
}

const ticket = (verdicts: string, services: Services) => pattern('ticket', verdicts, services, '404', '404');
const desk = (verdicts: string, services: Services = {}, absent: Pattern['absent'] = '403 or 404') =>
  pattern('desk', verdicts, services, '403', absent);
const made = (verdicts: string, services: Services = {}, others: Verdict = '404') =>
  pattern('made', verdicts, services, others, '404');

const reads = { 'tickets:read': 'yes', 'tickets:write': '403' } as const;
const writes = { 'tickets:read': '403', 'tickets:write': 'yes' } as const;
//                     own sharing apart other | agent team outside outsideOwn | lead admin
const READ = ticket('   yes yes     404   404   | yes   yes  404     yes       | yes  yes', reads);
const INTERNAL = ticket('404 404     404   404   | yes   yes  404     404       | yes  yes', { 'tickets:read': 'yes' });
const REPLY = ticket('  yes 403     404   404   | yes   yes  404     yes       | yes  yes', writes);
const WORK = ticket('   403 403     404   404   | yes   yes  404     403       | yes  yes', writes);
const TAKE = ticket('   403 403     404   404   | yes   yes  404     403       | yes  yes', {
  'tickets:read': '403',
  'tickets:write': '403',
});
//              requester agent outside lead admin
const ANYBODY = 'yes      yes   yes     yes  yes';
const STAFF = ' 403      yes   yes     yes  yes';
const LEADS = ' 403      403   403     yes  yes';
const ADMINS = '403      403   403     403  yes';
const NOBODY = '403      403   403     403  403';

const configRead = { 'config:read': 'yes', 'config:write': 'yes' } as const;
const configWrite = { 'config:write': 'yes' } as const;
const users = { 'users:write': 'yes' } as const;
const every = Object.fromEntries(SCOPES.map((scope) => [scope, 'yes'])) as Services;

/** A member that no schema knows: whoever may is told 422 and nothing happens; permission is decided before. */
const FAULTY = { nonsense: true };

function row(route: string, expected: Pattern, more: { object?: string; done?: number; body?: object } = {}): Row {
  const reading = route.startsWith('get ');
  const sends = /^(post|put|patch) /.test(route);
  const { object = '', done = reading ? 200 : 422, body = sends ? FAULTY : undefined } = more;
  return { route, object, done, body, ...expected };
}

const alone = (verdicts: string, services: Services = {}) => desk(verdicts, services, 'nothing to name');

/** As `Desk.person` makes them. */
const OWN_AGENT = { skills: [], capacity: 100, presence: 'offline' };
//                         maker requester mate outside lead admin
const HER_OWN = { ...made('yes 403 403 403 403 yes', configRead, '403'), absent: 'nothing to name' } as const;
const HER_OWN_WRITE = { ...HER_OWN, services: made('yes 403 403 403 403 yes', configWrite, '403').services };

interface Documents {
  readonly list?: true;
  readonly versions?: true;
  /** There is only one. */
  readonly only?: true;
  /** If others read than write. */
  readonly readers?: string;
  readonly readingServices?: Services;
}

/** A kind of configuration document. */
function documents(path: string, who: string, more: Documents = {}): Row[] {
  const { readers = who, readingServices = configRead } = more;
  const absent = more.only ? 'nothing to name' : '403 or 404';
  return [
    ...(more.list ? [row(`get ${path.replace('/{id}', '')}`, alone(readers, readingServices))] : []),
    row(`get ${path}`, desk(readers, readingServices, absent)),
    row(`put ${path}`, desk(who, configWrite, more.only ? 'nothing to name' : 'as if there')),
    row(`delete ${path}`, desk(who, configWrite, absent), { done: 428 }),
    ...(more.versions
      ? [
          row(`get ${path}/versions`, desk(readers, readingServices, absent)),
          row(`get ${path}/versions/{version}`, desk(readers, readingServices)),
        ]
      : []),
  ];
}

const NO_SERVICE = desk(ADMINS).services;

/** Who may call what. A route that has no row fails the suite; `docs/authorisation.md` is written from this. */
export const ROWS: readonly Row[] = [
  row('post /tickets', alone(ANYBODY, { 'tickets:write': 'yes' })),
  row('get /tickets', alone(ANYBODY, { 'tickets:read': 'yes' })),
  row('get /tickets/{key}', READ),
  row('patch /tickets/{key}', WORK),
  row('post /tickets/{key}/accept', TAKE),
  row('post /tickets/{key}/assign', WORK),
  row('post /tickets/{key}/release', WORK),
  row('post /tickets/{key}/pend', WORK),
  row('post /tickets/{key}/resume', WORK),
  row('post /tickets/{key}/resolve', WORK),
  row('post /tickets/{key}/resolve', REPLY, { object: 'cancel', body: { ...FAULTY, resolution: 'cancelled' } }),
  row('post /tickets/{key}/reopen', REPLY),
  row('post /tickets/{key}/close', WORK),
  row('post /tickets/{key}/escalate', WORK),
  row('get /tickets/{key}/links', READ),
  // A link of no kind: whoever may is told 422 before the other ticket is looked for.
  row('put /tickets/{key}/links/{kind}/{other}', WORK, { body: {} }),
  row('delete /tickets/{key}/links/{kind}/{other}', WORK, { done: 422 }),
  row('post /tickets/{key}/merge', WORK),
  row('post /tickets/{key}/unmerge', WORK),
  row('post /tickets/{key}/split', WORK),
  row('post /tickets/{key}/cascade', WORK),
  row('post /tickets/bulk', alone(ANYBODY, { 'tickets:write': 'yes' })),

  row('get /tickets/{key}/comments', READ),
  row('get /tickets/{key}/comments/{comment}', READ, { object: 'public' }),
  row('get /tickets/{key}/comments/{comment}', { ...INTERNAL, services: READ.services }, { object: 'internal' }),
  row('post /tickets/{key}/comments', REPLY, { object: 'public' }),
  row('post /tickets/{key}/comments', WORK, { object: 'internal', body: { ...FAULTY, visibility: 'internal' } }),
  row('get /tickets/{key}/replies/{reply}', WORK),
  row('get /tickets/{key}/watchers', READ),
  row('put /tickets/{key}/watchers/{user}', WORK, { object: 'another' }),
  row('delete /tickets/{key}/watchers/{user}', WORK, { object: 'another', done: 204 }),
  row('get /notifications', alone(ANYBODY)),
  row('post /notifications/read', alone(ANYBODY)),
  // Asked with a parameter that there is not: what is streamed has no end.
  row('get /notifications/stream', alone(ANYBODY), { done: 422 }),
  row('get /tickets/{key}/events', READ),
  row('get /tickets/{key}/clocks', READ),
  row('get /tickets/{key}/process', READ),

  row('post /attachments', alone(ANYBODY, { 'tickets:write': 'yes' }), { done: 415 }),
  row('post /tickets/{key}/attachments', REPLY, { done: 415 }),
  row('get /tickets/{key}/attachments', READ),
  row('get /attachments/{id}', READ, { object: 'public' }),
  row('get /attachments/{id}', INTERNAL, { object: 'internal' }),
  row('get /attachments/{id}', made('yes 404 404 404 404 404'), { object: 'not yet taken' }),
  row('get /attachments/{id}/content', READ, { object: 'public' }),
  row('get /attachments/{id}/content', INTERNAL, { object: 'internal' }),
  row('get /attachments/{id}/content', made('yes 404 404 404 404 404'), { object: 'not yet taken' }),
  row('delete /attachments/{id}', WORK, { object: 'public', done: 204 }),
  row('delete /attachments/{id}', made('yes 404 404 404 404 404'), { object: 'not yet taken', done: 204 }),

  row('get /views', alone(ANYBODY, { 'tickets:read': 'yes' })),
  row('post /views', alone(ANYBODY)),
  row('get /views/counts', alone(ANYBODY, { 'tickets:read': 'yes' })),
  //                        maker requester mate outside lead admin
  row('get /views/{id}', made('yes 404 404 404 404 404'), { object: 'own' }),
  row('put /views/{id}', made('yes 404 404 404 404 404'), { object: 'own' }),
  row('delete /views/{id}', made('yes 404 404 404 404 404'), { object: 'own', done: 428 }),
  row('get /views/{id}', made('yes 404 yes 404 yes yes'), { object: 'of a team' }),
  row('put /views/{id}', made('yes 404 403 404 yes yes'), { object: 'of a team' }),
  row('delete /views/{id}', made('yes 404 403 404 yes yes'), { object: 'of a team', done: 428 }),
  row('get /views/{id}', made('yes 404 yes yes yes yes', { 'tickets:read': 'yes' }), { object: 'for all' }),
  row('put /views/{id}', made('yes 404 403 403 yes yes', { 'tickets:read': '403' }), { object: 'for all' }),
  row('delete /views/{id}', made('yes 404 403 403 yes yes', { 'tickets:read': '403' }), {
    object: 'for all',
    done: 428,
  }),

  row('post /alerts/alertmanager', alone(NOBODY, { 'alerts:write': 'yes' })),
  row('post /alerts', alone(NOBODY, { 'alerts:write': 'yes' })),
  ...documents('/alert-sources/{id}', ADMINS, { list: true, versions: true }),

  ...documents('/webhooks/{id}', ADMINS, { list: true }).map((one) => ({ ...one, services: NO_SERVICE })),
  row('post /webhooks/{id}/rotate', desk(ADMINS)),
  row('post /webhooks/{id}/ping', desk(ADMINS)),

  row('get /operations/{id}', made('yes 404 404 404 404 404')),

  row('get /exports/tickets', alone(LEADS, { export: 'yes' })),
  row('get /exports/events', alone(LEADS, { export: 'yes' })),
  row('get /reports/rules', alone(LEADS)),
  row('get /reports/orphans', alone(LEADS)),
  row('get /reports/lateness', alone(LEADS)),
  row('get /reports/surveys', alone(LEADS)),
  row('get /reports/frequent', alone(LEADS)),
  row('get /problem-proposals', alone(LEADS)),
  row('get /problem-proposals/{id}', desk(LEADS)),
  row('post /problem-proposals/{id}/accept', desk(LEADS)),
  row('post /problem-proposals/{id}/dismiss', desk(LEADS)),
  row('post /problem-detection/test', alone(ADMINS, configWrite)),
  row('get /inbound-mails', alone(LEADS)),
  row('get /inbound-mails/{id}', desk(LEADS)),
  row('get /inbound-mails/{id}/original', desk(LEADS)),
  row('post /inbound-mails/{id}/accept', desk(LEADS)),
  row('post /inbound-mails/{id}/discard', desk(LEADS)),
  row('get /channels', alone(ADMINS)),
  row('get /channels/{id}', desk(ADMINS)),
  row('get /channels/{id}/deliveries', desk(ADMINS)),
  row('post /channels/{id}/pause', desk(ADMINS)),
  row('post /channels/{id}/resume', desk(ADMINS)),
  row('post /channels/{id}/replay', desk(ADMINS)),
  row('get /audit-events', alone(ADMINS)),
  row('get /exports/audit-events', alone(ADMINS)),

  row('get /users', alone(ADMINS, users)),
  row('post /users', alone(ADMINS, users)),
  row('get /users/{id}', desk(ADMINS, users)),
  row('put /users/{id}', desk(ADMINS, users)),
  row('get /users/{id}/data', desk(ADMINS, users)),
  row('get /users/{id}/preferences', desk(ADMINS, users), { object: 'of another' }),
  row('put /users/{id}/preferences', desk(ADMINS, users), { object: 'of another' }),
  row('post /users/{id}/erasure', desk(ADMINS, users)),
  row('post /users/{id}/password-resets', desk(ADMINS, users)),
  row('get /password-resets', alone(ADMINS, users)),
  row('get /api-keys', alone(ADMINS, users)),
  row('post /api-keys', alone(ADMINS, users)),
  row('get /api-keys/{id}', desk(ADMINS, users)),
  row('post /api-keys/{id}/rotate', desk(ADMINS, users)),
  row('delete /api-keys/{id}', desk(ADMINS, users), { done: 204 }),

  row('get /session', alone(ANYBODY, every)),
  row('delete /session', alone(ANYBODY, every), { done: 204 }),
  row('delete /sessions', alone(ANYBODY, every), { done: 204 }),
  row('put /session/password', alone(ANYBODY)),

  ...documents('/calendars/{id}', ADMINS, { list: true, versions: true }),
  ...documents('/policies/{id}', LEADS, { list: true, versions: true }),
  ...documents('/teams/{id}', ADMINS, { list: true }),
  ...documents('/organisations/{id}', ADMINS, { list: true }),
  ...documents('/triage-rules', ADMINS, { versions: true, only: true }),
  ...documents('/matrix', ADMINS, { versions: true, only: true }),
  ...documents('/problem-detection', ADMINS, { versions: true, only: true }),
  ...documents('/mail-policy', ADMINS, { versions: true, only: true }),
  ...documents('/agents/{id}', ADMINS, { list: true }).map((one) => ({
    ...one,
    object: one.route.includes('{id}') ? 'of another' : '',
  })),
  row('get /agents/{id}', HER_OWN, { object: 'her own' }),
  row('put /agents/{id}', HER_OWN_WRITE, { object: 'her own, presence', body: { ...OWN_AGENT, ...FAULTY } }),
  row('put /agents/{id}', desk(ADMINS, configWrite, 'nothing to name'), {
    object: 'her own, capacity',
    body: { ...OWN_AGENT, ...FAULTY, capacity: 7 },
  }),
  ...documents('/fields/{id}', ADMINS, { list: true, versions: true, readers: ANYBODY, readingServices: every }),
  ...documents('/replies/{id}', LEADS, { list: true, versions: true, readers: STAFF }),
  ...documents('/message-templates/{id}', ADMINS, { list: true, versions: true }),
  row('post /message-templates/{id}/preview', desk(ADMINS, configWrite)),
  ...documents('/schedules/{id}', ADMINS, { list: true, versions: true }),
  row('get /schedules/{id}/runs', desk(ADMINS, configRead)),
  row('post /schedules/{id}/run', desk(ADMINS, configWrite)),
  row('get /holidays', alone(ADMINS, configRead), { done: 422 }),
  row('get /holidays/countries', alone(ADMINS, configRead)),
  row('post /simulations', alone(LEADS, configWrite)),
  row('post /triage-rules/test', alone(ADMINS, configWrite)),
];

/** Answered without a key: whoever holds a token, or nobody in particular. */
export const OPEN: readonly string[] = [
  'get /surveys/{token}',
  'post /surveys/{token}',
  'get /unsubscribe/{token}',
  'post /unsubscribe/{token}',
  'get /meta/enums',
  'post /session',
  'get /session/oidc',
  'get /session/oidc/callback',
  'post /password-resets',
  'post /password-resets/use',
];
