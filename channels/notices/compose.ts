import type { PrismaClient } from '../../prisma/client';
import type { ChannelSettings } from '../deps';
import type { Outcome, Waiting } from '../engine/types';
import type { Mailbox } from '../mail/settings';

/** A mail's words. What every mail of a ticket carries (ids, threads, reply address) the sender adds. */
export interface Composed {
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** Absent: text only. */
  readonly html?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is to become of a recipient's rows now. */
export interface Prepared {
  /** Those that are not sent now, or not at all. */
  readonly decided: readonly Outcome[];
  /** One message, of one row or of several gathered; null: none now. */
  readonly message: { readonly rows: readonly [Waiting, ...Waiting[]]; readonly composed: Composed } | null;
}

export interface ComposeDeps {
  readonly prisma: PrismaClient;
  readonly settings: ChannelSettings;
}

/** Decides what of a recipient's waiting rows makes her next mail, and writes it. */
export async function prepare(deps: ComposeDeps, rows: readonly [Waiting, ...Waiting[]]): Promise<Prepared> {
  const [row] = rows;
  const to = await addressOf(deps.prisma, row.recipient);
  if (!to) return { decided: [{ id: row.id, kind: 'skipped', why: 'nobody to write to' }], message: null };
  return { decided: [], message: { rows: [row], composed: await compose(deps, [row], to) } };
}

export async function compose(
  { prisma, settings }: ComposeDeps,
  rows: readonly [Waiting, ...Waiting[]],
  recipient: Mailbox,
): Promise<Composed> {
  const [{ ticketId, kind }] = rows;
  const ticket = ticketId === null ? null : await prisma.ticket.findUnique({ where: { id: ticketId } });
  const key = ticket?.key ?? '';
  const link = `${settings.publicUrl}/api/v1/tickets/${key}`;
  return {
    to: recipient,
    subject: `[${key}] ${ticket?.subject ?? kind}`,
    text: `${key}: ${kind}\n\n${link}\n`,
    headers: {},
  };
}

/** @returns null if it is a person who is not there, or not any more */
async function addressOf(prisma: PrismaClient, recipient: string): Promise<Mailbox | null> {
  if (recipient.includes('@')) return { name: '', address: recipient };
  const user = await prisma.user.findUnique({ where: { id: recipient } });
  return user?.active ? { name: user.name, address: user.email } : null;
}
