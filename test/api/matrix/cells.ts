import { SCOPES } from '../../../api/auth';
import { type DeskClient, type Reply } from '../../support/deskClient';
import { ABSENT, HELD_MAIL, PROPOSAL, callerOf, spareFile, spareKey, type Laden, type World } from './world';
import { COLUMNS, ROWS, type Row, type Verdict } from './table';

/** One question to the desk, and what the table says of it. */
export interface Cell {
  readonly route: string;
  /** For whom a failure is told: `lead, absent ticket`. */
  readonly who: string;
  readonly expected: string;
  ask(): Promise<string>;
}

/** @returns what is wrong; null if the desk answers as the table says */
export async function checkCell(cell: Cell): Promise<string | null> {
  const got = await cell.ask();
  return got === cell.expected ? null : `${cell.route} · ${cell.who}: expected ${cell.expected}, got ${got}`;
}

/** Who may call what: every row with each caller, on what is there and on what is not. */
export function tableCells(world: World): Cell[] {
  return ROWS.flatMap((row) => [...presentCells(world, row), ...absentCells(world, row)]);
}

function presentCells(world: World, row: Row): Cell[] {
  const object = row.object === '' ? '' : ` (${row.object})`;
  const people = Object.entries(row.people).map(([column, verdict]) => ({
    who: (COLUMNS[row.kind] as Record<string, string>)[column] ?? column,
    client: callerOf(world, row.kind, column, makerOf(world, row)).client,
    ticket: ticketFor(world, column),
    verdict,
  }));
  const services = SCOPES.map((scope) => ({
    who: `service ${scope}`,
    client: world.services[scope],
    ticket: world.tickets.shared,
    verdict: row.services[scope],
  }));
  return [...people, ...services].map(({ who, client, ticket, verdict }) => ({
    route: row.route,
    who: who + object,
    expected: statusOf(row, verdict),
    ask: async () => told(await send(client, row, await pathTo(world, row, ticket))),
  }));
}

function absentCells(world: World, row: Row): Cell[] {
  if (row.absent === 'nothing to name') return [];
  const { absent } = row;
  const people = row.kind === 'ticket' ? ['own', 'agent', 'admin'] : Object.keys(row.people);
  const verdict = (present: Verdict): string => {
    if (absent === 'as if there') return statusOf(row, present);
    return absent === '403 or 404' && present === '403' ? '403' : '404';
  };
  return [
    ...people.map((column) => ({
      who: (COLUMNS[row.kind] as Record<string, string>)[column] ?? column,
      client: callerOf(world, row.kind, column, makerOf(world, row)).client,
      expected: verdict(row.people[column] ?? '404'),
    })),
    ...SCOPES.map((scope) => ({
      who: `service ${scope}`,
      client: world.services[scope],
      expected: verdict(row.services[scope]),
    })),
  ].map(({ who, client, expected }) => ({
    route: row.route,
    who: `${who}, absent`,
    expected,
    ask: async () => told(await send(client, row, pathToNothing(row))),
  }));
}

function statusOf(row: Row, verdict: Verdict): string {
  return verdict === 'yes' ? String(row.done) : verdict;
}

/** Sends a row's request. */
export function send(client: DeskClient, row: Row, path: string, headers?: Record<string, string>): Promise<Reply> {
  const [method = ''] = row.route.split(' ');
  return client.send(method.toUpperCase(), path, row.body, headers);
}

/** A status, and of a refusal of a session's request why. */
export function told({ status, body }: Reply): string {
  const code = (body as { code?: string } | null)?.code;
  return code === 'csrf_token_invalid' ? `${status} ${code}` : String(status);
}

function ticketFor({ tickets }: World, column: string): Laden {
  if (column === 'apart') return tickets.discreet;
  return column === 'outsideOwn' ? tickets.outsiders : tickets.shared;
}

function madeFor({ made }: World, { route, object }: Row) {
  if (route.includes('/operations/')) return made.operation;
  if (route.includes('/agents/')) return made.agent;
  if (object === 'not yet taken') return made.file;
  if (object === 'of a team') return made.teamView;
  return object === 'for all' ? made.commonView : made.ownView;
}

function makerOf(world: World, row: Row) {
  return row.kind === 'made' ? madeFor(world, row).by : undefined;
}

/** The address of what a row is about. */
export async function pathTo(world: World, row: Row, ticket: Laden): Promise<string> {
  const path = row.route.split(' ')[1] ?? '';
  const visibility = row.object === 'internal' ? 'internal' : 'public';
  return path
    .replace('{key}', ticket.key)
    .replace('{comment}', ticket.comment[visibility])
    .replace('{version}', '1')
    .replace('/stream', '/stream?nonsense=true')
    .replace('{reply}', 'greeting')
    .replace('{user}', world.people.agent.id)
    .replace('{id}', await idFor(world, row, ticket));
}

async function idFor(world: World, row: Row, ticket: Laden): Promise<string> {
  const { route, object } = row;
  if (!route.includes('{id}')) return '';
  if (route.includes('/api-keys/')) return spareKey(world.desk, { userId: world.people.other.id });
  if (route.startsWith('delete /attachments/')) return object === 'public' ? ticket.doomed : spareFile(world);
  if (row.kind === 'made') return madeFor(world, row).id;
  if (route.includes('/attachments/')) return ticket.attachment[object === 'internal' ? 'internal' : 'public'];
  const ids: readonly (readonly [string, string])[] = [
    ['/users/', world.people.other.id],
    ['/agents/', object === 'of another' ? world.people.mate.id : world.people.agent.id],
    ['/channels/', 'email'],
    ['/inbound-mails/', HELD_MAIL],
    ['/problem-proposals/', PROPOSAL],
    ['/fields/', 'asset'],
    ['/replies/', 'greeting'],
    ['/schedules/', 'monthly'],
    ['/message-templates/', 'assigned'],
    ['/calendars/', 'always'],
    ['/policies/', 'incident'],
    ['/teams/', 'apart'],
    ['/alert-sources/', 'probe'],
    ['/webhooks/', 'crm'],
    ['/organisations/', 'open'],
  ];
  const known = ids.find(([part]) => route.includes(part));
  if (!known) throw new Error(`${route}: say in test/api/matrix/cells.ts which one is asked for`);
  return known[1];
}

function pathToNothing({ route }: Row): string {
  const path = route.split(' ')[1] ?? '';
  const isNamed =
    /\/(calendars|policies|teams|organisations|api-keys|fields|alert-sources|webhooks|replies|schedules|message-templates)\//.test(
      path,
    );
  return path
    .replace('{key}', ABSENT.key)
    .replace('{comment}', ABSENT.uuid)
    .replace('{version}', '999')
    .replace('{reply}', ABSENT.name)
    .replace('{user}', ABSENT.uuid)
    .replace('{id}', path.startsWith('/operations/') ? ABSENT.operation : isNamed ? ABSENT.name : ABSENT.uuid);
}
