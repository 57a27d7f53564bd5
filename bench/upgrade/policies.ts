import type { FaultRig } from '../stack/rig';

/** Seconds from opening until a deadline: some come before the upgrade, most while it goes on, some after it. */
export const DEADLINES = [20, 35, 50, 65, 80, 95, 110, 125, 140] as const;

/** What tickets of the field `bench` live under; whatever the priority. Seconds where people would say hours. */
const POLICIES: Readonly<Record<string, object>> = {
  quiet: { clocks: resolutionIn('PT8760H') },
  nudged: {
    clocks: resolutionIn('PT8760H'),
    pending: { requester: { nudgeAfter: ['PT30S', 'PT60S', 'PT90S'], resolveAfter: 'PT120S' } },
  },
  asked: {
    clocks: resolutionIn('PT8760H'),
    survey: { delay: 'PT2S', remindAfter: 'PT70S', expireAfter: 'P7D' },
    closeAfter: 'PT100S',
  },
  toAsk: {
    clocks: resolutionIn('PT8760H'),
    survey: { delay: 'PT60S', expireAfter: 'P7D' },
    closeAfter: 'PT100S',
  },
  ...Object.fromEntries(
    DEADLINES.map((seconds) => [
      deadlinePolicy(seconds),
      {
        clocks: resolutionIn(`PT${seconds}S`),
        warnings: [50],
        escalations: [{ clock: 'resolution', at: 100, level: 1, notify: ['lead'] }],
      },
    ]),
  ),
};

export function deadlinePolicy(seconds: number): string {
  return `due${seconds}`;
}

/** Policies of all stages, and a team with one agent who has room for one ticket. */
export async function putDocuments(rig: FaultRig): Promise<void> {
  for (const [id, policy] of Object.entries(POLICIES)) {
    const when = `has(ticket.fields.bench) && ticket.fields.bench == "${id}"`;
    await put(rig, `/policies/upgrade-${id.toLowerCase()}`, {
      name: `Upgrade: ${id}`,
      order: 1,
      when,
      calendar: 'always',
      ...policy,
    });
  }
  const newAgent = { email: 'queue@bench.example', name: 'Camille Guichet', role: 'agent' };
  const { answer } = await rig.insist('admin', '/users', newAgent);
  const id = String(answer.body.id);
  await put(rig, `/teams/${QUEUE_TEAM}`, { name: 'Queue', members: [id], assignment: 'leastLoaded' });
  await put(rig, `/agents/${id}`, { skills: [], capacity: 1, presence: 'online' });
}

export const QUEUE_TEAM = 'upgrade-queue';

function resolutionIn(target: string) {
  return { resolution: { targets: { critical: target, high: target, medium: target, low: target } } };
}

async function put(rig: FaultRig, path: string, document: object): Promise<void> {
  const { status, body } = await rig.call('admin', 'PUT', path, document, undefined, { 'if-none-match': '*' });
  if (status !== 201) throw new Error(`PUT ${path} was answered with ${status}: ${JSON.stringify(body)}`);
}
