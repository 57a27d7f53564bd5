import { currentDocument } from '../../prisma/documents';
import { MOST_BULKY_BYTES } from '../bulkyBody';
import { planAll, type AlertSource } from '../alerts/plan';
import { readAlertmanager, readBy } from '../alerts/read';
import { receiveAlerts } from '../alerts/receive';
import type { Alert } from '../alerts/alert';
import { forbidden, invalid } from '../problem';
import { route, type Answer, type Call, type Route } from '../route';
import {
  alertEffects,
  alertmanagerNotification,
  anyNotification,
  optionalSourceQuery,
  sourceQuery,
} from '../schemas/alerts';

const limit = `a body of at most ${MOST_BULKY_BYTES / 1024 / 1024} MiB`;

export const alertRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/alerts/alertmanager',
    tag: 'Alerts',
    summary: `What Prometheus' Alertmanager posts, as it is (${limit}): opens, joins and clears tickets`,
    bulkyBody: true,
    query: optionalSourceQuery,
    body: alertmanagerNotification,
    bodyRequired: true,
    answers: { 202: alertEffects },
    allow: requireMonitoring,
    handle: async (call) => answer(call, await sourceOf(call, call.query.source), readAlertmanager(call.body)),
  }),
  route({
    method: 'post',
    path: '/alerts',
    tag: 'Alerts',
    summary: `What any monitoring posts (${limit}), read as the document of its source says`,
    bulkyBody: true,
    query: sourceQuery,
    body: anyNotification,
    bodyRequired: true,
    answers: { 202: alertEffects },
    allow: requireMonitoring,
    handle: async (call) => {
      const source = await sourceOf(call, call.query.source);
      const reading = source.document?.read;
      if (!reading)
        throw invalid([
          {
            parameter: 'source',
            code: 'unknown',
            message: `No source of alerts ${source.id} says how to read them: PUT /alert-sources/${source.id} with "read".`,
          },
        ]);
      return answer(call, source, readBy(reading, call.body));
    },
  }),
];

function requireMonitoring({ permissions }: Pick<Call, 'permissions'>): void {
  if (!permissions.may('write', 'Alert'))
    throw forbidden('Alerts come from service accounts with the scope alerts:write only.');
}

async function sourceOf({ deps }: Pick<Call, 'deps'>, id: string): Promise<AlertSource> {
  const stored = await currentDocument(deps.prisma, 'alertSource', id);
  return { id, document: stored?.document ?? null };
}

async function answer(
  call: Pick<Call, 'deps' | 'caller' | 'body' | 'log'>,
  source: AlertSource,
  alerts: Alert[],
): Promise<Answer> {
  const plans = planAll(source, alerts, call.body, call.log);
  return { status: 202, body: { data: await receiveAlerts({ ...call, source }, plans) } };
}
