import { LEVELS } from '../../workflows/domain/codes';
import { DEFAULT_MATRIX, priorityOf } from '../../workflows/domain/matrix';

const unknown = { impact: null, urgency: null, matrix: DEFAULT_MATRIX };

describe('The priority', () => {
  it.each([
    ['incident', 'high'],
    ['alert', 'medium'],
    ['request', 'low'],
  ] as const)('of an %s of which nothing more is known is %s', (type, priority) => {
    expect(priorityOf({ type, ...unknown })).toBe(priority);
  });

  it('follows from impact and urgency, whatever the type', () => {
    const rows = LEVELS.map((impact) =>
      LEVELS.map((urgency) => priorityOf({ type: 'request', impact, urgency, matrix: DEFAULT_MATRIX })),
    );
    expect(rows).toEqual([
      ['critical', 'high', 'medium'],
      ['high', 'medium', 'low'],
      ['medium', 'low', 'low'],
    ]);
  });

  it('of a ticket with only one of the two reads the other as medium', () => {
    expect(priorityOf({ type: 'request', ...unknown, impact: 'high' })).toBe('high');
    expect(priorityOf({ type: 'incident', ...unknown, urgency: 'high' })).toBe('high');
  });

  it('follows the matrix that is stored', () => {
    const matrix = { ...DEFAULT_MATRIX, low: { ...DEFAULT_MATRIX.low, low: 'critical' } } as const;
    expect(priorityOf({ type: 'request', impact: 'low', urgency: 'low', matrix })).toBe('critical');
  });
});
