import { parseDuration } from '../../workflows/domain/duration';

describe('A duration', () => {
  it.each([
    ['PT40H', 'open', 144_000_000],
    ['PT1H30M', 'open', 5_400_000],
    ['PT90M', 'open', 5_400_000],
    ['PT1H5S', 'open', 3_605_000],
    ['PT1S', 'open', 1_000],
    ['PT0H1M', 'open', 60_000],
    ['P3D', 'elapsed', 259_200_000],
  ])('%s counts %s time: %d ms', (text, unit, ms) => {
    expect(parseDuration(text)).toEqual({ unit, ms });
  });

  it.each([
    '',
    'P',
    'PT',
    'P0D',
    'PT0S',
    'P1W',
    'P1M',
    'P1DT1H',
    'PT1.5H',
    '-PT1H',
    'PT1M1H',
    'PT1H1H',
    'pt1h',
    '3D',
    ' PT1H',
  ])('"%s" is refused', (text) => {
    expect(() => parseDuration(text)).toThrow(RangeError);
  });
});
