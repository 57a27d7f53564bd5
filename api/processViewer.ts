import { processView, type NextStep, type ProcessView } from '../workflows/domain/process';
import { label, sayInstant, speaker, type Locale } from './i18n';
import type { ApiSettings } from './settings';
import { isoOf, stateOf, type TicketRow } from './ticketView';

/** What the ticket waits for, in codes and in a sentence, with the way to its workflow. */
export function viewProcess(row: TicketRow, locale: Locale, settings: ApiSettings) {
  const state = stateOf(row);
  const view: ProcessView = state
    ? processView(state)
    : { waitingFor: 'triage', since: row.createdAt.getTime(), next: null };
  const { waitingFor, since, next } = view;
  return {
    waitingFor,
    since: isoOf(since),
    next: next && { at: isoOf(next.at), what: next.what, ...next.params },
    sentence: `${speaker(locale)(`process.${waitingFor}`, { since: sayInstant(locale, since) })} ${sayNext(next, locale)}`,
    workflow: { id: row.key, runId: row.runId, url: workflowUrl(row, settings) },
  };
}

function sayNext(next: NextStep | null, locale: Locale): string {
  const say = speaker(locale);
  if (!next) return say('process.nothingNext');
  const { clock } = next.params;
  const values = { ...next.params, ...(clock === undefined ? {} : { clock: label(locale, 'clock', String(clock)) }) };
  return say(`next.${next.what}`, { ...values, at: sayInstant(locale, next.at) });
}

function workflowUrl({ key, runId }: TicketRow, { temporalUiUrl, namespace }: ApiSettings): string | null {
  if (temporalUiUrl === null) return null;
  const workflow = `${temporalUiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${key}`;
  return runId === null ? workflow : `${workflow}/${runId}/history`;
}
