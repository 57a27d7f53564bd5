/** A week of service levels in half a minute, for tickets of one run of the demonstration only. */
export function policyOfSeconds(run: string, order: number) {
  const targets = (critical: number, high: number, medium: number, low: number) => ({
    critical: `PT${critical}S`,
    high: `PT${high}S`,
    medium: `PT${medium}S`,
    low: `PT${low}S`,
  });
  return {
    name: `Demonstration ${run}`,
    order,
    when: `has(ticket.fields.demo) && ticket.fields.demo == "${run}"`,
    calendar: 'always',
    clocks: {
      firstResponse: { targets: targets(4, 4, 3, 30) },
      nextReply: { targets: targets(20, 20, 20, 20) },
      resolution: { targets: targets(30, 6, 60, 60), pausedWhile: ['requester', 'vendor', 'scheduled'] },
    },
    warnings: [50],
    escalations: [
      { clock: 'firstResponse', at: 100, level: 1, notify: ['lead'] },
      { clock: 'resolution', at: 100, level: 1, notify: ['assignee', 'lead'] },
      { clock: 'resolution', at: 150, level: 2, notify: ['lead'] },
    ],
    pending: { requester: { nudgeAfter: ['PT2S'], resolveAfter: 'PT4S' } },
    closeAfter: 'PT4S',
    survey: { delay: 'PT1S', remindAfter: 'PT2S', expireAfter: 'PT6S' },
  };
}
