/**
 * Tickets that Temporal knows and PostgreSQL does not: the database was restored to an older state. Their workflows
 * cannot save, and a new ticket that got the number of one of them would be given its workflow.
 */
import type { PrismaClient } from '../prisma/client';
import { TICKET_WORKFLOW, type Orphan } from '../workflows/contract';
import type { ActivityDeps } from './deps';

/** Asked of PostgreSQL at once; the newest workflows are the ones that can be missing there. */
const PAGE = 100;
/** So many that nobody reads them one by one. */
const MOST = 5_000;

interface Known {
  readonly key: string;
  readonly running: boolean;
}

/**
 * Looks through the newest workflows until a whole page of them has rows, and lets no new ticket have a number that is
 * taken there.
 * @returns the tickets without a row whose workflow still runs
 */
export async function findRowless({ prisma, client }: Pick<ActivityDeps, 'prisma' | 'client'>): Promise<Orphan[]> {
  const missing: Known[] = [];
  let page: Known[] = [];
  const look = async () => {
    const absent = await withoutRow(prisma, page);
    missing.push(...absent);
    page = [];
    return absent.length > 0;
  };
  for await (const { workflowId, status } of client.workflow.list({ query: `WorkflowType = "${TICKET_WORKFLOW}"` })) {
    page.push({ key: workflowId, running: status.name === 'RUNNING' });
    if (page.length === PAGE && (!(await look()) || missing.length >= MOST)) break;
  }
  await look();
  await raiseNumbers(prisma, missing);
  return missing.filter(({ running }) => running).map(({ key }) => ({ key, why: 'noRow', problem: PROBLEM }));
}

const PROBLEM =
  'Its workflow runs, but PostgreSQL has no such ticket: was a backup restored? Open it anew, and terminate the workflow';

async function withoutRow(prisma: PrismaClient, known: readonly Known[]): Promise<Known[]> {
  const rows = await prisma.ticket.findMany({
    where: { key: { in: known.map(({ key }) => key) } },
    select: { key: true },
  });
  const there = new Set(rows.map(({ key }) => key));
  return known.filter(({ key }) => !there.has(key));
}

async function raiseNumbers(prisma: PrismaClient, missing: readonly Known[]): Promise<void> {
  const numbers = missing.flatMap(({ key }) => /^SD-(\d{1,15})$/.exec(key)?.[1] ?? []).map(Number);
  if (numbers.length === 0) return;
  const highest = Math.max(...numbers);
  await prisma.$executeRaw`
    SELECT setval('ticket_number_seq', ${highest}::bigint) FROM ticket_number_seq WHERE last_value < ${highest}::bigint`;
}
