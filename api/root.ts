import express, { type RequestHandler, type Router } from 'express';
import { authenticate } from './auth';
import { otherMethods } from './methods';
import type { Metrics } from './metrics';
import { admitMetricsReader } from './metricsReaders';
import type { Deps } from './settings';

/** What answers beside the API: health for load balancers, metrics for Prometheus. */
export function rootRoutes(deps: Deps, metrics: Metrics): Router {
  const router = express.Router({ caseSensitive: true });
  router.get('/healthz', (_req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const report = await deps.readiness();
    res.setHeader('Cache-Control', 'no-store');
    res.status(report.ready ? 200 : 503).json(report);
  });
  router.get('/metrics', guardMetrics(deps), async (_req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Type', metrics.registry.contentType);
    res.end(await metrics.registry.metrics());
  });
  for (const path of ['/healthz', '/readyz', '/metrics']) router.all(path, otherMethods(['get']));
  return router;
}

function guardMetrics(deps: Deps): RequestHandler {
  return async (req, _res, next) => {
    if (deps.settings.metricsOpenTo !== 'everyone') await admitMetricsReader(req, () => authenticate(deps, req));
    next();
  };
}
