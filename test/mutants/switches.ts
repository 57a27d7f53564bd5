import { Prisma } from '../../prisma/client';
import type { Permissions } from '../../api/abilities';
import type { KeyedRoute } from '../../api/route';
import { allRoutes } from '../../api/routes';

/** What whoever asks is told when a check is out. */
const OPEN = {
  mayTicket: true,
  may: true,
  mayView: true,
  tickets: {},
  views: {},
  ticketsWhere: Prisma.sql`TRUE`,
} as const;

/** Permissions that refuse nothing. */
const OPEN_PERMISSIONS = Object.fromEntries(
  Object.entries(OPEN).map(([name, answer]) => [name, () => answer]),
) as unknown as Permissions;

interface Switches {
  guichetMutant?: (id: string) => boolean;
  guichetOpen?: typeof OPEN;
}

let active: readonly string[] = [];
let reached = new Set<string>();
const refused = new Set<string>();

/** Takes these checks out, and puts all others in. */
export function takeOut(ids: readonly string[]): void {
  active = ids;
}

/** @returns the checks that were come to since the last time */
export function checksReached(): ReadonlySet<string> {
  const known = reached;
  reached = new Set();
  return known;
}

/** Did `allow` of this route ever refuse? */
export function hasRefused(route: string): boolean {
  return refused.has(route);
}

function isOut(id: string): boolean {
  reached.add(id);
  return active.includes(id);
}

/** Switches the `allow` of every route, and the permissions that its `find` asks; `sites.cjs` does the rest. */
export function install(): void {
  const switches = globalThis as Switches;
  switches.guichetMutant = isOut;
  switches.guichetOpen = OPEN;
  for (const route of allRoutes()) if (!route.open) install1(route);
}

function install1(route: KeyedRoute): void {
  const { allow, find } = route;
  const name = `${route.method} ${route.path}`;
  Object.assign(route, {
    allow: ((call) => {
      if (isOut(`allow ${name}`)) return;
      try {
        allow.call(route, call);
      } catch (error) {
        refused.add(name);
        throw error;
      }
    }) satisfies KeyedRoute['allow'],
    ...(find && {
      find: ((look) =>
        find.call(route, { ...look, permissions: watched(name, look.permissions) })) satisfies KeyedRoute['find'],
    }),
  });
}

/** Permissions that refuse nothing while the fence of this route is out. */
function watched(route: string, permissions: Permissions): Permissions {
  return new Proxy(permissions, {
    get: (target, member) => {
      const asked: unknown = Reflect.get(isOut(`find ${route}`) ? OPEN_PERMISSIONS : target, member);
      return typeof asked === 'function' ? (asked.bind(target) as unknown) : asked;
    },
  });
}
