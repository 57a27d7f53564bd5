/** Expressions of administrators over alerts, in CEL: `labels.severity == "critical"`. */
import { Environment } from '@marcbachmann/cel-js';
import type { InputError } from '../problem';

/** What an expression may name. */
export interface Names {
  /** What was posted. */
  readonly body: unknown;
  /** One alert of it, as it came. */
  readonly alert: unknown;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly fingerprint?: string;
}

/** What an expression is to answer. */
export type Answers = 'bool' | 'string' | 'list' | 'any';

/** Limits of size; what an evaluation may cost is for whoever evaluates to bound. */
const raw = new Environment({ limits: { maxAstNodes: 2_000, maxDepth: 50 } })
  .registerVariable('body', 'dyn')
  .registerVariable('alert', 'dyn');
/** Once an alert is read. */
const read = raw
  .clone()
  .registerVariable('labels', 'map<string, string>')
  .registerVariable('annotations', 'map<string, string>')
  .registerVariable('fingerprint', 'string');

type Evaluate = (names: Names) => unknown;
const parsed = new Map<string, Evaluate>();
const KEPT = 5_000;

/** @throws what CEL throws, if the expression is none or asks for what is not there */
export function evaluate(expression: string, names: Names): unknown {
  let known = parsed.get(expression);
  if (!known) {
    if (parsed.size >= KEPT) parsed.clear();
    known = read.parse(expression);
    parsed.set(expression, known);
  }
  return known(names);
}

/** An expression of a document, where it stands. */
export interface Expression {
  readonly pointer: string;
  readonly text: string | undefined;
  readonly answers: Answers;
  /** It reads what came, before there are labels. */
  readonly early?: true;
}

/** @returns what is wrong with each that is */
export function faultsOf(expressions: readonly Expression[]): InputError[] {
  return expressions.flatMap(({ pointer, text, answers, early }) => {
    if (text === undefined) return [];
    const message = faultOf(text, answers, early ? raw : read);
    return message === null ? [] : [{ pointer, code: 'invalid_condition', message }];
  });
}

function faultOf(text: string, answers: Answers, environment: Environment): string | null {
  let checked;
  try {
    checked = environment.parse(text).check();
  } catch (error) {
    return firstLine(error);
  }
  if (!checked.valid) return firstLine(checked.error);
  const type = checked.type ?? 'dyn';
  const fits = answers === 'any' || type === 'dyn' || type === answers || (answers === 'list' && /^list\b/.test(type));
  return fits ? null : `It answers ${type}, not ${answers}.`;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `${text.split('\n')[0] ?? ''}.`;
}
