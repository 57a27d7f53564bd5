/** The language of conditions: CEL over the ticket, with what administrators may name and what it may cost. */
import { Environment } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { LEVELS, PRIORITIES, SOURCES, TICKET_TYPES } from '../workflows/domain/codes';
import type { TicketFacts } from './conditions';

/** What can be named of a ticket, with its type. */
const MEMBERS = {
  ...{ type: 'string', impact: 'string', urgency: 'string', priority: 'string', source: 'string', subject: 'string' },
  ...{ description: 'string', text: 'string', requester: 'string', organisation: 'string', team: 'string' },
  ...{ tags: 'list<string>', fields: 'map<string, dyn>' },
} as const satisfies Record<keyof TicketFacts, string>;

/** Members that hold codes: a comparison with anything else can never be meant. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  ...{ type: TICKET_TYPES, impact: LEVELS, urgency: LEVELS, priority: PRIORITIES, source: SOURCES },
};

/**
 * Stands for the ticket's type where its bare name does, which CEL has given to a function. As long as `type`, so that
 * positions in the text stay true.
 */
const BARE_TYPE = '_typ';
/** Replaces `matches`: linear in the length of the text whatever the pattern, as CEL asks and JavaScript's is not. */
const LINEAR_MATCHES = 'matchesInLinearTime';

/** Limits of size: what remains can cost much only by looping, and `withinBudget` bounds that. */
const environment = new Environment({ limits: { maxAstNodes: 2_000, maxDepth: 50 } })
  .registerType('Ticket', { fields: MEMBERS })
  .registerVariable('ticket', 'Ticket')
  .registerVariable(BARE_TYPE, 'string')
  .registerFunction(`string.${LINEAR_MATCHES}(string): bool`, findPattern);
for (const [name, type] of Object.entries(MEMBERS)) if (name !== 'type') environment.registerVariable(name, type);

function findPattern(text: string, pattern: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch {
    // What RE2 says quotes the pattern, which may be a text of the ticket's.
    throw new SyntaxError('The pattern is not one that RE2 knows');
  }
}

type Parsed = ReturnType<typeof environment.parse>;
type Node = Parsed['ast'];

export interface Condition {
  /** @throws what CEL throws, if the condition cannot be evaluated for the ticket */
  readonly evaluate: (ticket: TicketFacts) => unknown;
  /** It goes through lists or maps, which may be long. */
  readonly loops: boolean;
}

/** A mistake in a condition, as its author is told. */
export interface Mistake {
  readonly message: string;
  /** Of the first character at fault, from 0. */
  readonly at: number;
}

/** @throws what CEL throws, if the text is no CEL */
export function parseCondition(when: string): Condition {
  const { parsed, nodes } = readCondition(when);
  return {
    evaluate: (ticket) => parsed({ ticket, ...ticket, [BARE_TYPE]: ticket.type }) as unknown,
    loops: nodes.some(loops),
  };
}

/** @returns the first mistake that can be told without a ticket; null if there is none */
export function findMistake(when: string): Mistake | null {
  let condition;
  try {
    condition = readCondition(when);
  } catch (error) {
    return mistakeOf(error);
  }
  const { valid, type = '', error } = condition.parsed.check();
  if (!valid) return mistakeOf(error);
  const own = loopVariables(condition.nodes);
  for (const node of condition.nodes) {
    const mistake = unknownMember(node) ?? unknownCode(node, own) ?? badPattern(node);
    if (mistake) return mistake;
  }
  return type === 'bool' || type === 'dyn' ? null : { message: `It answers ${type}, not true or false.`, at: 0 };
}

const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

function loops(node: Node): boolean {
  return node.op === 'rcall' && LOOPS.has(node.args[0]);
}

/** The condition with the names that mean something else here than in CEL. */
function readCondition(when: string): { parsed: Parsed; nodes: readonly Node[] } {
  let parsed = environment.parse(when);
  let nodes = [...nodesOf(parsed.ast)];
  const bare = nodes.filter((node) => node.op === 'id' && node.args === 'type');
  if (bare.length > 0) {
    let text = when;
    for (const { start } of bare) text = text.slice(0, start) + BARE_TYPE + text.slice(start + BARE_TYPE.length);
    parsed = environment.parse(text);
    nodes = [...nodesOf(parsed.ast)];
  }
  for (const node of nodes)
    if (node.op === 'rcall' && node.args[0] === 'matches' && node.args[2].length === 1) node.args[0] = LINEAR_MATCHES;
  return { parsed, nodes };
}

