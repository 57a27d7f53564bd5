import type { Logger } from 'pino';
import { OverBudget, withinBudget } from '../../prisma/budget';
import type { AlertRule, AlertSourceDocument } from '../../prisma/documents';
import type { Level } from '../../workflows/domain/codes';
import type { Classification } from '../../workflows/domain/events';
import { asText, clean, LONGEST_DESCRIPTION, LONGEST_SUBJECT, type Alert } from './alert';
import { evaluate, type Names } from './language';

/** Who tells of alerts, and how they are meant. */
export interface AlertSource {
  readonly id: string;
  /** Null: nobody has said anything about it. */
  readonly document: AlertSourceDocument | null;
}

/** What a ticket for an alert would be like. */
export interface Plan {
  readonly alert: Alert;
  /** The ticket's fingerprint: alerts of which it is the same share a ticket. */
  readonly group: string;
  readonly subject: string;
  readonly description: string;
  readonly given: Classification;
  readonly team: string | null;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  /** A rule says that such alerts open nothing. */
  readonly ignored: boolean;
}

/** The source that is Alertmanager's unless it names another: its fingerprints are the tickets' as they stand. */
export const USUAL_SOURCE = 'alertmanager';
const LONGEST_GROUP = 255;
/** How long all rules may take over one notification, in milliseconds. */
const BUDGET_MS = 1_000;

/** How bad an alert is by the label `severity`, unless a rule says. */
const SEVERITIES: Readonly<Record<string, Level>> = {
  ...{ critical: 'high', page: 'high', emergency: 'high', disaster: 'high', fatal: 'high' },
  ...{ error: 'medium', high: 'medium', warning: 'medium', average: 'medium', warn: 'medium' },
  ...{ info: 'low', information: 'low', notice: 'low', none: 'low', low: 'low' },
};

/**
 * What is to be done about alerts. An expression that does not fit an alert counts as not there, and rules that take too
 * long are passed over: whatever is wrong with a document, no alert is lost for it.
 */
export function planAll(source: AlertSource, alerts: readonly Alert[], body: unknown, log: Logger): Plan[] {
  try {
    return withinBudget(BUDGET_MS, () => alerts.map((alert) => plan(source, alert, body)));
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    log.warn({ source: source.id, alerts: alerts.length }, 'the rules for alerts take too long: passed over');
    return alerts.map((alert) => plan({ id: source.id, document: null }, alert, body));
  }
}

function plan({ id, document }: AlertSource, alert: Alert, body: unknown): Plan {
  const { labels, annotations, fingerprint } = alert;
  const names: Names = { body, alert: alert.raw, labels, annotations, fingerprint };
  const rule = document?.rules.find(({ when }) => attempt(when, names) === true);
  const level = SEVERITIES[labels.severity?.toLowerCase() ?? ''];
  const { impact = level, urgency = level, type = 'alert' } = rule?.set ?? {};
  const own = textOf(document?.group, names, LONGEST_GROUP);
  const which = own ?? fingerprint;
  const subject = textOf(document?.subject, names, LONGEST_SUBJECT) ?? usualSubject(alert);
  return {
    alert,
    group: id === USUAL_SOURCE && own === null ? which : clean(`${id}:${which}`, LONGEST_GROUP),
    subject: clean(subject.replace(/\s+/g, ' ').trim(), LONGEST_SUBJECT),
    description: textOf(document?.description, names, LONGEST_DESCRIPTION) ?? usualDescription(alert),
    given: { type, ...(impact && { impact }), ...(urgency && { urgency }) },
    team: rule?.set?.team ?? null,
    tags: [...new Set(rule?.set?.tags ?? [])],
    fields: fieldsOf(rule, names),
    ignored: rule?.ignore === true,
  };
}

function usualSubject({ annotations, labels, fingerprint }: Alert): string {
  const said = [annotations.summary, annotations.title, labels.alertname].find(
    (text) => text !== undefined && text.trim() !== '',
  );
  return said ?? fingerprint;
}

/** What the alert says of itself, where it is shown, and its labels. */
function usualDescription({ annotations, labels, url }: Alert): string {
  const said = annotations.description ?? annotations.message ?? '';
  const facts = Object.entries(labels).map(([name, value]) => `${name}: ${value}`);
  const parts = [said, url ?? '', facts.join('\n')].filter((part) => part.trim() !== '');
  return clean(parts.join('\n\n'), LONGEST_DESCRIPTION);
}

function fieldsOf(rule: AlertRule | undefined, names: Names): Record<string, unknown> {
  const read = Object.entries(rule?.set?.fields ?? {}).map(([id, expression]) => [
    id,
    fieldValue(attempt(expression, names)),
  ]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
}

function fieldValue(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' ? clean(value, 1_000) : undefined;
}

function textOf(expression: string | undefined, names: Names, longest: number): string | null {
  if (expression === undefined) return null;
  const text = clean(asText(attempt(expression, names)), longest);
  return text.trim() === '' ? null : text;
}

function attempt(expression: string, names: Names): unknown {
  try {
    return evaluate(expression, names);
  } catch {
    return undefined;
  }
}
