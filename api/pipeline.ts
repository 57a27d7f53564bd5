import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { Permissions } from './abilities';
import { LOCALES, type Locale } from './i18n';
import { readBulkyBody } from './bulkyBody';
import { answerOnce } from './keepAnswer';
import { authenticateCounted, type Limits } from './limits';
import { streams } from './overload';
import { Problem } from './problem';
import { parseQuery, parseBody } from './validation';
import { requestIdOf } from './requestId';
import type { Answer, Call, KeyedRoute, Lookup, OpenRoute, Route } from './route';
import { capacityOf, type Deps } from './settings';

const NO_PARAMETERS = z.strictObject({});
const NOTHING = z.strictObject({});

/** Runs one route in the contract's order of checks; the body has been read before. */
export function serve(route: Route, deps: Deps, limits: Limits): RequestHandler {
  return async (req, res) => {
    const look = lookup(deps, req);
    const exchange = { req, res, limits };
    const answer = route.open ? await serveOpen(route, look, exchange) : await serveKeyed(route, look, exchange);
    await send(req, res, answer);
  };
}

async function serveOpen(route: OpenRoute, look: Lookup, { req, res, limits }: Exchange): Promise<Answer> {
  await limits.strangers(req, res);
  const target = await route.find?.(look);
  const query = route.query ? parseQuery(route.query, queryOf(look.req)) : undefined;
  const body = route.body ? parseBody(route.body, bodyOf(look.req)) : undefined;
  return route.handle({ ...look, target, query, body });
}

interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly limits: Limits;
}

async function serveKeyed(route: KeyedRoute, look: Lookup, { req, res, limits }: Exchange): Promise<Answer> {
  const { deps } = look;
  const caller = await authenticateCounted(deps, limits, req, res);
  if (route.bulkyBody) await readBulkyBody(req, res, capacityOf(look.deps.settings).bodyMs);
  const known = { ...look, caller, permissions: new Permissions(caller), body: req.body as unknown };
  const language = req.headers['accept-language'] === undefined ? toLocale(caller.locale) : look.locale;
  const found = { ...known, locale: language, target: undefined };
  const target = await route.find?.(found);
  route.allow({ ...found, target });
  const query = parseQuery(route.query ?? NO_PARAMETERS, queryOf(req));
  const body = route.body ? parseBody(route.body, bodyOf(req)) : refuseBody(req.body);
  const call = { ...found, target, query, body } satisfies Call;
  return route.method === 'post' && !route.keepsAnswer
    ? answerOnce(call, () => route.handle(call))
    : route.handle(call);
}

function lookup(deps: Deps, req: Request): Lookup {
  const params = Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)]));
  const locale = toLocale(req.acceptsLanguages([...LOCALES]) || 'en');
  return { deps, params, locale, requestId: requestIdOf(req), log: req.log, req, incoming: req };
}

function toLocale(text: string): Locale {
  return text.startsWith('fr') ? 'fr' : 'en';
}

/** Every value of every parameter; Express would make an array of some and nested objects of others. */
export function queryOf(req: Pick<Request, 'originalUrl'>): Record<string, string[]> {
  const query = new Map<string, string[]>();
  const start = req.originalUrl.indexOf('?');
  if (start < 0) return {};
  for (const part of req.originalUrl.slice(start + 1).split('&')) {
    if (part === '') continue;
    const [name = '', value = ''] = splitOnce(part).map(decode);
    const before = query.get(name);
    if (before) before.push(value);
    else query.set(name, [value]);
  }
  // As members of their own, also `__proto__`: of a plain object some names are there already.
  return Object.fromEntries(query);
}

function splitOnce(part: string): string[] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    throw new Problem('malformed', 'The query is not valid percent-encoded UTF-8.');
  }
}

function refuseBody(body: unknown): undefined {
  if (body !== undefined) parseBody(NOTHING, body);
  return undefined;
}

async function send(req: Request, res: Response, answer: Answer): Promise<void> {
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
  if (answer.cookies) res.setHeader('Set-Cookie', [...answer.cookies]);
  res.vary('Accept-Language');
  if (answer.version !== undefined) res.setHeader('ETag', `"v${answer.version}"`);
  const etag = res.getHeader('ETag');
  const reads = req.method === 'GET' || req.method === 'HEAD';
  res.setHeader('Cache-Control', reads && etag !== undefined ? 'private, no-cache' : 'no-store');
  if (reads && typeof etag === 'string' && matchesAny(req.headers['if-none-match'], etag)) {
    res.status(304).end();
    return;
  }
  res.status(answer.status);
  if (answer.stream) return sendStream(req, res, answer.stream, answer.contentType ?? 'application/octet-stream');
  if (answer.body === undefined && answer.text === undefined) {
    res.end();
    return;
  }
  res.setHeader('Content-Type', answer.contentType ?? 'application/json; charset=utf-8');
  res.end(answer.text ?? JSON.stringify(answer.body));
}

/** Whoever goes away in the middle ends the stream and what fills it; that is nobody's error. */
async function sendStream(
  req: Request,
  res: Response,
  open: NonNullable<Answer['stream']>,
  contentType: string,
): Promise<void> {
  res.setHeader('Content-Type', contentType);
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  streams(res);
  try {
    await pipeline(await open(), res);
  } catch (error) {
    if (!res.headersSent) throw error;
    // The answer stays without its end, so that nobody takes it for whole.
    if (!res.closed || !isGone(error)) req.log.error({ err: error }, 'an answer broke off');
    res.destroy();
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Weak comparison, as RFC 9110 asks for If-None-Match. */
function matchesAny(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

/** A request without a body is one without members; `null` is a body. */
function bodyOf({ body }: Pick<Request, 'body'>): unknown {
  return body === undefined ? {} : body;
}
