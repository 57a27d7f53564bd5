import { Permissions } from '../abilities';
import type { Caller } from '../auth';
import { Problem, toProblem, type ProblemBody } from '../problem';
import type { Answer, Asked, KeyedRoute } from '../route';
import { commandRoutes } from '../routes/commands';
import { commentRoutes } from '../routes/comments';
import { ticketRoutes } from '../routes/tickets';
import type { Deps } from '../settings';
import { parseBody } from '../validation';

export interface BulkCommand {
  readonly bulkId: string;
  readonly no: number;
  readonly key: string;
  readonly command: string;
  readonly body: unknown;
  readonly ifVersion: number | null;
}

export type BulkOutcome =
  | { readonly state: 'done'; readonly version: number | null }
  | { readonly state: 'refused'; readonly problem: ProblemBody }
  /** Nobody knows yet: the same again later tells. */
  | { readonly state: 'open'; readonly problem: ProblemBody };

/**
 * Carries out one command as its own call would: the same look-up, permission, schema and handler. Its Idempotency-Key
 * is its place in the bulk, so that whoever repeats it repeats nothing.
 */
export async function carryOut(deps: Deps, caller: Caller, item: BulkCommand): Promise<BulkOutcome> {
  const requestId = `bulk:${item.bulkId}:${item.no}`;
  try {
    const answer = await callRoute(deps, caller, item, requestId);
    if (answer.status !== 202) return { state: 'done', version: await versionAfter(deps, item.key, answer) };
    throw new Problem('temporarily_unavailable', 'The command was taken and is not to be read yet.');
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status >= 500) deps.logger.warn({ err: error, ...item, body: undefined }, 'a command of a bulk waits');
    const passes = problem.status >= 500 || problem.code === 'idempotency_in_flight';
    return { state: passes ? 'open' : 'refused', problem: problem.body(requestId) };
  }
}

async function callRoute(deps: Deps, caller: Caller, item: BulkCommand, requestId: string): Promise<Answer> {
  const route = routeOf(item.command);
  const params = { key: item.key };
  const req: Asked = {
    method: route.method.toUpperCase(),
    originalUrl: `/api/v1${route.path.replace('{key}', encodeURIComponent(item.key))}`,
    headers: {
      'idempotency-key': requestId,
      ...(item.ifVersion !== null && { 'if-match': `"v${item.ifVersion}"` }),
    },
    body: item.body,
  };
  const known = { deps, caller, params, req, requestId, log: deps.logger, locale: 'en' as const, body: item.body };
  const found = { ...known, permissions: new Permissions(caller), target: undefined };
  const target = await route.find?.(found);
  route.allow({ ...found, target });
  const body = route.body ? parseBody(route.body, item.body) : undefined;
  return route.handle({ ...found, target, query: undefined, body });
}

const OTHERS: Readonly<Record<string, string>> = {
  comment: 'post /tickets/{key}/comments',
  edit: 'patch /tickets/{key}',
};

function routeOf(command: string): KeyedRoute {
  const name = OTHERS[command] ?? `post /tickets/{key}/${command}`;
  const route = [...commandRoutes, ...commentRoutes, ...ticketRoutes].find(
    ({ method, path }) => `${method} ${path}` === name,
  );
  if (!route || route.open) throw new Error(`No call carries out ${command}`);
  return route;
}

/** A comment's answer is the comment, and a kept one only its bytes. */
async function versionAfter({ prisma }: Deps, key: string, answer: Answer): Promise<number | null> {
  if (answer.version !== undefined) return answer.version;
  const row = await prisma.ticket.findUnique({ where: { key }, select: { version: true } });
  return row?.version ?? null;
}
