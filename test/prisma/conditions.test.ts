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
  String.raw`subject.matches(r'"\w+\b" is') && type == "incident"`,
  '"vip" in tags && fields.site == "Lyon" && team == "mail"',
  'has(ticket.fields.site) && !has(fields.building)',
  'tags.exists(tag, tag == "vip") && source == "portal" && impact == ""',
  'tags.exists(type, type == "vip") && ticket["type"] == "incident"',
  'fields.site.matches("^L(yo|i)n") && !subject.matches("down.$")',
  'true',
])('%s holds: members go by their names, with or without "ticket."', (when) => {
  expect(checkCondition(when)).toBeNull();
  expect(holds(when, ticket)).toBe(true);
});

describe('a mistake is told when the condition is stored, with its place', () => {
  test.each([
    ['subjet == "x"', 1, 1, 'Unknown variable: subjet'],
    ['type ==', 1, 8, ''],
    ['subject', 1, 1, 'It answers string'],
    ['1 + 1', 1, 1, 'It answers int'],
    ['ticket.subjekt == "a"', 1, 8, 'A ticket has no subjekt; it has type, '],
    ['has(ticket.subjekt)', 1, 12, 'A ticket has no subjekt'],
    ['true &&\n  ticket.subject === "x"', 2, 20, 'Unexpected character'],
    ['type == "incident" && subjet == "a"', 1, 23, 'Unknown variable: subjet'],
    ['subject == 5', 1, 1, 'no such overload: string == int'],
    ['priority == "urgent"', 1, 13, '"urgent" is no priority of a ticket; these are: critical, high, medium, low'],
    ['type in ["alert", "wish"]', 1, 19, '"wish" is no type'],
    ['"portal" == source && "fax" == ticket.source', 1, 23, '"fax" is no source'],
    ['subject.matches("(a")', 1, 17, 'The pattern is not one that RE2 knows'],
    ['subject.matches("(?=a)")', 1, 17, 'The pattern is not one that RE2 knows'],
    ['"never closed', 1, 1, 'Unterminated string'],
    ['fields.call()', 1, 1, 'no matching overload'],
  ])('%s', (when, line, column, message) => {
    const mistake = checkCondition(when);
    expect({ line: mistake?.line, column: mistake?.column }).toEqual({ line, column });
    expect(mistake?.message).toContain(message);
    expect(mistake?.message).not.toContain('_typ');
    expect(mistake?.excerpt).toBe(when.split('\n')[line - 1]);
  });
});

describe('a condition that fails on a ticket', () => {
  test.each([
    ['fields.building == "B"', 'No such key: building'],
    ['fields.floor.contains("2")', "found no matching overload for 'double.contains(string)'"],
    ['dyn(subject)', 'It answers string, not true or false'],
  ])('%s says why', (when, why) => {
    expect(() => holds(when, ticket)).toThrow(why);
  });

  test('never with texts of the ticket', () => {
    const secret = { ...ticket, subject: 'Confidential (' };
    for (const when of [
      'has(fields.site) && fields[subject] == 1',
      'description.matches(subject)',
      'int(subject) == 1',
    ])
      expect(messageOf(() => holds(when, secret))).not.toContain('Confidential');
  });
});

describe('no condition holds up the desk', () => {
  const long = { ...ticket, fields: { list: Array.from({ length: 20_000 }, (_, at) => `item ${at}`) } };

  test('patterns that make backtracking machines hang are matched in one pass', () => {
    const text = { ...ticket, subject: `${'a'.repeat(60_000)}!` };
    expect(holds('subject.matches("^(a+)+$")', text)).toBe(false);
    expect(holds('subject.matches("(a|aa)+!$")', text)).toBe(true);
  });

  test('loops within loops are given up, and rest for a while', () => {
    const when = 'fields.list.all(a, fields.list.all(b, fields.list.all(c, a != "" || b != c)))';
    expect(checkCondition(when)).toBeNull();
    expect(() => holds(when, long)).toThrow('It takes longer than 100 ms');
    const before = process.cpuUsage().user;
    for (let n = 0; n < 20; n++) expect(() => holds(when, long)).toThrow('It takes longer than 100 ms');
    // Twenty more tries of 200 ms each would be four seconds.
    expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
    expect(holds('fields.list.exists(item, item == "item 19999")', long)).toBe(true);
  });
});

function messageOf(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
