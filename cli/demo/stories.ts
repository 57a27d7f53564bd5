import type { Caller, DemoTicket } from './client';

export interface Cast {
  /** Prints a line of the story. */
  readonly tell: (line: string) => void;
  readonly requester: Caller;
  readonly agent: Caller;
  readonly lead: Caller;
}

export interface Story {
  readonly subject: string;
  /** What the desk must call it, though nobody chooses: type and priority, with their French labels. */
  readonly type: string;
  readonly priority: string;
  /** Kinds of events that must come in this order; others may come between. */
  readonly expected: readonly string[];
  /** @returns keys of further tickets that the story opened */
  play(cast: Cast, key: string): Promise<readonly string[]>;
  /** @returns what is wrong with the ticket at the end; empty: nothing */
  check(ticket: DemoTicket): readonly string[];
}

function differences(ticket: DemoTicket, wanted: Partial<Record<keyof DemoTicket, unknown>>): string[] {
  return Object.entries(wanted)
    .filter(([member, value]) => ticket[member as keyof DemoTicket] !== value)
    .map(([member, value]) => {
      const actual = JSON.stringify(ticket[member as keyof DemoTicket]);
      return `${member} is ${actual}, expected ${JSON.stringify(value)}`;
    });
}

/** Warned, answered, paused, breached, escalated twice, resolved, praised, closed. */
const incident: Story = {
  subject: "Problème d'accès à l'email",
  type: 'incident',
  priority: 'high',
  expected: [
    'received',
    'triaged',
    'assigned',
    'warned',
    'accepted',
    'commented',
    'pended',
    'nudged',
    'commented',
    'resumed',
    'breached',
    'escalated',
    'escalated',
    'commented',
    'resolved',
    'surveySent',
    'surveyRated',
    'closed',
  ],
  async play({ tell, requester, agent }, key) {
    await agent.waitFor(key, 'warned', ({ data }) => data.clock === 'firstResponse');
    await agent.command(key, 'accept');
    await agent.comment(key, 'Bonjour, depuis quand le problème se produit-il ?');
    await agent.command(key, 'pend', { reason: 'requester' });
    await agent.waitFor(key, 'nudged');
    await requester.comment(key, 'Depuis ce matin, sur mon téléphone aussi.');
    await agent.waitFor(key, 'escalated', ({ data }) => data.level === 2);
    await agent.command(key, 'resolve', {
      resolution: 'done',
      note: 'Votre boîte aux lettres était pleine ; elle est agrandie.',
    });
    await agent.waitFor(key, 'surveySent');
    const { survey } = await requester.ticket(key);
    if (!survey?.url) throw new Error(`${key}: the requester sees no link to the survey`);
    tell(`${key}: the requester follows the link of the survey: ${survey.url}`);
    await requester.call('POST', new URL(survey.url).pathname, { score: 5, comment: 'Rapide, merci.' });
    await agent.waitFor(key, 'closed');
    return [];
  },
  check: (ticket) => [
    ...differences(ticket, { status: 'closed', resolution: 'done', escalationLevel: 2 }),
    ...(ticket.survey?.score === 5 ? [] : [`the survey's score is ${String(ticket.survey?.score)}, expected 5`]),
  ],
};

/** Nobody answers in time, it changes hands, is resolved too early, reopened, and its survey is never answered. */
const alert: Story = {
  subject: 'Serveur surchargé',
  type: 'alert',
  priority: 'medium',
  expected: [
    'received',
    'triaged',
    'warned',
    'breached',
    'escalated',
    'accepted',
    'released',
    'assigned',
    'accepted',
    'resolved',
    'reopened',
    'resolved',
    'surveySent',
    'surveyReminded',
    'closed',
    'surveyExpired',
  ],
  async play({ requester, agent, lead }, key) {
    await agent.waitFor(key, 'escalated');
    const { assignee } = await agent.command(key, 'accept');
    await agent.command(key, 'release', { reason: 'Je ne connais pas ce serveur.' });
    await lead.command(key, 'assign', { agent: assignee?.id });
    await agent.command(key, 'accept');
    await agent.command(key, 'resolve', { resolution: 'workaround', note: 'Le service a été redémarré.' });
    await requester.command(key, 'reopen', { reason: 'La charge remonte.' });
    await agent.command(key, 'resolve', { resolution: 'done', note: 'La tâche fautive est arrêtée.' });
    await agent.waitFor(key, 'surveyExpired');
    return [];
  },
  check: (ticket) => [
    ...differences(ticket, { status: 'closed', resolution: 'done', reopenCount: 1 }),
    ...(ticket.survey?.state === 'expired' ? [] : [`the survey is ${String(ticket.survey?.state)}, expected expired`]),
  ],
};

/** Waits for a date, becomes urgent, waits for an answer that never comes, and goes on in a new ticket. */
const request: Story = {
  subject: "Demande d'accès à Zoom",
  type: 'request',
  priority: 'low',
  expected: [
    'received',
    'triaged',
    'assigned',
    'accepted',
    'pended',
    'resumed',
    'reclassified',
    'commented',
    'pended',
    'nudged',
    'resolved',
    'closed',
    'followUpOpened',
  ],
  async play({ requester, agent }, key) {
    await agent.command(key, 'accept');
    await agent.command(key, 'pend', { reason: 'scheduled', until: new Date(Date.now() + 2_000).toISOString() });
    await agent.waitFor(key, 'resumed', ({ data }) => data.cause === 'wake');
    await agent.call('PATCH', `/api/v1/tickets/${key}`, { impact: 'high', urgency: 'high' });
    await agent.comment(key, 'Pour quelle équipe faut-il ouvrir l’accès ?');
    await agent.command(key, 'pend', { reason: 'requester' });
    await agent.waitFor(key, 'resolved', ({ data }) => data.resolution === 'noAnswer');
    await agent.waitFor(key, 'closed');
    const { ticket: followUp } = await requester.comment(key, 'Pardon, j’étais en congé : pour la comptabilité.');
    if (followUp === key) throw new Error(`${key}: a comment on a closed ticket opened no new one`);
    await requester.command(followUp, 'resolve', { resolution: 'cancelled' });
    return [followUp];
  },
  check: (ticket) => [
    ...differences(ticket, { status: 'closed', resolution: 'noAnswer', priority: 'critical' }),
    ...(ticket.links.some(({ kind }) => kind === 'followedUpBy') ? [] : ['no link to the ticket that follows it']),
  ],
};

export const STORIES: readonly Story[] = [incident, alert, request];
