import type { Answer, Call } from '../route';
import type { ReadNotifications } from '../schemas/notices';

/** Says that the caller has read some of her notifications, or all until an instant. Repeating it changes nothing. */
export async function markRead({ deps, caller, body }: Call<ReadNotifications>): Promise<Answer> {
  const { ids, until } = body;
  const { count } = await deps.prisma.delivery.updateMany({
    where: {
      recipient: caller.id,
      channel: 'email',
      readAt: null,
      ...(ids && { id: { in: ids } }),
      ...(until !== undefined && { createdAt: { lte: new Date(until) } }),
    },
    data: { readAt: new Date() },
  });
  return { status: 200, body: { read: count } };
}
