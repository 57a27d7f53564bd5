import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client';
import type { Waiting } from '../engine/types';
import type { Prepared } from '../notices/compose';
import { WEBHOOK_PAUSED } from './tellOwner';

const payload = z.object({ webhook: z.string(), url: z.string(), error: z.string().nullable() });
type Facts = z.infer<typeof payload>;

const TEXTS = {
  en: ({ webhook, url, error }: Facts) => ({
    subject: `The webhook ${webhook} is paused`,
    text: [
      `Nothing has got through to ${url} for a long time (${error ?? 'no answer'}), so that the webhook "${webhook}" is paused.`,
      `What happens meanwhile is kept for it. When its address answers again: POST /api/v1/channels/webhook:${webhook}/resume.`,
    ],
  }),
  fr: ({ webhook, url, error }: Facts) => ({
    subject: `Le webhook ${webhook} est suspendu`,
    text: [
      `Plus rien n'arrive à ${url} depuis longtemps (${error ?? 'pas de réponse'}) : le webhook « ${webhook} » est suspendu.`,
      `Ce qui se passe entre-temps lui est gardé. Quand son adresse répondra de nouveau : POST /api/v1/channels/webhook:${webhook}/resume.`,
    ],
  }),
} as const;

/** The mail to the owner of a webhook that nothing gets through to. @returns null if the row is something else */
export async function pausedMailOf(prisma: PrismaClient, row: Waiting): Promise<Prepared | null> {
  if (row.kind !== WEBHOOK_PAUSED) return null;
  const owner = await prisma.user.findUnique({ where: { id: row.recipient } });
  if (!owner?.active)
    return { decided: [{ id: row.id, kind: 'skipped', why: 'there is nobody to write to' }], message: null };
  const { subject, text } = TEXTS[owner.locale.startsWith('fr') ? 'fr' : 'en'](payload.parse(row.payload));
  const to = { name: owner.name, address: owner.email };
  const composed = { to, subject, text: `${text.join('\n\n')}\n`, headers: {} };
  return { decided: [], message: { rows: [row], composed } };
}
