import type { ChannelDeps } from '../deps';
import { isBatch } from '../engine/batches';
import type { Outcome, Sender, Waiting } from '../engine/types';
import { refusalOf } from '../inbound/refusal';
import { prepare } from '../notices/compose';
import { openMailFolder } from './folder';
import { pausedMailOf } from '../webhooks/pausedMail';
import { addressMail, isAddress } from './headers';
import { openSmtp } from './smtp';
import type { MailTransport } from './transport';

/** Sends what waits for people by mail. */
export function mailSender(deps: ChannelDeps): Sender {
  const { to, retry } = deps.settings.mail;
  const transport = 'smtpUrl' in to ? openSmtp(to.smtpUrl) : openMailFolder(to.folder);
  return {
    // All that waits for a person, so that a burst can become one mail.
    together: 'recipient',
    parallel: transport.parallel,
    ...(retry && { retry }),
    send: (batch) => (isBatch(batch) ? sendFirst(deps, transport, batch) : Promise.resolve([])),
    close: () => Promise.resolve(transport.close()),
  };
}

async function sendFirst(
  deps: ChannelDeps,
  transport: MailTransport,
  batch: readonly [Waiting, ...Waiting[]],
): Promise<readonly Outcome[]> {
  const { decided, message } =
    refusalOf(batch[0]) ?? (await pausedMailOf(deps.prisma, batch[0])) ?? (await prepare(deps, batch));
  if (!message) return decided;
  const [row, ...others] = message.rows;
  const { address } = message.composed.to;
  if (!isAddress(address)) {
    const error = 'the recipient has no address that mail can be sent to';
    return [...decided, ...message.rows.map(({ id }) => ({ id, kind: 'failed', error, final: true }) as const)];
  }
  const { settings, prisma } = deps;
  const ticket =
    row.ticketId === null || message.rows.some(({ ticketId }) => ticketId !== row.ticketId)
      ? null
      : await prisma.ticket.findUnique({ where: { id: row.ticketId }, select: { key: true } });
  const mail = addressMail(row, message.composed, {
    secret: settings.secret,
    mail: settings.mail,
    ticketKey: ticket?.key ?? null,
  });
  const posted = await transport.post(mail);
  if (posted.kind === 'sent') {
    const gathered = others.map(({ id }) => id);
    return [...decided, { id: row.id, kind: 'sent', messageId: mail.messageId, gathered }];
  }
  const { error, final, down } = posted;
  if (!final) return [...decided, { id: row.id, kind: 'failed', error, down }];
  // Whoever refuses the mail refuses all that it tells of.
  return [...decided, ...message.rows.map(({ id }) => ({ id, kind: 'failed', error, final }) as const)];
}
