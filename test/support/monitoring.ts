import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const MONITORING = join(__dirname, '../../docs/monitoring');

const Rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});
const Panel = z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) });
const Dashboard = z.object({ panels: z.array(Panel) });

export interface Question {
  /** The alert or the panel that asks. */
  readonly by: string;
  /** PromQL. */
  readonly expr: string;
}

export function alertRules(): readonly Question[] {
  const { groups } = Rules.parse(parse(readFileSync(join(MONITORING, 'guichet.rules.yml'), 'utf8')));
  return groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => ({ by: alert, expr })));
}

export function dashboardQuestions(): readonly Question[] {
  const { panels } = Dashboard.parse(JSON.parse(readFileSync(join(MONITORING, 'grafana.json'), 'utf8')));
  return panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ by: title, expr })));
}

/** Names of metrics that it asks for; not `up`, which is Prometheus' own. */
export function metricsOf({ expr }: Question): readonly string[] {
  return expr.match(/\b(guichet|temporal|process|nodejs)_\w+/g) ?? [];
}
