/** Conditions of administrators, in CEL over the ticket: `ticket.priority == "high"`, or `priority == "high"`. */
import { OverBudget, withinBudget } from './budget';
import { explainFailure, findMistake, parseCondition, type Condition } from './conditionLanguage';

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

/** Parsed conditions by their text; a desk has some hundreds. */
const parsed = new Map<string, Condition>();
const KEPT = 5_000;

/** How long a condition may go through lists, in milliseconds. */
const BUDGET_MS = 100;
/** For so long a condition that took longer is not tried again: it would hold up every ticket that comes in. */
const REST_MS = 60_000;
const restsUntil = new Map<string, number>();

/**
 * Whether a condition holds.
 * @throws ConditionFailed if it is no CEL, asks for a field that the ticket does not have, answers something else than a
 *   truth value, or takes too long
 */
export function holds(when: string, ticket: TicketFacts): boolean {
  let answer: unknown;
  try {
    const condition = parsed.get(when) ?? keepParsed(when);
    answer = condition.loops ? evaluateInTime(when, condition, ticket) : condition.evaluate(ticket);
  } catch (error) {
    throw error instanceof ConditionFailed ? error : new ConditionFailed(explainFailure(when, error));
  }
  if (typeof answer !== 'boolean') throw new ConditionFailed(`It answers ${typeof answer}, not true or false`);
  return answer;
}

/** Why a condition could not be evaluated: names and codes of the condition, never texts of the ticket. */
export class ConditionFailed extends Error {}

function keepParsed(when: string): Condition {
  if (parsed.size >= KEPT) parsed.clear();
  const condition = parseCondition(when);
  parsed.set(when, condition);
  return condition;
}

/** A machine that stood still is no fault of the condition: it has a second chance. */
function evaluateInTime(when: string, condition: Condition, ticket: TicketFacts): unknown {
  if ((restsUntil.get(when) ?? 0) > Date.now()) throw tooLong();
  try {
    return withinBudget(BUDGET_MS, () => condition.evaluate(ticket));
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
  }
  try {
    // Parsed anew: what was given up may have left its variables behind.
    return withinBudget(BUDGET_MS, () => keepParsed(when).evaluate(ticket));
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    parsed.delete(when);
    if (restsUntil.size >= KEPT) restsUntil.clear();
    restsUntil.set(when, Date.now() + REST_MS);
    throw tooLong();
  }
}

function tooLong(): ConditionFailed {
  return new ConditionFailed(`It takes longer than ${BUDGET_MS} ms: go through fewer or shorter lists`);
}

/** A mistake in a condition, where it stands. */
export interface ConditionMistake {
  readonly message: string;
  /** Both from 1; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** The line at fault, cut to what is near. */
  readonly excerpt: string;
}

/** @returns what is wrong with a condition, to be said when it is stored; null if it can be evaluated */
export function checkCondition(when: string): ConditionMistake | null {
  const mistake = findMistake(when);
  if (!mistake) return null;
  const before = when.slice(0, mistake.at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const line = when.split('\n')[before.length - 1] ?? '';
  return {
    message: mistake.message,
    line: before.length,
    column,
    excerpt: line.slice(Math.max(0, column - 41), column + 39),
  };
}
