import type { InboundDeps } from './deps';
import { sweepBrokenOff } from './storeMail';

const DISCARDED_DAYS = 30;
const BATCH = 200;

/**
 * Removes what nobody may or needs to read any more: mails that broke off on their way in, originals of people and tickets
 * that were erased, and of what was discarded a month ago. @returns how many
 */
export async function sweepMails(deps: Pick<InboundDeps, 'prisma' | 'inbound'>): Promise<number> {
  const { prisma, inbound } = deps;
  const before = new Date(Date.now() - DISCARDED_DAYS * 86_400_000);
  await prisma.inboundMail.updateMany({
    where: { state: 'discarded', original: 'kept', doneAt: { lt: before } },
    data: { original: 'doomed' },
  });
  const doomed = await prisma.inboundMail.findMany({
    where: { original: 'doomed' },
    select: { id: true },
    take: BATCH,
  });
  for (const { id } of doomed) {
    await inbound.files.store.remove(id);
    await prisma.inboundMail.updateMany({ where: { id }, data: { original: 'gone' } });
  }
  return doomed.length + (await sweepBrokenOff(deps));
}
