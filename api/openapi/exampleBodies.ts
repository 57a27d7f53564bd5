const OFFICE = {
  timeZone: 'Europe/Paris',
  weekly: {
    mon: [['08:00', '18:00']],
    tue: [
      ['08:00', '12:00'],
      ['13:00', '18:00'],
    ],
  },
  exceptions: [{ date: '2026-12-25', name: 'Christmas', intervals: [] }],
};

const INCIDENTS = {
  name: 'Incidents',
  order: 10,
  when: 'type == "incident"',
  calendar: 'office',
  clocks: {
    firstResponse: { targets: { critical: 'PT30M', high: 'PT2H' } },
    resolution: { targets: { critical: 'PT4H', high: 'PT8H' }, pausedWhile: ['requester'] },
  },
  warnings: [75],
  escalations: [{ clock: 'resolution', at: 100, level: 1, notify: ['lead'] }],
  pending: { requester: { nudgeAfter: ['PT8H'], resolveAfter: 'PT40H' } },
  closeAfter: 'P3D',
};

const RULES = {
  rules: [{ id: 'vip', when: '"vip" in tags', set: { urgency: 'high', team: 'desk' } }],
};

/** Bodies that a made-up value would say little of, by operation. */
export const BODIES: Readonly<Record<string, object>> = {
  postTickets: {
    subject: 'E-mail does not arrive',
    type: 'incident',
    impact: 'high',
    urgency: 'medium',
    tags: ['mail'],
  },
  patchTicketsKey: { priority: 'critical', tags: ['mail', 'vip'] },
  postTicketsKeyAssign: { team: 'desk' },
  postTicketsKeyPend: { reason: 'scheduled', until: '2026-11-23T08:00:00.000Z' },
  postTicketsKeyResolve: { resolution: 'done', note: 'The mailbox was full; it has more room now.' },
  postTicketsKeyComments: { body: 'We are looking into it.', visibility: 'public' },
  postTicketsKeyMerge: { into: 'SD-41', note: 'The same matter as in your other ticket.' },
  postTicketsKeySplit: { comment: '0199b1d2-7c1e-7000-8000-000000000002', subject: 'The printer is on fire' },
  postTicketsKeyCascade: { action: 'pause', reason: 'vendor', note: 'The supplier repairs the line.' },
  postProblemProposalsIdAccept: { subject: 'The printers of the second floor jam' },
  postProblemProposalsIdDismiss: { reason: 'The badges are being replaced on Monday.' },
  putProblemDetection: {
    window: 'P7D',
    quietFor: 'P14D',
    ways: {
      fingerprint: { tickets: 5 },
      field: { tickets: 10, requesters: 5, fields: ['site'] },
      subject: { tickets: 5, requesters: 3, likeness: 0.5 },
    },
  },
  postTicketsBulk: {
    commands: [
      { key: 'SD-42', command: 'accept' },
      { key: 'SD-43', command: 'resolve', resolution: 'done', ifVersion: 7 },
    ],
  },
  postViews: { name: 'VIP', scope: 'own', filter: { tag: 'vip', status: 'new,open' }, sort: '-priority' },
  putViewsId: { name: 'VIP', scope: 'own', filter: { tag: 'vip', status: 'new,open' }, sort: 'nextDueAt' },
  postUsers: { email: 'camille.petit@example.org', name: 'Camille Petit', role: 'agent', locale: 'fr' },
  putUsersId: { email: 'camille.petit@example.org', name: 'Camille Petit', role: 'agent', active: true },
  postApiKeys: { name: 'Monitoring', scopes: ['alerts:write'] },
  putCalendarsId: OFFICE,
  putPoliciesId: INCIDENTS,
  putTeamsId: { name: 'Service desk', members: [], assignment: 'leastLoaded', acceptWithin: 'PT30M' },
  putAgentsId: { skills: ['mail'], capacity: 10, presence: 'online' },
  putTriageRules: RULES,
  putFieldsId: {
    label: { en: 'Site', fr: 'Site' },
    type: 'choice',
    choices: [{ code: 'Lyon', label: { en: 'Lyons', fr: 'Lyon' } }],
  },
  putSchedulesId: {
    name: 'Monthly back-up test',
    ticket: { type: 'request', subject: 'Restore a file from the back-up', requester: 'camille.petit@example.org' },
    cron: ['0 8 1 * *'],
    timeZone: 'Europe/Paris',
    catchUp: 'P1D',
  },
  putRepliesId: { name: 'Greeting', body: { en: 'Hello {{requester.name}},', fr: 'Bonjour {{requester.name}},' } },
  postAlertsAlertmanager: {
    version: '4',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'DiskFull', severity: 'critical', instance: 'db1' },
        annotations: { summary: 'The disk of db1 is full' },
        startsAt: '2026-11-22T08:00:00Z',
        fingerprint: 'b9d3a1f2c0e4d5a6',
      },
    ],
  },
  postAlerts: { trigger: '4711', value: '1', host: 'web1', severity: 'Disaster', name: 'web1 does not answer' },
  putAlertSourcesId: {
    name: 'Zabbix',
    read: {
      fingerprint: 'body.trigger',
      firing: 'body.value == "1"',
      labels: { host: 'body.host', severity: 'body.severity' },
      annotations: { summary: 'body.name' },
    },
    rules: [{ id: 'web', when: 'labels.host.startsWith("web")', set: { team: 'desk', tags: ['web'] } }],
  },
  putWebhooksId: { url: 'https://crm.example/hooks/guichet', events: ['received', 'resolved'] },
  putUsersIdPreferences: {
    kinds: { status: 'digest', warned: 'none' },
    quietHours: { from: '20:00', to: '07:00' },
    digestAt: '08:00',
  },
  postNotificationsRead: { until: '2026-11-23T08:00:00.000Z' },
  putMessageTemplatesId: {
    subject: { en: '[{{ticket.key}}] Yours now', fr: '[{{ticket.key}}] À vous' },
    body: { en: '{{ticket.subject}}, from {{requester.name}}', fr: '{{ticket.subject}}, de {{requester.name}}' },
  },
  postMessageTemplatesIdPreview: { language: 'fr' },
  postTriageRulesTest: { ...RULES, last: 100 },
  postSimulations: {
    calendars: { office: OFFICE },
    policy: INCIDENTS,
    script: [
      { at: '2026-11-23T08:00:00.000Z', do: 'open', priority: 'high' },
      { at: '2026-11-23T09:00:00.000Z', do: 'comment', by: 'agent' },
      { at: '2026-11-23T11:00:00.000Z', do: 'resolve' },
    ],
    until: '2026-11-30T00:00:00.000Z',
  },
};
