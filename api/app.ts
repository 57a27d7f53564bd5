import { randomUUID } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { readBodyUnless } from './body';
import { allowSites } from './cors';
import { measureBacklogs } from './backlogMetrics';
import { measureChannels } from './channelMetrics';
import { measureDesk } from './deskMetrics';
import { devMail } from './devMail';
import { docsRoutes } from './docsRoutes';
import { authenticateCounted, createLimits } from './limits';
import { otherMethods } from './methods';
import { createMetrics } from './metrics';
import { passwordPage } from './passwordPage';
import { shedLoad, wasTurnedAway } from './overload';
import { serve } from './pipeline';
import { Problem, toProblem } from './problem';
import { requestIdOf } from './requestId';
import { rootRoutes } from './root';
import type { Route } from './route';
import { allRoutes } from './routes';
import { boundRequest } from './requestBounds';
import { capacityOf, type Deps } from './settings';

/**
 * The REST API as an Express application. Making it does no I/O. The order of what follows is the contract's order of
 * checks: 413, 415, 400, then what `pipeline.ts` does for each route.
 */
export function createApp(deps: Deps): Express {
  const app = express();
  const metrics = createMetrics();
  app.disable('x-powered-by').set('etag', false).set('query parser', false);
  app.set('trust proxy', deps.settings.trustedProxies ?? 0);
  app.use(requestLog(deps), helmet(HELMET), metrics.middleware, boundRequest);
  app.use(rootRoutes(deps, metrics));
  for (const measure of [measureChannels, measureDesk, measureBacklogs]) measure(deps, metrics.registry);
  if (deps.settings.mailFolder !== undefined) app.use(devMail(deps.settings.mailFolder));
  const routes = allRoutes();
  const docs = docsRoutes(deps, routes);
  app.use(docs, passwordPage());
  const capacity = capacityOf(deps.settings);
  app.use('/api/v1', docs, allowSites(deps.settings.corsOrigins ?? []));
  app.use('/api/v1', shedLoad(capacity, deps.waitingQueries ?? (() => 0), metrics.registry));
  app.use('/api/v1', readBodyUnless(isReadLater(routes), capacity.bodyMs), apiRoutes(deps, routes));
  app.use(() => {
    throw new Problem('not_found', 'There is nothing under this address.');
  });
  app.use(answerProblem);
  return app;
}

const HELMET = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  // Whether the desk is behind TLS is its proxy's to know.
  strictTransportSecurity: false,
} as const;

/** An id that somebody gave is kept if it can stand in a log line as it is. */
const SANE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

function requestLog({ logger }: Deps): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (req, res) => {
      const given = req.headers['x-request-id'];
      const id = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_req, res) => (res.statusCode >= 500 && !wasTurnedAway(res) ? 'warn' : 'debug'),
    // Links in mails hold a token, and headers hold keys: neither is written.
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: req.url.split('?')[0]?.replace(/\/(surveys|unsubscribe)\/.*/, '/$1/…'),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  }) as RequestHandler;
}

/** Is the body read once it is known who sends it, or by the route itself? Also another method's there, which is refused. */
function isReadLater(routes: readonly Route[]): (req: Request) => boolean {
  const forms = routes
    .filter(({ upload, bulkyBody }) => upload !== undefined || bulkyBody === true)
    .map(({ path }) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`));
  return (req) => forms.some((form) => form.test(req.path));
}

function apiRoutes(deps: Deps, routes: readonly Route[]): RequestHandler {
  const router = express.Router({ caseSensitive: true, strict: true });
  const limits = createLimits(deps);
  const paths = new Map<string, Route[]>();
  for (const one of routes) {
    const path = one.path.replace(/\{(\w+)\}/g, ':$1');
    router[one.method](path, serve(one, deps, limits));
    paths.set(path, [...(paths.get(path) ?? []), one]);
  }
  // 401 is told before 404 and 405: strangers do not learn which addresses there are.
  const requireKey: RequestHandler = async (req, res, next) => {
    await authenticateCounted(deps, limits, req, res);
    next();
  };
  // `/tickets/bulk` would be taken for a ticket of the key `bulk`.
  const plainFirst = [...paths].sort(([one], [other]) => Number(one.includes(':')) - Number(other.includes(':')));
  for (const [path, known] of plainFirst) {
    const open = known.some((one) => one.open);
    router.all(path, ...(open ? [] : [requireKey]), otherMethods(known.map(({ method }) => method)));
  }
  router.use(requireKey);
  return router;
}

const answerProblem: ErrorRequestHandler = (error: unknown, req: Request, res: Response, _next) => {
  const problem = toProblem(error);
  if (problem.status === 500) req.log.error({ err: error }, 'a request failed');
  else if (problem.status === 503 && !wasTurnedAway(res)) req.log.warn({ err: error }, 'a request could not be served');
  if (res.headersSent) {
    res.end();
    return;
  }
  for (const [name, value] of Object.entries(problem.more.headers ?? {})) res.setHeader(name, value);
  res.removeHeader('ETag');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  res.status(problem.status).end(JSON.stringify(problem.body(requestIdOf(req))));
};
