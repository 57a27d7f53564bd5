import type { FaultRig } from '../stack/rig';

/** Nothing of it comes due while anybody measures. */
export const CROWD = 'crowd';

export interface Deadline {
  /** Of the tickets whose field `bench` says so. */
  readonly id: string;
  /** ISO 8601, open time of the calendar; whatever the priority. */
  readonly target: string;
  readonly calendar: string;
}

/** Clocks as usual tickets have them, with a year to go. */
export async function putCrowdPolicy(rig: FaultRig): Promise<void> {
  const long = forAll('PT8760H');
  await put(rig, `/policies/bench-${CROWD}`, {
    ...{ name: 'Bench: the crowd', order: 1, when: whenField(CROWD), calendar: 'always' },
    clocks: { firstResponse: { targets: long }, nextReply: { targets: long }, resolution: { targets: long } },
    warnings: [50, 80],
    escalations: [{ clock: 'resolution', at: 100, level: 1, notify: ['lead'] }],
  });
}

/** One breach and, at the same instant, one escalation. */
export async function putDeadlinePolicy(rig: FaultRig, { id, target, calendar }: Deadline): Promise<void> {
  await put(rig, `/policies/bench-${id}`, {
    ...{ name: `Bench: ${id}`, order: 1, when: whenField(id), calendar },
    clocks: { resolution: { targets: forAll(target) } },
    escalations: [{ clock: 'resolution', at: 100, level: 1, notify: ['lead'] }],
  });
}

/** Closed but on one day, from one minute on: whatever is opened before has the same deadline. */
export async function putOpeningCalendar(rig: FaultRig, id: string, opening: Date): Promise<void> {
  const [date, time] = [opening.toISOString().slice(0, 10), opening.toISOString().slice(11, 16)];
  const document = { timeZone: 'UTC', weekly: {}, exceptions: [{ date, intervals: [[time, '24:00']] }] };
  await put(rig, `/calendars/${id}`, document);
}

function whenField(value: string): string {
  return `has(ticket.fields.bench) && ticket.fields.bench == "${value}"`;
}

function forAll(target: string) {
  return { critical: target, high: target, medium: target, low: target };
}

/** Makes a document unless it is there, as it is in a kept folder. */
async function put(rig: FaultRig, path: string, document: unknown): Promise<void> {
  const { status, body } = await rig.call('admin', 'PUT', path, document, undefined, { 'if-none-match': '*' });
  if (status !== 201 && status !== 412)
    throw new Error(`PUT ${path} was answered with ${status}: ${JSON.stringify(body)}`);
}
