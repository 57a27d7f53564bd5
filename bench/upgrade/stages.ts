import { randomUUID } from 'node:crypto';
import type { FaultRig } from '../stack/rig';
import { DEADLINES, deadlinePolicy, QUEUE_TEAM } from './policies';

/** A ticket, or several that belong together, that an old release brought to some stage of its life. */
export interface Staged {
  readonly stage: string;
  readonly keys: readonly string[];
  /** Events that come by themselves, each once, and on which of the keys: `[0, 'breached']`. */
  readonly alarms: readonly (readonly [at: number, kind: string])[];
  /** Done under the new release. @throws unless the ticket takes it and it has its effect */
  readonly goOn: (desk: Desk) => Promise<void>;
}

const PATIENCE_MS = 180_000;

/** What stages ask of a desk; each command until its answer is final. */
export class Desk {
  constructor(readonly rig: FaultRig) {}

  /** @throws unless it is done */
  async post(role: string, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> {
    const { answer } = await this.rig.insist(role, path, body);
    if (answer.status >= 300)
      throw new Error(`POST ${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async open(policy: string, role = 'requester'): Promise<string> {
    const body = { subject: "Problème d'accès à l'email", fields: { bench: policy } };
    const key = String((await this.post(role, '/tickets', body)).key);
    await this.until(key, 'triaged', ({ status }) => status !== 'new');
    return key;
  }

  async read(key: string, role = 'agent'): Promise<Readonly<Record<string, unknown>>> {
    return (await this.rig.call(role, 'GET', `/tickets/${key}`)).body;
  }

  /** @throws if it does not come to hold, though all deadlines have passed */
  until(key: string, what: string, holds: (ticket: Readonly<Record<string, unknown>>) => boolean): Promise<void> {
    return this.rig.eventually(`${key} to be ${what}`, async () => holds(await this.read(key)), PATIENCE_MS);
  }
}

type Stage = (desk: Desk) => Promise<Staged>;

const opened: Stage = async (desk) => {
  const key = await desk.open('quiet');
  return one('open', key, async () => {
    await desk.post('agent', `/tickets/${key}/accept`);
  });
};

const accepted: Stage = async (desk) => {
  const key = await desk.open('quiet');
  await desk.post('agent', `/tickets/${key}/accept`);
  return one('accepted', key, async () => {
    await desk.post('agent', `/tickets/${key}/resolve`, { resolution: 'done', note: 'Done after the upgrade.' });
  });
};

const pending: Stage = async (desk) => {
  const key = await desk.open('quiet');
  await desk.post('agent', `/tickets/${key}/pend`, { reason: 'vendor' });
  return one('pending, of a vendor', key, async () => {
    await desk.post('agent', `/tickets/${key}/resume`);
  });
};

const nudged: Stage = async (desk) => {
  const key = await desk.open('nudged');
  // What nobody of the desk has answered is not resolved for want of an answer.
  await desk.post('agent', `/tickets/${key}/comments`, { body: 'Which of your printers is it?' });
  await desk.post('agent', `/tickets/${key}/pend`, { reason: 'requester' });
  const goOn = async () => {
    await desk.until(key, 'resolved for want of an answer', ({ resolution }) => resolution === 'noAnswer');
    await desk.post('requester', `/tickets/${key}/comments`, { body: 'I am back, and it is still broken.' });
    await desk.until(key, 'reopened', ({ status }) => status === 'open');
  };
  const alarms = ['nudged', 'nudged', 'nudged', 'resolved'].map((kind) => [0, kind] as const);
  return { stage: 'pending, nudged', keys: [key], alarms, goOn };
};

const scheduled: Stage = async (desk) => {
  const key = await desk.open('quiet');
  const until = new Date(Date.now() + 70_000).toISOString();
  await desk.post('agent', `/tickets/${key}/pend`, { reason: 'scheduled', until });
  const goOn = async () => {
    await desk.until(key, 'awake', ({ status }) => status === 'open');
    await desk.post('agent', `/tickets/${key}/accept`);
  };
  return { stage: 'pending, until an instant', keys: [key], alarms: [[0, 'resumed']], goOn };
};

const resolved: Stage = async (desk) => {
  const key = await desk.open('toAsk');
  await desk.post('agent', `/tickets/${key}/resolve`, { resolution: 'workaround' });
  const goOn = async () => {
    await desk.until(key, 'asked', ({ survey }) => stateOf(survey) === 'sent');
    await desk.until(key, 'closed', ({ status }) => status === 'closed');
  };
  return {
    stage: 'resolved, survey to come',
    keys: [key],
    alarms: ['surveySent', 'closed'].map((kind) => [0, kind]),
    goOn,
  };
};

const reopened: Stage = async (desk) => {
  const key = await desk.open('toAsk');
  await desk.post('agent', `/tickets/${key}/resolve`, { resolution: 'workaround' });
  await desk.post('requester', `/tickets/${key}/reopen`);
  return one('reopened', key, async () => {
    await desk.post('agent', `/tickets/${key}/resolve`, { resolution: 'done' });
  });
};

const asked: Stage = async (desk) => {
  const key = await desk.open('asked');
  await desk.post('agent', `/tickets/${key}/resolve`, { resolution: 'done' });
  await desk.until(key, 'asked', ({ survey }) => stateOf(survey) === 'sent');
  const goOn = async () => {
    await desk.until(key, 'closed', ({ status }) => status === 'closed');
    const { survey } = await desk.read(key, 'requester');
    const token = String((survey as { url?: unknown } | null)?.url)
      .split('/')
      .at(-1);
    await desk.post('requester', `/surveys/${token}`, { score: 5 });
    await desk.until(key, 'rated', (ticket) => stateOf(ticket.survey) === 'answered');
  };
  return { stage: 'survey out', keys: [key], alarms: ['surveyReminded', 'closed'].map((kind) => [0, kind]), goOn };
};

/** Only the first comes to the one agent; the others wait for room. */
const queued: Stage = async (desk) => {
  const keys = [await desk.open('quiet'), await desk.open('quiet')] as const;
  for (const key of keys) await desk.post('agent', `/tickets/${key}/assign`, { team: QUEUE_TEAM });
  const [, last] = keys;
  const goOn = async () => {
    await desk.post('admin', `/tickets/${keys[0]}/resolve`, { resolution: 'done' });
    await desk.post('admin', `/tickets/${last}/resolve`, { resolution: 'done' });
  };
  return { stage: 'in a queue', keys, alarms: [], goOn };
};

const family: Stage = async (desk) => {
  const [parent, child, other] = [await desk.open('quiet'), await desk.open('quiet'), await desk.open('quiet')];
  for (const key of [child, other]) {
    const { status } = await desk.rig.call('agent', 'PUT', `/tickets/${parent}/links/parentOf/${key}`);
    if (status >= 300) throw new Error(`${key} did not become a child of ${parent}: ${status}`);
  }
  await desk.post('agent', `/tickets/${parent}/cascade`, { action: 'pause', note: 'We wait for the provider.' });
  await desk.until(child, 'paused by its parent', ({ status }) => status === 'pending');
  const goOn = async () => {
    await desk.post('agent', `/tickets/${parent}/cascade`, { action: 'resolve', resolution: 'done' });
    for (const key of [child, other]) await desk.until(key, 'resolved', ({ status }) => status === 'resolved');
  };
  return { stage: 'parent with children', keys: [parent, child, other], alarms: [], goOn };
};

const merged: Stage = async (desk) => {
  const [from, into] = [await desk.open('quiet'), await desk.open('quiet')];
  await desk.post('agent', `/tickets/${from}/merge`, { into });
  const goOn = async () => {
    const comment = await desk.post('requester', `/tickets/${from}/comments`, {
      body: 'Another reply after the merger.',
    });
    if (comment.ticket !== into)
      throw new Error(`A reply to ${from} went to ${String(comment.ticket)}, not to ${into}`);
  };
  return { stage: 'merged', keys: [from, into], alarms: [], goOn };
};

const alerted: Stage = async (desk) => {
  const { rig } = desk;
  const alert = {
    fingerprint: randomUUID().replaceAll('-', '').slice(0, 16),
    startsAt: new Date().toISOString(),
    labels: { alertname: 'DiskFull', severity: 'warning' },
    annotations: { summary: 'A disk is full' },
  };
  const tell = async (status: 'firing' | 'resolved'): Promise<string> => {
    const endsAt = status === 'firing' ? '0001-01-01T00:00:00Z' : new Date().toISOString();
    const body = { version: '4', groupKey: '{}', status, receiver: 'desk', alerts: [{ ...alert, status, endsAt }] };
    const answer = await rig.call('service', 'POST', '/alerts/alertmanager', body);
    if (answer.status !== 202) throw new Error(`An alert was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return String((answer.body.data as readonly { readonly key: string | null }[])[0]?.key);
  };
  const key = await tell('firing');
  await desk.until(key, 'triaged', ({ status }) => status !== 'new');
  return one('opened by an alert', key, async () => {
    await tell('firing');
    await tell('resolved');
    await desk.until(key, 'cleared', ({ resolution }) => resolution === 'cleared');
  });
};

const due =
  (seconds: number): Stage =>
  async (desk) => {
    const key = await desk.open(deadlinePolicy(seconds));
    const goOn = () => desk.until(key, 'escalated', ({ escalationLevel }) => escalationLevel === 1);
    return {
      stage: `deadline in ${seconds} s`,
      keys: [key],
      alarms: ['warned', 'breached', 'escalated'].map((kind) => [0, kind]),
      goOn,
    };
  };

export const STAGES: readonly Stage[] = [
  ...[opened, accepted, pending, nudged, scheduled, resolved, reopened, asked, queued, family, merged, alerted],
  ...DEADLINES.map(due),
];

function one(stage: string, key: string, goOn: Staged['goOn']): Staged {
  return { stage, keys: [key], alarms: [], goOn };
}

function stateOf(survey: unknown): unknown {
  return typeof survey === 'object' && survey !== null && 'state' in survey ? survey.state : null;
}
