import { z } from 'zod';
import { startChannel, tellChannel } from '../channels/engine/start';
import { Prisma } from '../prisma/client';
import { checkDelete, checkPut } from './preconditions';
import { invalid, Problem } from './problem';
import { requireDesk } from './require';
import {
  absent,
  idOf,
  inOrder,
  seenAs,
  type AllowedCall,
  type Parsed,
  type Resource,
  type Stored,
  type Transaction,
} from './resourceKind';
import { listRoutes, versionRoutes } from './resourceLists';
import { route, type Answer, type Call, type Route } from './route';
import type { Deps } from './settings';
import { wakeQueues } from './wakeQueues';

export type { Transaction } from './resourceKind';

type ResourceCall = Pick<Call<unknown, WriteQuery, Stored | null>, 'deps' | 'params' | 'caller' | 'req' | 'query'>;

const writeQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: '`true`: check everything, answer what would be, write nothing' }),
});
type WriteQuery = z.infer<typeof writeQuery>;

/** GET, PUT and DELETE of a kind of document, with preconditions and the audit trail; lists and former versions. */
export function resourceRoutes<B extends object>(resource: Resource<B>): readonly Route[] {
  const { name, path } = resource;
  const seen = seenAs(resource.body);
  const allow = (call: AllowedCall, action: 'read' | 'write') =>
    resource.allow ? resource.allow(call, action) : requireDesk(action, resource.subject)(call);
  const shared = { path, tag: 'Configuration' } as const;
  const find = (call: Pick<Call, 'deps' | 'params'>) => readNow(resource, call);
  // To those who may not, what is there and what is not are alike.
  const findFor = async (action: 'read' | 'write', call: Omit<AllowedCall, 'target'>) => {
    const stored = await find(call);
    if (stored === null) allow({ ...call, target: null }, action);
    return stored ?? absent(name);
  };
  return [
    ...listRoutes(resource, seen),
    ...versionRoutes(resource, seen),
    route({
      ...shared,
      method: 'get',
      summary: `One ${name}`,
      headers: ['If-None-Match'],
      answers: { 200: seen },
      find: (call) => findFor('read', call),
      allow: (call) => allow(call, 'read'),
      handle: ({ target, params }) => Promise.resolve(show(resource, params, target, 200)),
    }),
    route({
      ...shared,
      method: 'put',
      summary: `Create (If-None-Match: *) or replace (If-Match) a ${name}`,
      query: writeQuery,
      body: resource.body,
      bodyRequired: true,
      headers: ['If-Match', 'If-None-Match'],
      answers: { 200: seen, 201: resource.shownOnce?.answer ?? seen },
      find,
      allow: (call) => allow(call, 'write'),
      handle: (call) => put(resource, call, asSent(call.body)),
    }),
    route({
      ...shared,
      method: 'delete',
      summary: `Delete a ${name} that nothing uses`,
      query: writeQuery,
      headers: ['If-Match'],
      answers: { 204: null },
      find: (call) => findFor('write', call),
      allow: (call) => allow(call, 'write'),
      handle: (call) => remove(resource, call),
    }),
  ];
}

/** JSON has no undefined members: the document is what its kind says. */
function asSent<B>(body: Parsed<B>): B {
  return body as B;
}

async function readNow<B extends object>(
  resource: Resource<B>,
  { deps, params }: Pick<Call, 'deps' | 'params'>,
): Promise<Stored | null> {
  const id = idOf(resource, params);
  return id === null ? null : resource.read(deps.prisma, id);
}

function show<B extends object>(resource: Resource<B>, params: Call['params'], stored: Stored, status: number): Answer {
  const { version } = stored;
  return { status, version, body: { id: idOf(resource, params), version, ...inOrder(resource.body, stored) } };
}

