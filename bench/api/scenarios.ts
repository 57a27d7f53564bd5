import type { Generated } from './generate';
import type { Random } from './random';
import { assetTag } from './texts';

/** One kind of list: the parameters differ from request to request, as they do between people. */
export interface Scenario {
  readonly name: string;
  readonly query: (random: Random) => string;
  readonly by?: 'agent' | 'requester';
}

/** Every filter that is offered with the default sort, every sort, and what people combine. */
export function scenariosFor({ people }: Generated, tickets: number): Scenario[] {
  const plain = (name: string, query: string): Scenario => ({ name, query: () => query });
  const { agents, requesters, teams } = people.counts;
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const scenarios: Scenario[] = [
    ...['createdAt', 'updatedAt', 'priority', 'nextDueAt'].flatMap((sort) => [
      plain(`sort=${sort}`, `sort=${sort}`),
      plain(`sort=-${sort}`, `sort=-${sort}`),
    ]),
    plain('status=open', 'status=open'),
    plain('status=resolved', 'status=resolved'),
    plain('type=alert', 'type=alert'),
    plain('priority=critical', 'priority=critical'),
    { name: 'team=…', query: (random) => `team=${people.team(random.below(teams))}` },
    { name: 'assignee=…', query: (random) => `assignee=${people.agent(random.below(agents))}` },
    plain('assignee=none', 'assignee=none'),
    { name: 'requester=…', query: (random) => `requester=${people.requester(random.below(requesters))}` },
    {
      name: 'requester=<e-mail>',
      query: (random) => `requester=requester-${people.requester(random.below(requesters))}@bench.example`,
    },
    { name: 'organisation=…', query: (random) => `organisation=${people.organisationOf(random.below(requesters))}` },
    { name: 'tag=…', query: (random) => `tag=tag-${String(random.below(300) + 1)}` },
    plain('breached=true', 'breached=true'),
    plain('escalated=true', 'escalated=true'),
    plain('dueBefore=@tomorrow', 'dueBefore=@tomorrow'),
    plain('createdAfter=-P7D', 'createdAfter=-P7D'),
    plain('createdBefore=<a year ago>', `createdBefore=${ago(365)}`),
    plain('updatedAfter=-P1D', 'updatedAfter=-P1D'),
    plain('status=new,open,pending&sort=-priority', 'status=new,open,pending&sort=-priority'),
    {
      name: 'team=…&status=new,open,pending&sort=nextDueAt',
      query: (random) => `team=${people.team(random.below(teams))}&status=new,open,pending&sort=nextDueAt`,
    },
    plain('view=unassigned', 'view=unassigned'),
    plain('view=breached', 'view=breached'),
    plain('view=due-today', 'view=due-today'),
    plain('fields=key,subject,status', 'fields=key,subject,status'),
    { name: 'of a requester', query: () => '', by: 'requester' },
    { name: 'q=<a key>', query: (random) => `q=SD-${String(random.below(tickets) + 1)}` },
    { name: 'q=<a machine>', query: (random) => `q=${assetTag(random.below(tickets) + 1)}` },
    { name: 'q=<a machine> reunion', query: (random) => `q=${assetTag(random.below(tickets) + 1)}+reunion` },
  ];
  return scenarios;
}

/** What is in a tenth of all tickets, and more. */
export const COMMON_TERMS = ['q=imprimante', 'q=messagerie', 'q=client', 'q=reseau&status=open'] as const;
