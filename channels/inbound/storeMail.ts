import { pipeline, type Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation } from '../../prisma/client';
import type { InboundDeps } from './deps';
import { Fingerprint } from './fingerprint';

export interface Envelope {
  readonly source: 'imap' | 'lmtp';
  /** Of SMTP; empty: the null sender; null: not known. */
  readonly from: string | null;
  readonly to: readonly string[];
}

/**
 * Stores a mail as it is. When this has answered, it outlives a crash, and whoever brought it may be told that it was
 * taken. Its row is written first, so that what breaks off is found by it and swept.
 * @returns `known` if it has come before
 * @throws the stream's error or the store's: the mail was not taken
 */
export async function storeMail(
  { prisma, inbound, logger }: Pick<InboundDeps, 'prisma' | 'inbound' | 'logger'>,
  envelope: Envelope,
  content: Readable,
): Promise<{ readonly id: string; readonly known: boolean }> {
  const id = uuidv7();
  const { source } = envelope;
  const { store } = inbound.files;
  await prisma.inboundMail
    .create({
      data: {
        ...{ id, key: `receiving:${id}`, source, state: 'receiving' },
        envelopeFrom: envelope.from === null ? null : clean(envelope.from),
        envelopeTo: envelope.to.slice(0, 100).map(clean),
      },
    })
    .catch((error: unknown) => {
      content.destroy();
      throw error;
    });
  const fingerprint = new Fingerprint();
  try {
    await store.put(
      id,
      pipeline(content, fingerprint, () => undefined),
    );
    const sha256 = fingerprint.sha256();
    const known = { key: fingerprint.key(), sha256, size: fingerprint.size, sender: fingerprint.sender() };
    await prisma.inboundMail.update({ where: { id }, data: { ...known, state: 'waiting' } });
    return { id, known: false };
  } catch (error) {
    await forget({ prisma, inbound }, id).catch((failure: unknown) =>
      logger.warn({ err: failure, mail: id }, 'A mail that was not taken is left to the sweep'),
    );
    if (!isUniqueViolation(error)) throw error;
    logger.info({ mail: id, source }, 'A mail came again and changes nothing');
    return { id, known: true };
  }
}

/** Bytes go before their row, by which they are found. */
async function forget({ prisma, inbound }: Pick<InboundDeps, 'prisma' | 'inbound'>, id: string): Promise<void> {
  await inbound.files.store.remove(id);
  await prisma.inboundMail.deleteMany({ where: { id, state: 'receiving' } });
}

/** Mails that broke off on their way in, a day ago or longer. @returns how many */
export async function sweepBrokenOff(deps: Pick<InboundDeps, 'prisma' | 'inbound'>): Promise<number> {
  const rows = await deps.prisma.inboundMail.findMany({
    where: { state: 'receiving', receivedAt: { lt: new Date(Date.now() - 86_400_000) } },
    select: { id: true },
    take: 100,
  });
  for (const { id } of rows) await forget(deps, id);
  return rows.length;
}

function clean(address: string): string {
  return address.replace(/\p{Cc}/gu, '').slice(0, 320);
}
