/** Ids that are derived, so that a repeat is known as one. */
import { createHash, randomBytes } from 'node:crypto';

/** 22 characters of base64url: 128 bits, enough to be met once. */
export type CommandId = string;

export interface CommandOrigin {
  readonly actor: string;
  readonly method: string;
  readonly path: string;
  /** Idempotency-Key. */
  readonly key: string;
}

/**
 * The id under which a command is known everywhere: as the Update's id, in the event, in PostgreSQL. Never the bare key:
 * within a run the server answers a known id with the first outcome, whatever its name and payload.
 */
export function commandId({ actor, method, path, key }: CommandOrigin): CommandId {
  return sha256(JSON.stringify([actor, method, path, key]))
    .subarray(0, 16)
    .toString('base64url');
}

export function randomCommandId(): CommandId {
  return randomBytes(16).toString('base64url');
}

/**
 * Id of a text that belongs to a command. Derived, so that a repeat of the command stores its text once: a UUID of
 * version 8 (RFC 9562).
 */
export function textId(command: CommandId, what: 'comment' | 'revision' | 'ticket' | 'file'): string {
  const bytes = sha256(`${what}:${command}`).subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Of the body, whatever the order of its members. */
export function hashJson(value: unknown): string {
  return sha256(canonicalJson(value)).toString('base64url');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
