import { buffer } from 'node:stream/consumers';
import type { z } from 'zod';
import { cleanLine } from '../channels/inbound/cleanText';
import { MailReader, UnreadableMail, type ParsedMail } from '../channels/inbound/mailReader';
import { sanitiseHtml } from '../channels/inbound/sanitiseHtml';
import { openOriginal, viewInboundMail, type InboundMailRow } from './inboundMails';
import type { Call } from './route';
import type { readableMail } from './schemas/inboundMails';

/** A larger mail is to be saved and read with a mail program. */
const LARGEST_BYTES = 40 * 1024 * 1024;
const LONGEST_TEXT = 500_000;

/** One thread reads for all who ask, one mail after the other. */
const reader = new MailReader();

/** A mail with its words: read from the original when somebody asks, so that none of it is stored twice. */
export async function readInboundMail({
  deps,
  target: row,
}: Pick<Call<unknown, unknown, InboundMailRow>, 'deps' | 'target'>): Promise<z.infer<typeof readableMail>> {
  const isThere = row.original === 'kept' && row.size <= LARGEST_BYTES;
  const mail = isThere ? await parse(await buffer(await openOriginal(deps, row))) : null;
  return {
    ...viewInboundMail(row),
    from: mail?.from[0] ? cleanLine(`${mail.from[0].name} <${mail.from[0].address}>`) : null,
    text: mail?.text.slice(0, LONGEST_TEXT) ?? null,
    html: typeof mail?.html === 'string' ? sanitiseHtml(mail.html) : null,
    attachments: (mail?.attachments ?? []).map(({ name, content }) => ({
      name: cleanLine(name),
      size: content.length,
    })),
  };
}

async function parse(raw: Buffer): Promise<ParsedMail | null> {
  return reader.read(raw).catch((error: unknown) => {
    if (error instanceof UnreadableMail) return null;
    throw error;
  });
}
