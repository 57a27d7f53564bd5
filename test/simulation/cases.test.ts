import { rehearseAnything } from '../../api/simulate';
import { caseFiles, rehearsalsIn, written } from './rehearsals';

describe.each(caseFiles())('%s', (file) => {
  const rehearsals = rehearsalsIn(file);

  it.each(rehearsals)('$name', ({ document, timeline, clocks }) => {
    const rehearsed = rehearseAnything(document);
    if (!rehearsed.ok) throw new Error(JSON.stringify(rehearsed.errors));
    const answer = written(rehearsed.answer);
    expect(answer.timeline).toEqual(timeline);
    if (clocks) expect(answer.clocks).toEqual(clocks);
  });
});

it('there are at least fifty, each under a name of its own', () => {
  const names = caseFiles().flatMap((file) => rehearsalsIn(file).map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(50);
  expect(new Set(names).size).toBe(names.length);
});
