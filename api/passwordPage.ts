import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { otherMethods } from './methods';

const FILES = {
  '/password': ['password.html', 'text/html; charset=utf-8'],
  '/password.js': ['password.js', 'text/javascript; charset=utf-8'],
} as const;

/** The page that a link to set a password leads to: so that a person needs no other program for it. */
export function passwordPage(): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const [path, [file, type]] of Object.entries(FILES)) {
    router.get(path, (_req, res) => {
      res.setHeader('Content-Type', type);
      res.setHeader('Cache-Control', 'no-store');
      res.end(readFileSync(join(__dirname, 'static', file), 'utf8'));
    });
    router.all(path, otherMethods(['get']));
  }
  return router;
}
