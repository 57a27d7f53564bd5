import { forbidden } from '../problem';
import { route, type Call, type Route } from '../route';
import * as schema from '../schemas/views';
import { countViews } from '../viewCounts';
import { createView, deleteView, findView, listViews, replaceView, showView, viewView, type Shown } from '../views';

const tag = 'Views';

type Allowing<T = unknown> = Omit<Call<unknown, unknown, T>, 'query'>;

/** Who reads tickets reads views of them. */
function requireReading({ permissions }: Allowing): void {
  if (!permissions.mayTicket('read')) throw forbidden('This key may not read tickets.');
}

function requireKeeping({ permissions }: Allowing): void {
  if (!permissions.mayView('write')) throw forbidden('Views belong to people: this key may not keep any.');
}

function requireChanging({ permissions, target }: Allowing<Shown>): void {
  if ('given' in target) throw forbidden('This view comes with the desk: make one of your own instead.');
  if (!permissions.mayView('write', target))
    throw forbidden('Shared views are changed by those who made them, by leads and by administrators.');
}

export const viewRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/views',
    tag,
    summary: 'The views of tickets that one may use',
    query: schema.viewQuery,
    answers: { 200: schema.viewList },
    allow: requireReading,
    handle: async (call) => {
      const { data, page } = await listViews(call, call.query);
      return { status: 200, body: { data: data.map(viewView), page } };
    },
  }),
  route({
    method: 'post',
    path: '/views',
    tag,
    summary: 'Keep a view: for oneself, for a team, for everybody at the desk',
    body: schema.newView,
    bodyRequired: true,
    headers: ['Idempotency-Key'],
    keepsAnswer: true,
    answers: { 201: schema.view },
    allow: requireKeeping,
    handle: createView,
  }),
  route({
    method: 'get',
    path: '/views/counts',
    tag,
    summary: 'How many tickets each view holds, up to 1000',
    query: schema.countsQuery,
    answers: { 200: schema.counts },
    allow: requireReading,
    handle: async (call) => ({ status: 200, body: await countViews(call) }),
  }),
  route({
    method: 'get',
    path: '/views/{id}',
    tag,
    summary: 'One view',
    headers: ['If-None-Match'],
    answers: { 200: schema.view },
    find: findView,
    allow: requireReading,
    handle: ({ target }) => Promise.resolve(showView(target)),
  }),
  route({
    method: 'put',
    path: '/views/{id}',
    tag,
    summary: 'Replace a view (If-Match)',
    body: schema.newView,
    bodyRequired: true,
    headers: ['If-Match'],
    answers: { 200: schema.view },
    find: findView,
    allow: requireChanging,
    handle: replaceView,
  }),
  route({
    method: 'delete',
    path: '/views/{id}',
    tag,
    summary: 'Delete a view',
    headers: ['If-Match'],
    answers: { 204: null },
    find: findView,
    allow: requireChanging,
    handle: deleteView,
  }),
];
