import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { otherMethods } from './methods';
import { openApiDocument } from './openapi/document';
import type { Route } from './route';
import type { Deps } from './settings';

const FILES = { 'docs.css': 'text/css; charset=utf-8', 'docs.js': 'text/javascript; charset=utf-8' };

/** The contract for machines and for people; both without a key, and nothing from elsewhere. */
export function docsRoutes({ settings }: Deps, routes: readonly Route[]): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  let document: string | undefined;
  router.get('/openapi.json', (_req, res) => {
    document ??= JSON.stringify(openApiDocument(routes, settings.publicUrl));
    answer(res, 'application/json; charset=utf-8', document);
  });
  router.get('/docs', (_req, res) => answer(res, 'text/html; charset=utf-8', readStatic('docs.html')));
  for (const [name, type] of Object.entries(FILES))
    router.get(`/${name}`, (_req, res) => answer(res, type, readStatic(name)));
  router.all(['/openapi.json', '/docs', ...Object.keys(FILES).map((name) => `/${name}`)], otherMethods(['get']));
  return router;
}

function answer(res: express.Response, type: string, text: string): void {
  res.setHeader('Content-Type', type);
  res.setHeader('Cache-Control', 'no-store');
  res.end(text);
}

function readStatic(name: string): string {
  return readFileSync(join(__dirname, 'static', name), 'utf8');
}
