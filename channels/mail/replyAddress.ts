import { createHmac, timingSafeEqual } from 'node:crypto';

/** Hexadecimal digits of a signature: short enough for a local part, which has 64 characters. */
const DIGITS = 20;
const ADDRESS = /^reply\+(sd-\d{1,12})\.([0-9a-f]{20})@(.+)$/;
const ROOT = /^<(sd-\d{1,12})\.([0-9a-f]{20})@(.+)>$/;

/**
 * The address that answers to a ticket go to. Signed, so that nobody makes one up for another's ticket; in lower case,
 * because mail servers may change the case of addresses.
 */
export function replyAddress(secret: string, domain: string, key: string): string {
  return `reply+${key.toLowerCase()}.${signatureOf(secret, 'reply', key)}@${domain}`;
}

/** @returns the ticket's key; null if the address is none of ours */
export function readReplyAddress(secret: string, address: string): string | null {
  return verified(secret, 'reply', ADDRESS.exec(address.trim().toLowerCase()));
}

/**
 * What all mails of a ticket name in `References`, so that mail programs show them as one conversation, and that an answer
 * is told by; in angle brackets. No mail has it for its own id.
 */
export function threadRoot(secret: string, domain: string, key: string): string {
  return `<${key.toLowerCase()}.${signatureOf(secret, 'thread', key)}@${domain}>`;
}

/** @returns the ticket's key; null if this is no root of ours */
export function readThreadRoot(secret: string, messageId: string): string | null {
  return verified(secret, 'thread', ROOT.exec(messageId.trim().toLowerCase()));
}

function verified(secret: string, purpose: string, parts: RegExpExecArray | null): string | null {
  const [, key = '', given = ''] = parts ?? [];
  const expected = Buffer.from(signatureOf(secret, purpose, key));
  return parts && timingSafeEqual(Buffer.from(given), expected) ? key.toUpperCase() : null;
}

function signatureOf(secret: string, purpose: string, key: string): string {
  return createHmac('sha256', secret).update(`mail ${purpose}\n${key.toUpperCase()}`).digest('hex').slice(0, DIGITS);
}
