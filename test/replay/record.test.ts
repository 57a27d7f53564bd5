import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { version } from '../../package.json';
import { teamWorkflowId } from '../../workflows/contract';
import { fetchRuns, historyFile, type RecordedRun } from '../support/replay';
import { TicketRig, type RigTicket } from '../support/ticketRig';
import releases from './releases.json';

const HISTORIES = join(__dirname, 'histories');
const released = releases.some((release) => release.version === version);
/** Each release has a folder of its own; what is recorded between two of them, another. */
const FOLDER = join(HISTORIES, released ? 'unreleased' : version);
/** Between releases only paths that are new; a release is recorded whole. */
const recorded = released ? readdirSync(HISTORIES, { recursive: true, encoding: 'utf8' }) : [];

/**
 * `npm run record`: writes histories of paths that have none yet. A committed history is never written anew: it is what
 * the code did at that time, and must replay as it is.
 */
let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

async function record(path: string, ticket: RigTicket): Promise<void> {
  write(path, (await rig.runs()).filter(({ workflowId }) => workflowId === ticket.key).reverse());
}

function write(path: string, runs: readonly RecordedRun[]): void {
  if (recorded.some((name) => basename(name).startsWith(`${path}.`))) return;
  mkdirSync(FOLDER, { recursive: true });
  for (const [index, { history }] of runs.entries()) {
    const file = join(FOLDER, `${path}.${index + 1}.json`);
    if (!existsSync(file)) writeFileSync(file, historyFile(history));
  }
}

const survey = { delay: 'PT1S', remindAfter: 'PT1S', expireAfter: 'PT2S' };

