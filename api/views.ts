import { v7 as uuidv7 } from 'uuid';
import type { Prisma } from '../prisma/client';
import { builtInViews, type BuiltIn, type View } from './builtInViews';
import { pageOf, readCursor, writeCursor } from './cursor';
import { filterConditions } from './ticketFilter';
import { once } from './once';
import { checkDelete } from './preconditions';
import { forbidden, invalid, notFound } from './problem';
import { audit, type Transaction } from './resource';
import type { Answer, Call } from './route';
import { UUID_FORM } from './schemas/common';
import { DEFAULT_SORT, ticketFilter, type TicketFilter } from './schemas/lists';
import type { NewView } from './schemas/views';

const OWNED = { owner: { select: { id: true, name: true } } } as const;
export type ViewRow = Prisma.SavedViewGetPayload<{ include: typeof OWNED }>;
export type Shown = ViewRow | BuiltIn;
type Reading = Pick<Call, 'deps' | 'caller' | 'permissions' | 'locale'>;

/** Views that one person may keep. */
const MAX_VIEWS = 100;

/** A stored view with its filter read; those that come with the desk are read already. */
export function toView(shown: Shown): View {
  if ('given' in shown) return shown;
  const { id, version, name, sort } = shown;
  return { id, version, name, filter: ticketFilter.parse(shown.filter), sort: sort ?? DEFAULT_SORT };
}

/** @throws Problem 404, whether it is absent or not the caller's to see */
export async function findView(call: Reading & Pick<Call, 'params'>): Promise<Shown> {
  const view = await readView(call, call.params.id ?? '');
  if (!view) throw notFound('view of this id');
  return view;
}

/** The view that a parameter names. @throws Problem 422 */
export async function namedView(call: Reading, id: string, parameter = 'view'): Promise<View> {
  const view = await readView(call, id);
  if (!view) throw invalid([{ parameter, code: 'unknown', message: `There is no view ${id} that you may see.` }]);
  return toView(view);
}

async function readView({ deps, caller, permissions, locale }: Reading, id: string): Promise<Shown | null> {
  const builtIn = builtInViews(caller, locale).find((view) => view.id === id);
  if (builtIn) return builtIn;
  if (!UUID_FORM.test(id)) return null;
  return deps.prisma.savedView.findFirst({ where: { AND: [{ id }, permissions.views()] }, include: OWNED });
}

/** Those that come with the desk first, then stored ones by age. */
export async function listViews(call: Reading, query: { limit: number; cursor?: string | undefined }) {
  const { deps, caller, permissions, locale } = call;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: 'views' };
  const after = readCursor(scope, query.cursor);
  const builtIn = builtInViews(caller, locale);
  const begin = after ? builtIn.findIndex(({ id }) => id === after[1]) + 1 : 0;
  const first: Shown[] = after && begin === 0 ? [] : builtIn.slice(begin);
  const stored = await deps.prisma.savedView.findMany({
    where: { AND: [permissions.views(), after && begin === 0 ? { id: { gt: String(after[1]) } } : {}] },
    orderBy: { id: 'asc' },
    take: query.limit + 1,
    include: OWNED,
  });
  return pageOf([...first, ...stored].slice(0, query.limit + 1), query.limit, ({ id }) =>
    writeCursor(scope, [null, id]),
  );
}

export function viewView(shown: Shown) {
  if ('given' in shown) {
    const { id, version, name, given, sort } = shown;
    return {
      id,
      version,
      name,
      scope: 'all',
      team: null,
      filter: given,
      sort,
      owner: null,
      createdAt: null,
      updatedAt: null,
    };
  }
  const { id, version, name, scope, teamId, filter, sort, owner, createdAt, updatedAt } = shown;
  return {
    ...{ id, version, name, scope, team: teamId, filter, sort: sort ?? DEFAULT_SORT, owner },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function showView(shown: Shown): Answer {
  return { status: 200, body: viewView(shown), version: shown.version };
}

export async function createView(call: Call<NewView>): Promise<Answer> {
  await check(call);
  return once(call, async (tx) => {
    const { caller, body } = call;
    if ((await tx.savedView.count({ where: { ownerId: caller.id } })) >= MAX_VIEWS)
      throw invalid([{ pointer: '', code: 'too_many', message: `You keep ${MAX_VIEWS} views: delete one first.` }]);
    const data = { id: uuidv7(), ownerId: caller.id, ...columns(body) };
    const row = await tx.savedView.create({ data, include: OWNED });
    await record(tx, call, 'create', null, row);
    return { ...showView(row), status: 201, headers: { Location: `/api/v1/views/${row.id}` } };
  });
}

export async function replaceView(call: Call<NewView, unknown, Shown>): Promise<Answer> {
  const { deps, target, body } = call;
  await check(call);
  return deps.prisma.$transaction(async (tx) => {
    const before = await lockView(tx, target.id);
    checkDelete(call.req, before.version);
    const data = { ...columns(body), version: before.version + 1, updatedAt: new Date() };
    const row = await tx.savedView.update({ where: { id: before.id }, data, include: OWNED });
    await record(tx, call, 'replace', before, row);
    return showView(row);
  });
}

export async function deleteView(call: Call<unknown, unknown, Shown>): Promise<Answer> {
  return call.deps.prisma.$transaction(async (tx) => {
    const before = await lockView(tx, call.target.id);
    checkDelete(call.req, before.version);
    await tx.savedView.delete({ where: { id: before.id } });
    await record(tx, call, 'delete', before, null);
    return { status: 204 };
  });
}

async function lockView(tx: Transaction, id: string): Promise<ViewRow> {
  await tx.$queryRaw`SELECT id FROM views WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.savedView.findUnique({ where: { id }, include: OWNED });
  if (!row) throw notFound('view of this id');
  return row;
}

/** @throws Problem 403 unless the caller may share with whom the view is for; 422 if the filter says nothing sensible */
async function check(call: Call<NewView>): Promise<void> {
  const { deps, caller, permissions, body } = call;
  const facts = { ownerId: caller.id, scope: body.scope, teamId: body.team ?? null };
  if (!permissions.mayView('write', facts))
    throw forbidden(
      body.scope === 'own'
        ? 'Views belong to people: this key may not keep any.'
        : 'Leads and administrators share views with everybody; agents share them with their own teams.',
    );
  if (body.team !== undefined && (await deps.prisma.team.count({ where: { id: body.team } })) === 0)
    throw invalid([{ pointer: '/team', code: 'unknown', message: `There is no team ${body.team}.` }]);
  await filterConditions(call, body.filter);
}

function columns({ name, scope, team, filter, sort }: NewView) {
  return { name, scope, teamId: team ?? null, filter: asWritten(filter), sort: sort ?? null };
}

/** As the parameters of a list are written: one text each, but for custom fields. */
function asWritten(filter: TicketFilter): Record<string, string | Readonly<Record<string, string>>> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
}

/** What is shared concerns others; what a person keeps for herself does not. */
async function record(
  tx: Transaction,
  { caller }: Pick<Call, 'caller'>,
  action: string,
  before: ViewRow | null,
  after: ViewRow | null,
): Promise<void> {
  if ((before?.scope ?? 'own') === 'own' && (after?.scope ?? 'own') === 'own') return;
  const stored = (row: ViewRow | null) => row && { version: row.version, document: viewView(row) };
  const object = `view:${before?.id ?? after?.id ?? ''}`;
  await audit(tx, { actor: caller.id, action, object, before: stored(before), after: stored(after) });
}
