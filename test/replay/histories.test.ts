import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { testBundle } from '../support/bundle';
import { quietTemporal } from '../support/quiet';
import { replay } from '../support/replay';

const FOLDER = join(__dirname, 'histories');

/** Paths of a ticket's life that a release must be able to take up where an earlier one left off. */
const PATHS = [
  'plain',
  'pended',
  'escalated',
  'reopened',
  'cancelled',
  'continued-as-new',
  'released',
  'offered',
  'team',
  'survey-answered',
  'survey-expired',
  'survey-follow-up',
  'survey-skipped',
  'refused-signal',
  'alert',
  'alerts-cleared',
  'alerts-accepted',
  'merged',
  'parent-and-child',
  'late-child',
  'intake-while-temporal-away',
];

/** A folder for each release, and each file what a ticket went through under it: `0.1.0/plain.1.json`. */
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const covered = new Set(files.map((name) => basename(name).split('.', 1)[0]));

describe('committed histories', () => {
  beforeAll(quietTemporal);

  it('cover each path of a life', () => {
    const missing = PATHS.filter((path) => !covered.has(path));
    expect(missing).toEqual([]);
  });

  it.each(files)('%s replays on the code of today', async (name) => {
    const history: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
    expect(await replay([{ workflowId: name, history }], testBundle())).toEqual([]);
  });
});
