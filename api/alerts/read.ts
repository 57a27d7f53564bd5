import { OverBudget, withinBudget } from '../../prisma/budget';
import type { AlertSourceDocument } from '../../prisma/documents';
import { hashJson } from '../ids';
import { invalid } from '../problem';
import { MOST_ALERTS, type AlertmanagerNotification } from '../schemas/alerts';
import { asText, clean, cleanLabels, readInstant, type Alert } from './alert';
import { evaluate, type Names } from './language';

const LONGEST_FINGERPRINT = 200;
const LONGEST_URL = 2_000;
/** How long all expressions may take over one notification, in milliseconds. */
const BUDGET_MS = 1_000;

type Reading = NonNullable<AlertSourceDocument['read']>;

/** Alerts as Alertmanager tells them; of one that is too old to tell fingerprints the labels say which it is. */
export function readAlertmanager({ alerts }: AlertmanagerNotification): Alert[] {
  return alerts.map((raw) => ({
    fingerprint: clean(
      raw.fingerprint === undefined || raw.fingerprint === '' ? hashJson(raw.labels) : raw.fingerprint,
      LONGEST_FINGERPRINT,
    ),
    firing: raw.status === 'firing',
    startsAt: readInstant(raw.startsAt),
    labels: cleanLabels(raw.labels),
    annotations: cleanLabels(raw.annotations ?? {}),
    url: raw.generatorURL ? clean(raw.generatorURL, LONGEST_URL) : null,
    raw,
  }));
}

/**
 * Alerts of any JSON, read by the expressions of their source.
 * @throws Problem 422 that names the expression which does not fit what came: nothing of it is taken
 */
export function readBy(reading: Reading, body: unknown): Alert[] {
  try {
    return withinBudget(BUDGET_MS, () =>
      listOf(reading, body).map((alert, index) => readOne(reading, body, alert, index)),
    );
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    throw unreadable(`Reading it takes longer than ${BUDGET_MS} ms: send fewer alerts at once, or shorten its source.`);
  }
}

function listOf({ alerts }: Reading, body: unknown): readonly unknown[] {
  const list =
    alerts === undefined ? (Array.isArray(body) ? body : [body]) : ask('alerts', alerts, { body, alert: body });
  if (!Array.isArray(list)) throw unreadable('`read.alerts` of the source answers no list.');
  if (list.length > MOST_ALERTS) throw unreadable(`A notification has at most ${MOST_ALERTS} alerts.`);
  return list as unknown[];
}

function readOne(reading: Reading, body: unknown, alert: unknown, index: number): Alert {
  const names = { body, alert };
  const firing = ask('firing', reading.firing, names, index);
  if (typeof firing !== 'boolean') throw unreadable(`Alert ${index}: \`read.firing\` answers no truth value.`);
  const fingerprint = clean(asText(ask('fingerprint', reading.fingerprint, names, index)), LONGEST_FINGERPRINT);
  if (fingerprint === '') throw unreadable(`Alert ${index}: \`read.fingerprint\` answers nothing.`);
  const startsAt =
    reading.startsAt === undefined ? null : instantOf(ask('startsAt', reading.startsAt, names, index), index);
  return {
    fingerprint,
    firing,
    startsAt,
    labels: askEach(reading.labels, names),
    annotations: askEach(reading.annotations, names),
    url: null,
    raw: typeof alert === 'object' && alert !== null ? (alert as Record<string, unknown>) : {},
  };
}

function instantOf(value: unknown, index: number): number | null {
  const said = value instanceof Date ? value.toISOString() : value;
  if (said === null || said === '') return null;
  const at = readInstant(typeof said === 'string' && /^\d+(\.\d+)?$/.test(said) ? Number(said) : said);
  if (at === null) throw unreadable(`Alert ${index}: \`read.startsAt\` answers no instant.`);
  return at;
}

/** What is not there is left out: not every alert has every label. */
function askEach(expressions: Reading['labels'], names: Names): Record<string, string> {
  const answers = Object.entries(expressions ?? {}).flatMap(([name, expression]) => {
    try {
      return [[name, evaluate(expression, names)] as const];
    } catch {
      return [];
    }
  });
  return cleanLabels(Object.fromEntries(answers));
}

function ask(name: string, expression: string, names: Names, index?: number): unknown {
  try {
    return evaluate(expression, names);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const where = index === undefined ? '' : `Alert ${index}: `;
    throw unreadable(`${where}\`read.${name}\` of the source does not fit what came: ${why.slice(0, 200)}.`);
  }
}

function unreadable(message: string) {
  return invalid([{ pointer: '', code: 'unreadable', message }]);
}
