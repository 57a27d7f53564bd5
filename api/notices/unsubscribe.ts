import { readUnsubscribeToken } from '../../channels/notices/links';
import { NOTICE_GROUPS } from '../../channels/notices/kinds';
import { readPreferences } from '../../channels/notices/preferences';
import { speaker } from '../i18n';
import { notFound } from '../problem';
import type { Answer, Lookup } from '../route';

type OpenCall = Lookup & { readonly target: string };

/** The person of the link. @throws Problem 404 if the token is not ours, or she has gone */
export async function findSubscriber({ deps, params }: Pick<Lookup, 'deps' | 'params'>): Promise<string> {
  const id = readUnsubscribeToken(deps.settings.secret, params.token ?? '');
  const user = id === null ? null : await deps.prisma.user.findUnique({ where: { id }, select: { erasedAt: true } });
  if (id === null || !user || user.erasedAt) throw notFound('digest of this link');
  return id;
}

/** Changes nothing, because mail programs look at links before people do. */
export function askToUnsubscribe({ locale }: OpenCall): Answer {
  const say = speaker(locale);
  const button = `<form method="post"><button type="submit">${say('unsubscribe.button')}</button></form>`;
  return page(locale, `<p>${say('unsubscribe.question')}</p>\n${button}`);
}

/** What came in digests comes by mail no more. Repeating it changes nothing. */
export async function unsubscribe({ deps, target, locale }: OpenCall): Promise<Answer> {
  await deps.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${target}::uuid FOR NO KEY UPDATE`;
    const { version, preferences } = await readPreferences(tx, target);
    const digests = NOTICE_GROUPS.filter((group) => preferences.kinds[group] === 'digest');
    if (digests.length === 0) return;
    const kinds = { ...preferences.kinds, ...Object.fromEntries(digests.map((group) => [group, 'none'])) };
    const said = { version: version + 1, document: { ...preferences, kinds }, updatedAt: new Date() };
    await tx.preferences.upsert({ where: { userId: target }, create: { userId: target, ...said }, update: said });
  });
  return page(locale, `<p>${speaker(locale)('unsubscribe.done')}</p>`);
}

function page(locale: string, content: string): Answer {
  const text = [
    '<!DOCTYPE html>',
    `<html lang="${locale}"><head><meta charset="utf-8"><title>Guichet</title></head><body>`,
    content,
    '</body></html>',
    '',
  ].join('\n');
  const policy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  return { status: 200, text, contentType: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': policy } };
}