const paths: Readonly<Record<string, () => Promise<RigTicket>>> = {
  async plain() {
    const ticket = await rig.openTriaged({ policy: await rig.policy('plain', { closeAfter: 'PT1S' }) });
    await ticket.command('accept');
    await ticket.comment('We are looking into it');
    await ticket.command('resolve');
    await ticket.result();
    return ticket;
  },
  async pended() {
    const policy = await rig.policy('pended', {
      clocks: { resolution: { targets: { high: 'PT8H' }, pausedWhile: ['requester', 'scheduled'] } },
      pending: { requester: { nudgeAfter: ['PT1S'], resolveAfter: 'PT1H' } },
    });
    const ticket = await rig.openTriaged({ policy });
    await ticket.command('pend', { reason: 'requester' });
    await ticket.waitFor('nudged');
    await ticket.comment('Here I am', 'requester');
    await ticket.command('pend', { reason: 'scheduled', until: new Date(Date.now() + 1_500).toISOString() });
    await ticket.waitFor('resumed', ({ cause }) => cause === 'wake');
    return ticket;
  },
  async escalated() {
    const policy = await rig.policy('escalated', {
      clocks: { resolution: { targets: { high: 'PT1S' } } },
      warnings: [50],
      escalations: [
        { clock: 'resolution', at: 100, level: 1, notify: ['lead'] },
        { clock: 'resolution', at: 150, level: 2, reassign: 'desk' },
      ],
    });
    const ticket = await rig.openTriaged({ policy });
    await ticket.waitFor('escalated', ({ level }) => level === 2);
    await ticket.command('escalate');
    return ticket;
  },
  async reopened() {
    const ticket = await rig.openTriaged({ policy: await rig.policy('reopened', { survey, closeAfter: 'PT1H' }) });
    await ticket.command('resolve');
    await ticket.command('reopen', { by: rig.requester });
    await ticket.command('resolve');
    await ticket.comment('No, still broken', 'requester');
    return ticket;
  },
  async 'reopened-while-absent'() {
    const id = uuidv7();
    const user = {
      id,
      email: `${id}@example.org`,
      name: 'Agent',
      role: 'agent',
      agent: { create: { presence: 'off' } },
    };
    await rig.prisma.user.create({ data: user });
    const ticket = await rig.openTriaged();
    await ticket.command('accept', { by: { id, role: 'agent' } });
    await ticket.command('resolve');
    await ticket.comment('It came back', 'requester');
    await ticket.waitFor('released', ({ cause }) => cause === 'absent');
    return ticket;
  },
  async cancelled() {
    const ticket = await rig.openTriaged({ policy: await rig.policy('cancelled', { survey, closeAfter: 'PT1S' }) });
    await ticket.command('resolve', { by: rig.requester, resolution: 'cancelled' });
    await ticket.result();
    return ticket;
  },
  async 'cancelled-in-temporal'() {
    const ticket = await rig.openTriaged();
    await ticket.handle.cancel();
    await ticket.waitFor('resolved');
    await ticket.command('close');
    return ticket;
  },
  async 'continued-as-new'() {
    const ticket = await rig.openTriaged({ settings: { rollAtEvents: 30 } });
    for (let turn = 0; turn < 4; turn++) {
      const refused = ticket.refusal('reopen');
      await ticket.command(turn % 2 === 0 ? 'pend' : 'resume', turn % 2 === 0 ? { reason: 'vendor' } : {});
      await refused;
    }
    return ticket;
  },
  async released() {
    const ticket = await rig.openTriaged();
    await ticket.command('accept');
    await ticket.command('release');
    await ticket.command('assign', { agent: rig.agent.id });
    await ticket.command('assign', { team: 'desk' });
    await ticket.waitFor('queued', ({ cause }) => cause === 'assign');
    return ticket;
  },
  async offered() {
    const agent = () => {
      const id = uuidv7();
      const user = { id, email: `${id}@example.org`, name: 'Agent', role: 'agent', agent: { create: {} } };
      return { user: { create: user } };
    };
    const team = { id: 'offers', name: 'Offers', assignment: 'roundRobin', acceptWithin: 'PT1S', calendar: 'always' };
    await rig.prisma.team.create({ data: { ...team, memberships: { create: [agent(), agent()] } } });
    const ticket = await rig.openTriaged();
    await ticket.command('assign', { team: team.id });
    await ticket.waitFor('released');
    // The second is the queue's.
    const second = ({ no }: { no: number }) => no === 2;
    const { data } = await ticket.waitFor('assigned', second);
    await ticket.command('accept', { by: { id: String(data.agent), role: 'agent' } });
    await ticket.command('resolve');
    const workflow = teamWorkflowId(team.id);
    write('team', await fetchRuns(rig.client, `WorkflowId = "${workflow}"`));
    await rig.client.workflow.getHandle(workflow).terminate('the path is recorded');
    return ticket;
  },
  async 'survey-answered'() {
    const ticket = await rig.openTriaged({ policy: await rig.policy('answered', { survey, closeAfter: 'PT1S' }) });
    await ticket.command('resolve');
    await ticket.waitFor('surveySent');
    await ticket.command('rate', { no: 1, score: 2, by: rig.requester });
    await ticket.command('rate', { no: 1, score: 5, by: rig.requester });
    await ticket.result();
    return ticket;
  },
  async 'survey-expired'() {
    const ticket = await rig.openTriaged({ policy: await rig.policy('expired', { survey, closeAfter: 'PT1S' }) });
    await ticket.command('resolve');
    await ticket.result();
    return ticket;
  },
  async 'new-terms'() {
    const edited = { timeZone: 'Asia/Tokyo', weekly: { mon: [['09:00', '17:00']] } };
    await rig.prisma.document.create({ data: { kind: 'calendar', id: 'edited', version: 1, document: edited } });
    const policy = await rig.policy('terms', {
      calendar: 'edited',
      clocks: { resolution: { targets: { high: 'PT8H', critical: 'PT2H' } } },
    });
    const ticket = await rig.openTriaged({ policy });
    await rig.prisma.document.updateMany({ where: { id: 'edited' }, data: { current: false } });
    await rig.prisma.document.create({ data: { kind: 'calendar', id: 'edited', version: 2, document: edited } });
    await rig.tellTerms();
    await ticket.waitFor('termsChanged');
    await ticket.command('edit', { priority: 'critical' });
    await ticket.command('edit', { dueDate: Date.now() + 1_000 });
    await ticket.waitFor('dueDatePassed');
    await ticket.command('resolve');
    return ticket;
  },
  async 'survey-follow-up'() {
    // The paths before have asked the requester already.
    await rig.prisma.survey.deleteMany();
    const policy = await rig.policy('quiet', { survey: { ...survey, quietFor: 'P30D' }, closeAfter: 'PT1S' });
    const ticket = await rig.openTriaged({ policy });
    await ticket.command('resolve');
    await ticket.waitFor('surveySent');
    await ticket.command('rate', { no: 1, score: 1, by: rig.requester });
    await ticket.result();
    return ticket;
  },
  async 'survey-skipped'() {
    const policy = await rig.policy('twice', { survey: { ...survey, quietFor: 'P30D' }, closeAfter: 'PT1S' });
    const [first, second] = [await rig.openTriaged({ policy }), await rig.openTriaged({ policy })];
    await first.command('resolve');
    await second.command('resolve');
    await second.result();
    return second;
  },
  async merged() {
    const [ticket, other] = [await rig.openTriaged(), await rig.openTriaged()];
    await ticket.command('link', { kind: 'relatedTo', key: other.key });
    await ticket.command('merge', { into: other.key });
    await ticket.waitFor('handedOver');
    await other.command('merge', { into: ticket.key, comment: uuidv7() });
    await ticket.command('unmerge');
    await ticket.waitFor('linked', ({ told }) => told === true);
    await rig.eventually('all told', async () => ((await ticket.state()).handOvers ?? []).length === 0);
    return ticket;
  },
  async 'parent-and-child'() {
    const [ticket, parent, child] = [await rig.openTriaged(), await rig.openTriaged(), await rig.openTriaged()];
    await parent.command('link', { kind: 'parentOf', key: ticket.key });
    await ticket.command('link', { kind: 'parentOf', key: child.key });
    for (const action of ['pause', 'resume'] as const) {
      await parent.command('cascade', { action });
      await ticket.waitFor('parentActed', (data) => data.action === action);
    }
    await ticket.command('cascade', { action: 'resolve', resolution: 'workaround' });
    await child.waitFor('resolved', ({ cause }) => cause === 'parent');
    await rig.eventually('all told', async () => ((await ticket.state()).handOvers ?? []).length === 0);
    return ticket;
  },
  async 'refused-signal'() {
    const ticket = await rig.openTriaged();
    await ticket.signal('reopen');
    await ticket.signal('resolve', { resolution: 'nonsense' });
    await ticket.handle.signal('unheardOf');
    await ticket.waitFor('refused', ({ command }) => command === 'unheardOf');
    await ticket.signal('resolve');
    await ticket.waitFor('resolved');
    return ticket;
  },
  async alert() {
    const ticket = await rig.openTriaged({ given: { type: 'alert', impact: 'high', urgency: 'high' } });
    await ticket.command('edit', { type: 'incident', urgency: 'low' });
    await ticket.command('edit', { priority: 'critical' });
    return ticket;
  },
  async 'alerts-cleared'() {
    const policy = await rig.policy('cleared', { survey, closeAfter: 'PT1S' });
    const ticket = await rig.openTriaged({ policy, given: { type: 'alert' }, alerts: 1 });
    await ticket.command('countAlerts', { fired: 3, ended: 0 });
    await ticket.command('countAlerts', { fired: 3, ended: 2 });
    await ticket.refusal('countAlerts', { fired: 2, ended: 1 });
    await ticket.command('countAlerts', { fired: 4, ended: 4 });
    await ticket.waitFor('resolved', ({ cause }) => cause === 'cleared');
    await ticket.result();
    return ticket;
  },
  async 'alerts-accepted'() {
    const ticket = await rig.openTriaged({ given: { type: 'alert' }, alerts: 1 });
    await ticket.command('accept');
    await ticket.command('countAlerts', { fired: 2, ended: 1 });
    await ticket.command('countAlerts', { fired: 2, ended: 2 });
    await ticket.command('resolve');
    await ticket.refusal('countAlerts', { fired: 3, ended: 2 });
    return ticket;
  },
  async 'late-child'() {
    const [parent, ticket] = [await rig.openTriaged(), await rig.openTriaged()];
    await parent.command('cascade', { action: 'pause' });
    await parent.waitFor('handedOver');
    await parent.command('link', { kind: 'parentOf', key: ticket.key });
    await ticket.waitFor('parentActed', ({ effect }) => effect === 'taken');
    await parent.command('cascade', { action: 'resume' });
    await ticket.waitFor('resumed', ({ cause }) => cause === 'parent');
    await parent.command('cascade', { action: 'resolve' });
    await ticket.waitFor('resolved', ({ cause }) => cause === 'parent');
    return ticket;
  },
  async 'intake-while-temporal-away'() {
    const ticket = await rig.open({ start: false });
    await rig.startMissing();
    await ticket.waitFor('triaged');
    return ticket;
  },
  async 'commands-before-triage'() {
    await rig.stopWorker();
    const ticket = await rig.open();
    const accepted = ticket.command('accept');
    const pended = ticket.command('pend', { reason: 'vendor' });
    await rig.restartWorker();
    await Promise.all([accepted, pended]);
    await ticket.waitFor('triaged');
    return ticket;
  },
};

it.each(Object.keys(paths))('records %s', async (path) => {
  await record(path, await paths[path]!());
});
