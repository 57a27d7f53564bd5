/** Where a worker tells its metrics. */
import { z } from 'zod';

export const metricsVariables = {
  GUICHET_METRICS_PORT: {
    form: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().min(0).max(65_535)),
    must: 'be a port from 0 (any free one) to 65535',
  },
  GUICHET_METRICS_HOST: { form: z.string().regex(/^[0-9a-zA-Z.:-]{1,253}$/), must: 'be an address of this machine' },
} as const;

type Values = { readonly [K in keyof typeof metricsVariables]?: z.output<(typeof metricsVariables)[K]['form']> };

export interface MetricsPlace {
  readonly host: string;
  readonly port: number;
}

/** Null: nowhere. Unless said, only this machine reaches it. */
export function readMetricsSettings(values: Values): { readonly workerMetrics: MetricsPlace | null } {
  const port = values.GUICHET_METRICS_PORT;
  return {
    workerMetrics: port === undefined ? null : { host: values.GUICHET_METRICS_HOST ?? '127.0.0.1', port },
  };
}
