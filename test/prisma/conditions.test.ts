import { checkCondition, holds, type TicketFacts } from '../../prisma/conditions';

const ticket: TicketFacts = {
  ...{ type: 'incident', impact: '', urgency: '', priority: 'high', source: 'portal', team: 'mail' },
  ...{ subject: 'The type "alert" is down', description: '', text: '', requester: 'r-1', organisation: 'acme' },
  tags: ['vip'],
  fields: { site: 'Lyon', floor: 2 },
};

test.each([
  'ticket.type == "incident" && ticket.priority in ["critical", "high"]',
  'type == "incident" && priority in ["critical", "high"]',
  "type != 'request' && type(subject) == string",
  'subject.contains("type \\"alert\\"") && organisation == "acme" && requester == "r-1"',
  '"vip" in tags && fields.site == "Lyon" && team == "mail"',
  'has(ticket.fields.site) && !has(fields.building)',
  'tags.exists(tag, tag == "vip") && source == "portal" && impact == ""',
  'true',
])('%s holds: members go by their names, with or without "ticket."', (when) => {
  expect(checkCondition(when)).toBeNull();
  expect(holds(when, ticket)).toBe(true);
});

test.each([['subjet == "x"'], ['type =='], ['subject'], ['1 + 1']])('%s is refused when it is stored', (when) => {
  expect(checkCondition(when)).not.toBeNull();
});