/** A node and all below it; a condition nests at most as deep as the limits let it. */
function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** What the type check lets through: `has(ticket.subjekt)`. */
function unknownMember(node: Node): Mistake | null {
  if (node.op !== '.' || node.args[0].op !== 'id' || node.args[0].args !== 'ticket') return null;
  const member = node.args[1];
  return Object.hasOwn(MEMBERS, member) ? null : { message: noMember(member), at: node.pos };
}

function noMember(member: string): string {
  return `A ticket has no ${member}; it has ${Object.keys(MEMBERS).join(', ')}.`;
}

/** Names that the condition gives to what it goes through: `tag` in `tags.exists(tag, …)`. */
function loopVariables(nodes: readonly Node[]): ReadonlySet<unknown> {
  const names = nodes.flatMap((node) => (loops(node) && node.op === 'rcall' ? [node.args[2][0]?.args] : []));
  return new Set(names);
}

/** `type == "incidnet"` would hold for no ticket, and nobody would notice. */
function unknownCode(node: Node, own: ReadonlySet<unknown>): Mistake | null {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return null;
  const [left, right] = node.args;
  if ([left, right].some((side) => side.op === 'id' && own.has(side.args))) return null;
  const member = memberOf(left) ?? memberOf(right);
  const codes = member === null ? undefined : CODES[member];
  if (!codes) return null;
  const literals = [left, right].flatMap((side) => (side.op === 'list' ? side.args : [side]));
  for (const literal of literals) {
    if (literal.op !== 'value' || typeof literal.args !== 'string') continue;
    // Nobody has said: the empty text.
    if (literal.args === '' || codes.includes(literal.args)) continue;
    const message = `"${literal.args}" is no ${String(member)} of a ticket; these are: ${codes.join(', ')}.`;
    return { message, at: literal.start };
  }
  return null;
}

function memberOf(node: Node): string | null {
  if (node.op === '.' && node.args[0].op === 'id' && node.args[0].args === 'ticket') return node.args[1];
  if (node.op !== 'id') return null;
  return node.args === BARE_TYPE ? 'type' : node.args;
}

function badPattern(node: Node): Mistake | null {
  if (node.op !== 'rcall' || node.args[0] !== LINEAR_MATCHES) return null;
  const [pattern] = node.args[2];
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return null;
  try {
    RE2JS.compile(pattern.args);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { message: `The pattern is not one that RE2 knows: ${why}.`, at: pattern.start };
  }
}

function mistakeOf(error: unknown): Mistake {
  const { summary, at } = describe(error);
  const member = /^No such key: (.*)$/.exec(summary)?.[1];
  return { message: member === undefined ? `${summary}.` : noMember(member), at };
}

/** Errors of CEL's that tell types, not values. */
const OF_TYPES = /^(no_such_overload|no_matching_overload|invalid_comprehension_range|cannot_index_type)$/;

/**
 * Why a condition could not be evaluated: in words of the condition, never with texts of the ticket, so that it can be
 * logged.
 */
export function explainFailure(when: string, error: unknown): string {
  const { summary, code } = describe(error);
  const colon = summary.indexOf(': ');
  const tellable = OF_TYPES.test(code) || colon < 0 || when.includes(summary.slice(colon + 2));
  const told = tellable ? summary : summary.slice(0, colon);
  return code === 'no_such_key' ? `${told}; ask has(…) first` : told;
}

/** What an error of CEL's says, without the excerpt that it quotes. */
function describe(error: unknown): { summary: string; code: string; at: number } {
  if (!(error instanceof Error)) return { summary: String(error), code: '', at: 0 };
  const { summary, code, range } = error as Error & { summary?: string; code?: string; range?: { start: number } };
  const text = summary ?? error.message.split('\n')[0] ?? '';
  return { summary: text.replaceAll(BARE_TYPE, 'type'), code: code ?? '', at: range?.start ?? 0 };
}
