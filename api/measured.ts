import { Gauge, type Registry } from 'prom-client';
import type { Deps } from './settings';
import { within } from './within';

/** Whoever collects waits ten seconds at most, for all that is measured. */
const PATIENCE_MS = 4_000;

/** Gauges by their names. */
type Gauges<K extends string> = Readonly<Record<K, { readonly help: string; readonly labels?: readonly string[] }>>;

export interface Figure<K extends string> {
  readonly gauge: K;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Gauges that one question answers, asked whenever somebody looks at the metrics. What is away, or too slow, is not
 * told: the gauges then have no values rather than old ones, and the other metrics are told all the same.
 * @param what of which the log says that it could not be measured
 */
export function measureTogether<K extends string>(
  { logger }: Pick<Deps, 'logger'>,
  registry: Registry,
  what: string,
  gauges: Gauges<K>,
  ask: () => Promise<readonly Figure<K>[]>,
): void {
  const made = new Map<K, Gauge>();
  const fill = async (): Promise<void> => {
    let figures: readonly Figure<K>[] = [];
    try {
      figures = await within(PATIENCE_MS, ask());
    } catch (error) {
      logger.warn({ err: error }, `${what} could not be measured`);
    }
    for (const [name, gauge] of made) empty(gauge, gauges[name].labels);
    for (const { gauge, value, labels } of figures) made.get(gauge)?.set(labels ?? {}, value);
  };
  // All are collected in one go: each waits for the answer that the first has asked for.
  let underWay: Promise<void> | null = null;
  const collect = () => (underWay ??= fill().finally(() => (underWay = null)));
  for (const name of Object.keys(gauges) as K[]) {
    const { help, labels = [] } = gauges[name];
    made.set(name, new Gauge({ name, help, labelNames: labels, registers: [registry], collect }));
  }
}

/** A gauge without labels is set back to 0, which would be a figure. */
function empty(gauge: Gauge, labels: readonly string[] = []): void {
  gauge.reset();
  if (labels.length === 0) gauge.remove();
}
