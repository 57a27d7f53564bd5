import express, { type RequestHandler, type Router } from 'express';
import { simpleParser, type AddressObject } from 'mailparser';
import { namesIn, readMail } from '../channels/mail/folder';
import { otherMethods } from './methods';
import { notFound } from './problem';
import { isLocal } from './metricsReaders';

/** Mails shown, the latest first. */
const SHOWN = 50;

/**
 * The mails that the desk would have sent, for whoever tries it without a mail server. On this machine only: they hold
 * links that log nobody in but answer surveys.
 */
export function devMail(folder: string): Router {
  const router = express.Router({ caseSensitive: true });
  router.use('/dev/mail', localOnly);
  router.get('/dev/mail', async (req, res) => {
    const names = (await namesIn(folder)).slice(-SHOWN).reverse();
    const mails = (await Promise.all(names.map((name) => summarise(folder, name)))).filter((mail) => mail !== null);
    res.setHeader('Cache-Control', 'no-store');
    if (req.accepts(['html', 'json']) === 'json') res.json({ data: mails });
    else res.type('html').send(page(mails));
  });
  router.get('/dev/mail/:name', async (req, res) => {
    const raw = await readMail(folder, req.params.name);
    if (!raw) throw notFound('mail');
    res.setHeader('Cache-Control', 'no-store');
    // As text, whatever is in it: nothing of a mail is shown as a page of the desk.
    res.type('text/plain').send(raw);
  });
  for (const path of ['/dev/mail', '/dev/mail/:name']) router.all(path, otherMethods(['get']));
  return router;
}

const localOnly: RequestHandler = (req, _res, next) => {
  if (!isLocal(req)) throw notFound('page');
  next();
};

type Summary = Awaited<ReturnType<typeof summarise>>;

async function summarise(folder: string, name: string) {
  const raw = await readMail(folder, name);
  if (!raw) return null;
  const { from, to, subject, date, text, messageId, replyTo } = await simpleParser(raw);
  return {
    ...{ name, messageId: messageId ?? null, from: textOf(from), to: textOf(to), replyTo: textOf(replyTo) },
    ...{ subject: subject ?? '', date: date?.toISOString() ?? null, text: text ?? '' },
  };
}

function textOf(addresses: AddressObject | AddressObject[] | undefined): string {
  return [addresses ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}

function page(mails: readonly NonNullable<Summary>[]): string {
  const shown = mails.map(
    ({ name, from, to, subject, date, text }) => `
    <article>
      <h2>${escape(subject)}</h2>
      <p>${escape(from)} → ${escape(to)}, ${escape(date ?? '')} · <a href="/dev/mail/${name}">as sent</a></p>
      <pre>${escape(text)}</pre>
    </article>`,
  );
  const content = shown.length > 0 ? shown.join('<hr>') : '<p>No mail yet. Open a ticket, and look again.</p>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mail of the desk</title></head>
<body><h1>Mail that the desk would have sent</h1>${content}</body></html>`;
}

function escape(text: string): string {
  const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (mark) => marks[mark] ?? '');
}
