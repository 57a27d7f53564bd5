import { allRoutes } from '../../api/routes';
import { checkCell, tableCells, type Cell } from '../api/matrix/cells';
import { contentCells } from '../api/matrix/contents';
import { addressCells, sessionCells, strangerCells } from '../api/matrix/strangers';
import { ROWS } from '../api/matrix/table';
import { makeWorld } from '../api/matrix/world';
import { Desk } from '../support/desk';
import { allSites } from './sites.cjs';
import { checksReached, hasRefused, install, takeOut } from './switches';

/**
 * Takes each check of the API out in turn while a desk runs, and asks the matrix whether anybody notices: `npm run
 * test:mutants`. A mutant is killed if an answer is wrong without the check, and right again with it.
 */
let desk: Desk;
/** The cells on whose way a check is. */
const cellsBy = new Map<string, Cell[]>();
let cellCount = 0;

beforeAll(async () => {
  install();
  desk = await Desk.start();
  const world = await makeWorld(desk);
  const cells = [
    ...[...tableCells(world), ...contentCells(world)],
    ...[...(await strangerCells(world)), ...(await sessionCells(world)), ...addressCells(world)],
  ];
  cellCount = cells.length;
  checksReached();
  const wrong: string[] = [];
  for (const cell of cells) {
    const found = await checkCell(cell);
    if (found !== null) wrong.push(found);
    for (const id of checksReached()) cellsBy.set(id, [...(cellsBy.get(id) ?? []), cell]);
  }
  // Without mutants all must be well, or nothing would be proved.
  expect(wrong).toEqual([]);
}, 600_000);
afterAll(async () => {
  takeOut([]);
  await desk.stop();
});

/** Not asked here: what other tests see to, and what nobody could notice. */
const ELSEWHERE: readonly (readonly [check: string, why: string])[] = [
  ['api/oidc', 'logging in at a provider: test/api/oidc.test.ts'],
  ['api/root.ts', 'metrics: test/api/openapi.test.ts'],
  ['api/metricsReaders.ts', 'metrics: test/api/openapi.test.ts'],
  ['api/surveys.ts unless !row', 'whoever holds the link: test/api/survey.test.ts'],
  ['api/ticketView.ts row.requesterId === viewer', 'the link of a survey: test/api/survey.test.ts'],
  ['api/passwords.ts id: caller.id', 'one’s own password: test/api/sessions.test.ts'],
  ['api/commentOnTicket.ts', 'whose comment stops a clock: test/api/access.test.ts'],
  ["api/attachments/claim.ts AND state IN ('scanning', 'clean')", 'whole files: test/api/attachments.test.ts'],
  ['api/attachments/claim.ts AND ${isFree(caller.id)}', 'each of its conditions is asked by itself'],
  ["api/attachments/find.ts unless row.state === 'uploading'", 'half a file: test/api/attachments.test.ts'],
  ['api/attachments/receive.ts', 'how many files wait: test/api/attachments.test.ts'],
  ["api/decideProposal.ts permissions.mayTicket('work', row)", 'whoever decides on proposals works on all tickets'],
  ["api/problemProposals.ts permissions.ticketsWhere('see')", 'whoever decides on proposals sees all tickets'],
  ["api/tryDetection.ts permissions.ticketsWhere('see')", 'administrators see all tickets'],
  ["api/frequentReport.ts permissions.ticketsWhere('see')", 'whoever reads reports sees all tickets'],
  ["api/exports/tickets.ts call.permissions.ticketsWhere('export')", 'whoever may export at all may export everything'],
  ["api/tryRules.ts permissions.tickets('read')", 'samples of rules: test/api/triageRules.test.ts'],
  ['api/auth.ts unless token === undefined', 'only what is said: no cookie is no session either'],
  ['api/keyCaller.ts unless !parts', 'only sooner: what is no key is in no row'],
  ["api/routes/views.ts unless 'given' in target", 'only what is said: nobody owns what comes with the desk'],
  ['api/apiKeys.ts unless !before', 'a race: revoked since it was found'],
  ['api/views.ts unless !row', 'a race: deleted since it was found'],
  ['api/devMail.ts', 'mail in the data folder: test/api/devMail.test.ts'],
  ['api/inboundMails.ts', 'of whose ticket a mail is: test/channels/inbound/badMail.test.ts'],
  [
    "api/links.ts unless !permissions.mayTicket('work', other)",
    'whoever works on one ticket works on all that she sees',
  ],
  ["api/links.ts permissions.tickets('see')", 'links to others: test/api/links.test.ts'],
  ['api/notices/', 'watchers, mentions, unsubscribing: test/api/notices/choices.test.ts'],
  ["api/routes/comments.ts unless has(call.body, 'mentions')", 'mentions: test/api/notices/choices.test.ts'],
  ['api/notifications/', 'what others are told: test/api/notices/notifications.test.ts'],
  ['api/resources/agents.ts unless !user', 'who is no person: test/api/config.test.ts'],
];

