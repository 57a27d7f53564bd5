import { pageOf, readCursor, writeCursor } from './cursor';
import { requireDesk } from './require';
import { absent, idOf, inOrder, type FormerVersion, type Resource } from './resourceKind';
import { route, type Call, type Route } from './route';
import { instantOut, page, z } from './schemas/common';
import { listQuery } from './schemas/people';

type ListCall = Call<unknown, z.infer<typeof listQuery>>;

/** `GET /calendars`: all of a kind, by id. */
export function listRoutes<B extends object>(resource: Resource<B>, seen: z.ZodType): readonly Route[] {
  const { name, path } = resource;
  if (!resource.list) return [];
  const all = path.replace('/{id}', '');
  return [
    route({
      method: 'get',
      path: all,
      tag: 'Configuration',
      summary: `Every ${name}`,
      query: listQuery,
      answers: { 200: z.object({ data: z.array(seen), page }) },
      allow: requireDesk('read', resource.subject),
      handle: async (call) => {
        const scope = scopeOf(call, all);
        const after = readCursor(scope, call.query.cursor);
        const rows = await resource.list?.(call.deps.prisma, after ? String(after[1]) : null, call.query.limit + 1);
        const { data, page: cut } = pageOf(rows ?? [], call.query.limit, ({ id }) => writeCursor(scope, [null, id]));
        const shown = data.map((row) => ({ id: row.id, version: row.version, ...inOrder(resource.body, row) }));
        return { status: 200, body: { data: shown, page: cut } };
      },
    }),
  ];
}

const version = {
  version: z.int(),
  current: z.boolean().openapi({ description: 'It holds now' }),
  createdAt: instantOut,
  createdBy: z.string().nullable().openapi({ description: 'Id of a person or a key; null: the installation itself' }),
};

/** `GET /calendars/{id}/versions`, and one of them: tickets name the version that they run under. */
export function versionRoutes<B extends object>(resource: Resource<B>, seen: z.ZodType): readonly Route[] {
  const { name, path, versions } = resource;
  if (!versions) return [];
  const allow = requireDesk('read', resource.subject);
  const shared = { method: 'get', tag: 'Configuration', allow } as const;
  /** Asked before anything is looked for: to those who may not, what is there and what is not are alike. */
  const known = (call: Pick<Call, 'params' | 'permissions' | 'caller'>) => {
    allow(call);
    return idOf(resource, call.params) ?? absent(name);
  };
  return [
    route({
      ...shared,
      path: `${path}/versions`,
      summary: `Versions of a ${name}, the newest first`,
      query: listQuery,
      answers: { 200: z.object({ data: z.array(z.object(version)), page }) },
      find: async (call) => {
        const id = known(call);
        const [newest] = await versions.list(call.deps.prisma, id, null, 1);
        return newest ? id : absent(name);
      },
      handle: async (call) => {
        const scope = scopeOf(call, `${path} ${call.target}`);
        const before = readCursor(scope, call.query.cursor);
        const rows = await versions.list(
          call.deps.prisma,
          call.target,
          before && Number(before[1]),
          call.query.limit + 1,
        );
        const { data, page: cut } = pageOf(rows, call.query.limit, (last) => writeCursor(scope, [null, last.version]));
        return { status: 200, body: { data: data.map(viewVersion), page: cut } };
      },
    }),
    route({
      ...shared,
      path: `${path}/versions/{version}`,
      summary: `A ${name} as it was`,
      answers: { 200: seen instanceof z.ZodObject ? seen.extend(version) : seen },
      find: async (call) => {
        const number = VERSION.test(call.params.version ?? '') ? Number(call.params.version) : 0;
        const found = await versions.read(call.deps.prisma, known(call), number);
        return found ?? absent(`version of a ${name}`);
      },
      handle: ({ target, params }) =>
        Promise.resolve({
          status: 200,
          body: { id: idOf(resource, params), ...viewVersion(target), ...inOrder(resource.body, target) },
        }),
    }),
  ];
}

const VERSION = /^[1-9]\d{0,8}$/;

function viewVersion({ version: number, current, createdAt, createdBy }: FormerVersion) {
  return { version: number, current, createdAt: createdAt.toISOString(), createdBy };
}

function scopeOf({ deps, caller }: Pick<ListCall, 'deps' | 'caller'>, list: string) {
  return { secret: deps.settings.secret, caller: caller.id, list };
}