async function put<B extends object>(resource: Resource<B>, call: ResourceCall, body: B): Promise<Answer> {
  const { deps, params, caller, req, query } = call;
  const id = idOf(resource, params);
  if (id === null)
    throw invalid([
      { parameter: 'id', code: 'invalid', message: 'An id has 1 to 64 letters, digits, dots, dashes and underscores.' },
    ]);
  const faults = (await resource.checkAhead?.(body, deps.settings)) ?? [];
  if (faults.length > 0) throw invalid(faults);
  const answer = await write(call, async (tx) => {
    await shareConfiguration(tx);
    await lock(tx, resource.name, id);
    const errors = (await resource.check?.(tx, body, id)) ?? [];
    if (errors.length > 0) throw invalid(errors);
    const before = await resource.read(tx, id);
    checkPut(req, before?.version ?? null);
    await resource.write(tx, id, body, before?.version ?? null, caller.id);
    const after = (await resource.read(tx, id)) ?? absent(resource.name);
    await audit(tx, {
      actor: caller.id,
      action: before ? 'replace' : 'create',
      object: `${resource.name}:${id}`,
      before,
      after,
    });
    if (before) return show(resource, params, after, 200);
    const answer = show(resource, params, after, 201);
    const secret = await resource.shownOnce?.make(tx, id, deps.settings.secret);
    return secret ? { ...answer, body: { ...(answer.body as object), ...secret } } : answer;
  });
  if (resource.channel && query.dryRun !== 'true') tellWorkflow(deps, resource.channel(id));
  if (resource.movesQueues && query.dryRun !== 'true') wakeQueues(deps);
  return answer;
}

async function remove<B extends object>(resource: Resource<B>, call: ResourceCall): Promise<Answer> {
  const { deps, params, caller, req } = call;
  const answer = await write(call, async (tx) => {
    const id = idOf(resource, params) ?? absent(resource.name);
    await holdConfiguration(tx);
    await lock(tx, resource.name, id);
    const before = (await resource.read(tx, id)) ?? absent(resource.name);
    checkDelete(req, before.version);
    const users = await resource.usedBy(tx, id);
    if (users.length > 0)
      throw new Problem(
        'in_use',
        `This ${resource.name} is used by ${users.slice(0, 5).join(', ')}${users.length > 5 ? ' and others' : ''}.`,
      );
    await resource.remove(tx, id, before.version);
    await audit(tx, { actor: caller.id, action: 'delete', object: `${resource.name}:${id}`, before, after: null });
    return { status: 204 };
  });
  if (resource.channel) tellWorkflow(deps, resource.channel(params.id ?? ''));
  return answer;
}

/** What fails here the sweep makes up for. */
function tellWorkflow({ client, logger }: Deps, channel: string): void {
  void startChannel(client, channel)
    .then(() => tellChannel(client, channel))
    .catch((error: unknown) => logger.warn({ err: error, channel }, 'a channel was not told that it was changed'));
}

/** Carries the answer of a dry run past the end of its transaction, which undoes everything. */
class Undone extends Error {
  constructor(readonly answer: Answer) {
    super('A dry run is undone');
  }
}

/** Does the work in one transaction; a dry run does all of it too, and then takes it back. */
async function write({ deps, query }: ResourceCall, work: (tx: Transaction) => Promise<Answer>): Promise<Answer> {
  if (query.dryRun !== 'true') return deps.prisma.$transaction(work);
  try {
    return await deps.prisma.$transaction(async (tx): Promise<Answer> => {
      throw new Undone(await work(tx));
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    // The version is in the body; as an ETag it would name what is not there.
    const { status, body } = error.answer;
    return { status: status === 201 ? 200 : status, body, headers: { 'Dry-Run': 'true' } };
  }
}

/** What a document names stays there until the document is stored: deletions wait, and writers wait for them. */
async function shareConfiguration(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock_shared(hashtextextended('configuration', 0))`;
}

async function holdConfiguration(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended('configuration', 0))`;
}

/** Writers of one document queue up, also for one that does not exist yet. */
async function lock(tx: Transaction, name: string, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`resource:${name}:${id}`}, 0))`;
}

export interface AuditEntry {
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly before: Stored | null;
  readonly after: Stored | null;
}

/** Who changed what: written in the same transaction as the change, so that neither is there without the other. */
export async function audit(tx: Transaction, { before, after, ...entry }: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: { ...entry, before: asJson(before), after: asJson(after) } });
}

function asJson(stored: Stored | null) {
  return stored ? ({ version: stored.version, ...stored.document } as Prisma.InputJsonObject) : Prisma.DbNull;
}
