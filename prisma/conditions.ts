/** Conditions of administrators, in CEL over the ticket: `ticket.priority == "high"`, or `priority == "high"`. */
import { Environment } from '@marcbachmann/cel-js';

/** What a rule sees. What nobody has said is the empty text, so that comparisons hold no surprises. */
export interface TicketFacts {
  readonly type: string;
  readonly impact: string;
  readonly urgency: string;
  readonly priority: string;
  readonly source: string;
  readonly subject: string;
  readonly description: string;
  /** Subject and description, folded: lower case, without accents. */
  readonly text: string;
  /** User id. */
  readonly requester: string;
  /** Organisation id. */
  readonly organisation: string;
  /** Team id; empty while the triage rules run. */
  readonly team: string;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Limits keep a stored rule from eating the worker. */
const environment = new Environment({ limits: { maxAstNodes: 2_000, maxDepth: 50 } }).registerVariable('ticket', 'map');
/** The ticket's members by their bare names too; all but `type`, which is a function of CEL's. */
const BARE = {
  ...{ impact: 'string', urgency: 'string', priority: 'string', source: 'string', subject: 'string' },
  ...{ description: 'string', text: 'string', requester: 'string', organisation: 'string', team: 'string' },
  ...{ tags: 'list<string>', fields: 'map<string, dyn>' },
} as const satisfies Record<Exclude<keyof TicketFacts, 'type'>, string>;
for (const [name, type] of Object.entries(BARE)) environment.registerVariable(name, type);

/** Literals are passed over, so that no text is changed. */
const LITERAL_OR_TYPE = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<![\w.])type\b(?!\s*\()/g;

/** The bare name `type` means the ticket's type, `type(x)` CEL's function. */
function withTicketType(when: string): string {
  return when.replace(LITERAL_OR_TYPE, (found) => (found === 'type' ? 'ticket.type' : found));
}

type Condition = ReturnType<typeof environment.parse>;

/** Parsed conditions by their text; a desk has some hundreds. */
const parsed = new Map<string, Condition>();
const KEPT = 5_000;

/**
 * Whether a condition holds.
 * @throws if it is no CEL, asks for a field that the ticket does not have, or answers something else than a truth value
 */
export function holds(when: string, ticket: TicketFacts): boolean {
  let condition = parsed.get(when);
  if (!condition) {
    if (parsed.size >= KEPT) parsed.clear();
    condition = environment.parse(withTicketType(when));
    parsed.set(when, condition);
  }
  const answer: unknown = condition({ ticket, ...ticket });
  if (typeof answer !== 'boolean') throw new TypeError(`The condition answers ${typeof answer}, not true or false`);
  return answer;
}

/**
 * What is wrong with a condition, to be said when it is stored.
 * @returns null if it can be evaluated
 */
export function checkCondition(when: string): string | null {
  const { valid, type, error } = environment.check(withTicketType(when));
  if (!valid) return error?.message ?? 'It is no CEL expression';
  return type === 'bool' || type === 'dyn' ? null : `It answers ${type}, not true or false`;
}
