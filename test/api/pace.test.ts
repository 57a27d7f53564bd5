import { Pace } from '../../api/pace';

/** Seconds of callers who come as fast as they are let in, to a desk that does `rate` a second, all sharing it evenly. */
function crowd(pace: Pace, rate: number, seconds: number, clock: { ms: number }): { done: number; slowest: number } {
  const under: { leave: (tells: boolean) => void; since: number; left: number }[] = [];
  const end = clock.ms + seconds * 1_000;
  let [done, slowest] = [0, 0];
  for (; clock.ms < end; clock.ms += 10) {
    while (!pace.isFull) under.push({ leave: pace.enter(), since: clock.ms, left: 1 });
    const share = (rate / 100) * (1 / under.length);
    for (const one of [...under]) {
      one.left -= share;
      if (one.left > 0) continue;
      under.splice(under.indexOf(one), 1);
      one.leave(true);
      if (clock.ms > end - 5_000) slowest = Math.max(slowest, clock.ms - one.since);
      done++;
    }
  }
  for (const { leave } of under) leave(false);
  return { done, slowest };
}

const limits = { start: 64, least: 8, most: 500, slowMs: 1_200 };

test.each([10, 20, 100, 300])('a desk that does %i a second is given what it does in time, and kept busy', (rate) => {
  const clock = { ms: 0 };
  const pace = new Pace(limits, () => clock.ms);
  const { done, slowest } = crowd(pace, rate, 120, clock);
  expect(slowest).toBeLessThan(2_000);
  expect(done).toBeGreaterThan(rate * 120 * 0.9);
});

test('after a standstill it is as it was before, soon', () => {
  const clock = { ms: 0 };
  const pace = new Pace(limits, () => clock.ms);
  crowd(pace, 0, 60, clock);
  expect(crowd(pace, 50, 30, clock).done).toBeGreaterThan(50 * 30 * 0.9);
});

test('one that is slow by itself changes nothing', () => {
  const clock = { ms: 0 };
  const pace = new Pace(limits, () => clock.ms);
  for (let n = 0; n < 100; n++) {
    const leave = pace.enter();
    clock.ms += 5_000;
    leave(true);
  }
  for (let n = 0; n < limits.start; n++) {
    expect(pace.isFull).toBe(false);
    pace.enter();
  }
  expect(pace.isFull).toBe(true);
});

test('there are never more than the most, nor fewer than the least', () => {
  const clock = { ms: 0 };
  const pace = new Pace({ ...limits, start: 20, most: 20 }, () => clock.ms);
  const fill = () => {
    const leaves: ((tells: boolean) => void)[] = [];
    while (!pace.isFull) leaves.push(pace.enter());
    return leaves;
  };
  for (let n = 0; n < 100; n++) for (const leave of fill()) leave(true);
  expect(fill().map((leave) => leave(false))).toHaveLength(20);
  for (let n = 0; n < 100; n++) {
    const leaves = fill();
    clock.ms += 2_000;
    for (const leave of leaves) leave(true);
  }
  expect(fill()).toHaveLength(8);
});