function isElsewhere({ id, what }: Mutant): boolean {
  const [file = ''] = id.split(':');
  return ELSEWHERE.some(([check]) => `${file} ${what}`.startsWith(check));
}

interface Mutant {
  readonly id: string;
  readonly what: string;
}

test('whatever check is taken out, somebody notices', async () => {
  const begun = Date.now();
  const lines: string[] = [];
  const survivors: string[] = [];
  let killed = 0;
  for (const { id, what } of mutants()) {
    // Two locks on one door: that of the look-up, which keeps secret what there is, and that of the call.
    const both = [id.replace(/^allow /, 'find '), id.replace(/^find /, 'allow ')];
    const by = (await kill([id])) ?? (both[0] === both[1] ? null : await kill(both));
    if (by === null) survivors.push(`${id} ${what}`);
    else killed += 1;
    lines.push(
      `${by === null ? 'SURVIVED' : 'killed  '}  ${id}  ${what}${by === null ? '' : `\n            by ${by}`}`,
    );
  }
  const seconds = Math.round((Date.now() - begun) / 1000);
  const count = `${killed + survivors.length} mutants, ${killed} killed, ${survivors.length} survived`;
  process.stdout.write(`${lines.join('\n')}\n${count} (${cellCount} cells, ${seconds} s)\n`);
  expect(survivors).toEqual([]);
});

function mutants(): Mutant[] {
  const sites = allSites().filter((site) => !isElsewhere(site));
  const routes = allRoutes().flatMap((route): Mutant[] => {
    if (route.open) return [];
    const name = `${route.method} ${route.path}`;
    const refuses = ROWS.some((row) => row.route === name && holds403(row)) || hasRefused(name);
    const fences = refuses || ROWS.some((row) => row.route === name && row.kind !== 'desk');
    return [
      ...(refuses ? [{ id: `allow ${name}`, what: 'whoever finds it may' }] : []),
      ...(cellsBy.has(`find ${name}`) && fences ? [{ id: `find ${name}`, what: 'whoever asks finds it' }] : []),
    ];
  });
  return [...routes, ...sites];
}

function holds403({ people, services }: (typeof ROWS)[number]): boolean {
  return [...Object.values(people), ...Object.values(services)].includes('403');
}

/** @returns what was noticed; null if none did */
async function kill(ids: readonly string[]): Promise<string | null> {
  const queue = inTurns([...new Set(ids.flatMap((id) => cellsBy.get(id) ?? []))]);
  const wrong: { cell: Cell; found: string }[] = [];
  takeOut(ids);
  const hands = Array.from({ length: 6 }, async () => {
    for (let cell = queue.shift(); cell && wrong.length === 0; cell = queue.shift()) {
      const found = await checkCell(cell).catch((error: unknown) => String(error));
      if (found !== null) wrong.push({ cell, found });
    }
  });
  await Promise.all(hands);
  takeOut([]);
  const [first] = wrong;
  if (!first) return null;
  const still = await checkCell(first.cell);
  if (still !== null) throw new Error(`Without ${ids.join()} the desk was spoiled: ${still}`);
  return first.found;
}

/** Cells of all kinds early: each seventh, then each seventh from the second on, and so on. */
function inTurns(cells: readonly Cell[]): Cell[] {
  return Array.from({ length: 7 }, (_, turn) => cells.filter((_cell, index) => index % 7 === turn)).flat();
}
