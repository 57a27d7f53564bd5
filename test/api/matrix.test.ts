import { allRoutes } from '../../api/routes';
import { Desk } from '../support/desk';
import { checkCell, tableCells, type Cell } from './matrix/cells';
import { contentCells } from './matrix/contents';
import { addressCells, sessionCells, strangerCells } from './matrix/strangers';
import { OPEN, ROWS } from './matrix/table';
import { makeWorld } from './matrix/world';

let desk: Desk;
const byRoute = new Map<string, Cell[]>();

beforeAll(async () => {
  desk = await Desk.start();
  const world = await makeWorld(desk);
  const cells = [
    ...[...tableCells(world), ...contentCells(world)],
    ...[...(await strangerCells(world)), ...(await sessionCells(world)), ...addressCells(world)],
  ];
  for (const cell of cells) byRoute.set(cell.route, [...(byRoute.get(cell.route) ?? []), cell]);
});
afterAll(() => desk.stop());

const routes = allRoutes().map(({ method, path }) => `${method} ${path}`);

test('each route has its row, and each row its route', () => {
  expect([...new Set(ROWS.map(({ route }) => route)), ...OPEN].sort()).toEqual([...routes].sort());
});

test('what is open is open, and nothing else', () => {
  const open = allRoutes().filter((one) => one.open);
  expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...OPEN].sort());
});

test.each(routes.filter((route) => !OPEN.includes(route)))('%s', async (route) => {
  const cells = byRoute.get(route) ?? [];
  expect(cells.length).toBeGreaterThan(0);
  // A few at once: they are independent of one another.
  const wrong: string[] = [];
  const queue = [...cells];
  const hands = Array.from({ length: 6 }, async () => {
    for (let cell = queue.shift(); cell; cell = queue.shift()) {
      const found = await checkCell(cell);
      if (found !== null) wrong.push(found);
    }
  });
  await Promise.all(hands);
  expect(wrong).toEqual([]);
});
