import type { PrismaClient } from '../../prisma/client';

/** Kind of the mail that a webhook is paused. */
export const WEBHOOK_PAUSED = 'webhookPaused';

/** Tells whoever wrote a webhook last that nothing gets through to it: of a service account, all administrators. */
export async function tellOwner(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload)
    SELECT gen_random_uuid(), 'webhook:' || w.id || ':paused:' || extract(epoch FROM c.paused_at) || ':' || u.id, NULL,
           0, ${WEBHOOK_PAUSED}, 'email', u.id::text,
           jsonb_build_object('webhook', w.id, 'url', w.url, 'error', c.last_error)
      FROM webhooks w JOIN channels c ON c.id = 'webhook:' || w.id
      JOIN users u ON u.active AND (u.id::text = w.owner_id OR u.role = 'admin' AND NOT EXISTS (
             SELECT FROM users o WHERE o.id::text = w.owner_id AND o.active))
     WHERE w.id = ${id} AND c.paused_at IS NOT NULL
    ON CONFLICT (key) DO NOTHING`;
}
