import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly middleware: RequestHandler;
}

/** Upper bounds in seconds: from what nobody notices to what nobody waits for. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Of this process. */
export const commandOutcomes = new Counter({
  name: 'guichet_commands_total',
  help: 'Commands sent to tickets, by name and outcome',
  labelNames: ['command', 'outcome'],
  registers: [],
});

/** Of this process. By name only: outcomes would make series by the thousand. */
export const commandSeconds = new Histogram({
  name: 'guichet_command_seconds',
  help: 'Time until a command was answered, whatever the answer, by name',
  labelNames: ['command'],
  buckets: SECONDS,
  registers: [],
});

/** A registry of its own for each application, so that two in one process (tests) do not meet. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(commandOutcomes);
  registry.registerMetric(commandSeconds);
  const seconds = new Histogram({
    name: 'guichet_http_request_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  return { registry, middleware: measure(seconds) };
}

/** The route, not the path: paths are as many as tickets. */
function measure(seconds: Histogram<'method' | 'route' | 'status'>): RequestHandler {
  return (req, res, next) => {
    const end = seconds.startTimer();
    res.on('finish', () => {
      const route: unknown = req.route;
      const known = typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string';
      const path = known ? (route.path as string) : 'none';
      end({ method: req.method, route: path, status: String(res.statusCode) });
    });
    next();
  };
}
