/** Addresses that mails carry. */
import { sign, verify } from '../../prisma/tokens';

interface Linking {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly secret: string;
}

export function ticketUrl(publicUrl: string, key: string): string {
  return `${publicUrl}/api/v1/tickets/${key}`;
}

export function proposalUrl(publicUrl: string, id: string): string {
  return `${publicUrl}/api/v1/problem-proposals/${id}`;
}

/** Ends a person's digests with one click, without logging in. */
export function unsubscribeUrl({ publicUrl, secret }: Linking, userId: string): string {
  return `${publicUrl}/api/v1/unsubscribe/${sign(secret, 'unsubscribe', userId)}`;
}

/** @returns the person's id; null if this is no token of ours */
export function readUnsubscribeToken(secret: string, token: string): string | null {
  const id = verify(secret, 'unsubscribe', token)?.toString('utf8') ?? '';
  return /^[0-9a-f-]{36}$/.test(id) ? id : null;
}
