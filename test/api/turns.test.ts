import { setTimeout as sleep } from 'node:timers/promises';
import { Turns, type EndTurn } from '../../api/turns';

const SOON = 5_000;
const soon = () => Date.now() + SOON;

/** What the server says: whatever is named here is over. */
function turnsWith(over = new Set<string>()) {
  const asked: string[] = [];
  const turns = new Turns((_, id) => {
    asked.push(id);
    return Promise.resolve(over.has(id));
  });
  return { turns, asked, over };
}

async function takeAll(turns: Turns, ids: readonly string[], key = 'SD-1'): Promise<EndTurn[]> {
  const ends = await Promise.all(ids.map((id) => turns.take(key, id, soon())));
  expect(ends).not.toContain(null);
  return ends as EndTurn[];
}

test('four of a ticket are under way at once; the next waits for one of them, other tickets do not', async () => {
  const { turns, asked } = turnsWith();
  const [first] = await takeAll(turns, ['a', 'b', 'c', 'd']);
  await takeAll(turns, ['e'], 'SD-2');
  let taken = false;
  const fifth = turns.take('SD-1', 'e', soon()).then((end) => {
    taken = end !== null;
  });
  await sleep(20);
  expect(taken).toBe(false);
  first!(true);
  await fifth;
  expect([taken, asked]).toEqual([true, []]);
});

test('fifty at once all have their turn, never more than four together', async () => {
  const { turns } = turnsWith();
  let [underWay, most] = [0, 0];
  await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const end = await turns.take('SD-1', String(index), soon());
      most = Math.max(most, ++underWay);
      await sleep(index % 3);
      underWay--;
      end!(true);
    }),
  );
  expect([underWay, most]).toEqual([0, 4]);
});

test('without a turn until the deadline there is none, and nobody else loses one by it', async () => {
  const { turns } = turnsWith();
  const ends = await takeAll(turns, ['a', 'b', 'c', 'd']);
  expect(await turns.take('SD-1', 'e', Date.now() + 20)).toBeNull();
  ends.forEach((end) => end(true));
  await takeAll(turns, ['f', 'g', 'h', 'i']);
});

test('what was not heard of keeps its place until the server says that it is over', async () => {
  const { turns, asked, over } = turnsWith();
  for (const end of await takeAll(turns, ['a', 'b', 'c', 'd'])) end(false);
  // All who come meanwhile wait for one answer.
  expect(await Promise.all([turns.take('SD-1', 'e', soon()), turns.take('SD-1', 'f', soon())])).toEqual([null, null]);
  expect(asked).toEqual(['a']);
  over.add('a');
  await takeAll(turns, ['e']);
  expect(await turns.take('SD-1', 'f', Date.now() + 20)).toBeNull();
  ['b', 'c', 'd'].forEach((id) => over.add(id));
  await takeAll(turns, ['f', 'g', 'h']);
});

test('a repeat takes the place of what it repeats', async () => {
  const { turns, asked } = turnsWith();
  for (const end of await takeAll(turns, ['a', 'b', 'c', 'd'])) end(false);
  const [again] = await takeAll(turns, ['b']);
  again!(true);
  await takeAll(turns, ['e']);
  expect(asked).toEqual([]);
});
