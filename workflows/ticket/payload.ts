import { UNDECODABLE } from '../payloadConverter';
import {
  CASCADE_ACTIONS,
  LEVELS,
  PENDING_REASONS,
  PRIORITIES,
  RESOLUTIONS,
  ROLES,
  SETTABLE_LINK_KINDS,
  TICKET_TYPES,
  VISIBILITIES,
  type Actor,
} from '../domain/codes';
import type { PersonCommand, PersonCommandName, PersonCommands } from '../domain/commands';
import type { Failure } from '../domain/failure';

/**
 * Reads what came by Update or Signal. The API checks with zod before it sends; here everyone else is checked: an
 * operator's CLI, another program. Written by hand, since zod would make the workflow bundle three times as large.
 */
type Reader<T> = (value: unknown) => T | Wrong;
export class Wrong {
  constructor(readonly expected: string) {}
}

export const text: Reader<string> = (value) =>
  typeof value === 'string' && value.length > 0 && value.length <= 255
    ? value
    : new Wrong('a text of 1 to 255 characters');

const wholeNumber: Reader<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : new Wrong('a whole number');

const yesOrNo: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : new Wrong('true or false'));

/** Milliseconds, or an ISO 8601 text as people type it. */
const instant: Reader<number> = (value) => {
  const at = typeof value === 'string' ? Date.parse(value) : value;
  return typeof at === 'number' && Number.isSafeInteger(at) ? at : new Wrong('an instant such as 2026-11-23T14:30:00Z');
};

export function oneOf<T extends string>(codes: readonly T[]): Reader<T> {
  return (value) => codes.find((code) => code === value) ?? new Wrong(`one of ${codes.join(', ')}`);
}

function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value) => (value === null ? null : reader(value));
}

function listOf<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > 50) return new Wrong('a list');
    const read = value.map(reader);
    const wrong = read.find((item) => item instanceof Wrong);
    return wrong instanceof Wrong ? wrong : (read as readonly T[]);
  };
}

type Members = Readonly<Record<string, { readonly read: Reader<unknown>; readonly required?: true }>>;

const MEMBERS: Readonly<Record<PersonCommandName, Members>> = {
  accept: {},
  assign: { agent: { read: text }, team: { read: text } },
  release: { comment: { read: text } },
  comment: {
    comment: { read: text, required: true },
    visibility: { read: oneOf(VISIBILITIES), required: true },
    from: { read: oneOf(['agent', 'requester'] as const), required: true },
    via: { read: text },
  },
  attach: {
    attachment: { read: text, required: true },
    visibility: { read: oneOf(VISIBILITIES), required: true },
  },
  noteFailedDelivery: {
    delivery: { read: text, required: true },
    kind: { read: text, required: true },
    channel: { read: text, required: true },
  },
  edit: {
    revision: { read: text },
    members: { read: listOf(text) },
    type: { read: oneOf(TICKET_TYPES) },
    impact: { read: orNull(oneOf(LEVELS)) },
    urgency: { read: orNull(oneOf(LEVELS)) },
    priority: { read: oneOf(PRIORITIES) },
    dueDate: { read: orNull(instant) },
    policyStands: { read: yesOrNo },
  },
  pend: { reason: { read: oneOf(PENDING_REASONS), required: true }, until: { read: instant } },
  resume: {},
  resolve: { resolution: { read: oneOf(RESOLUTIONS) }, comment: { read: text } },
  reopen: { comment: { read: text } },
  close: {},
  escalate: { comment: { read: text } },
  rate: {
    no: { read: wholeNumber, required: true },
    score: { read: wholeNumber, required: true },
    comment: { read: text },
  },
  followUp: { key: { read: text, required: true } },
  link: { kind: { read: oneOf(SETTABLE_LINK_KINDS), required: true }, key: { read: text, required: true } },
  unlink: { kind: { read: oneOf(SETTABLE_LINK_KINDS), required: true }, key: { read: text, required: true } },
  merge: { into: { read: text, required: true }, comment: { read: text } },
  unmerge: { comment: { read: text } },
  cascade: {
    action: { read: oneOf(CASCADE_ACTIONS), required: true },
    comment: { read: text },
    reason: { read: oneOf(PENDING_REASONS) },
    resolution: { read: oneOf(RESOLUTIONS) },
  },
  countAlerts: { fired: { read: wholeNumber, required: true }, ended: { read: wholeNumber, required: true } },
};

const actorRoles = [...ROLES, 'service', 'operator'] as const;

export function readActor(value: unknown): Actor | Wrong {
  if (value === undefined || value === null) return { id: 'operator', role: 'operator' };
  if (!isObject(value)) return new Wrong('an object with id and role');
  const id = text(value.id);
  if (id instanceof Wrong) return id;
  const role = oneOf(actorRoles)(value.role);
  return role instanceof Wrong ? role : { id, role };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type ReadCommand =
  { readonly ok: true; readonly command: PersonCommand } | { readonly ok: false; readonly failure: Failure };

/**
 * @param payload what was sent: the command's members, `id` and `by`; nothing at all for a command without members
 * @param id      the command's id if the payload names none
 * @param at      UTC epoch milliseconds at which it is carried out
 */
export function readCommand(name: PersonCommandName, payload: unknown, id: string, at: number): ReadCommand {
  const given = payload ?? {};
  if (!isObject(given) || given === UNDECODABLE) return refuse('', 'a JSON object with the members of the command');
  const members = MEMBERS[name];
  const data: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(given)) {
    if (member === 'id' || member === 'by' || member === 'ifVersion') continue;
    const known = Object.hasOwn(members, member) ? members[member] : undefined;
    if (!known)
      return refuse(`/${member}`, `no such member; ${name} knows ${Object.keys(members).join(', ') || 'none'}`);
    const read = known.read(value);
    if (read instanceof Wrong) return refuse(`/${member}`, read.expected);
    data[member] = read;
  }
  for (const [member, { required }] of Object.entries(members)) {
    if (required && !Object.hasOwn(data, member)) return refuse(`/${member}`, 'it is required');
  }
  const by = readActor(given.by);
  if (by instanceof Wrong) return refuse('/by', by.expected);
  const ownId = given.id === undefined ? id : text(given.id);
  if (ownId instanceof Wrong) return refuse('/id', ownId.expected);
  // Each member was read by the reader of its name, which is what the type of `name` says.
  const command = { name, id: ownId, by, at, data: data as PersonCommands[typeof name] } as PersonCommand;
  return { ok: true, command };
}

/** The version that the sender has seen, if the payload says so. */
export function expectedVersion(payload: unknown): number | null {
  const version = isObject(payload) ? wholeNumber(payload.ifVersion) : null;
  return typeof version === 'number' ? version : null;
}

/** The id that the payload names, whatever else is wrong with it: a repeat is answered before it is checked. */
export function commandId(payload: unknown, otherwise: string): string {
  const id = isObject(payload) ? text(payload.id) : otherwise;
  return typeof id === 'string' ? id : otherwise;
}

function refuse(pointer: string, expected: string): ReadCommand {
  return {
    ok: false,
    failure: { code: 'invalid', pointer, detail: `${pointer || 'The payload'}: expected ${expected}.` },
  };
}
