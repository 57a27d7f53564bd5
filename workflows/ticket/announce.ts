import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { SearchAttributePair } from '@temporalio/common';
import { searchAttributes } from '../contract';
import { processView } from '../domain/process';
import { nextDueAt } from '../domain/report';
import type { TicketState } from '../domain/state';
import type { WakeUp } from './alarm';

type Announced = { type: string; priority: string; stage: string; team: string | null; dueAt: number | null };

/** Shows operators where the ticket stands: search attributes, each only when it changes, and the current details. */
export class Announcer {
  private shown: Announced;

  constructor(state: TicketState, fresh: boolean) {
    // A fresh run was started with type, priority and stage; one that goes on inherits all five.
    this.shown = fresh ? { ...announcedOf(state), team: null, dueAt: null } : announcedOf(state);
  }

  announce(state: TicketState, alarm: WakeUp | null): void {
    this.upsertChanged(announcedOf(state));
    setCurrentDetails(describe(state, alarm));
  }

  private upsertChanged(now: Announced): void {
    const pairs: SearchAttributePair[] = [];
    if (now.type !== this.shown.type) pairs.push({ key: searchAttributes.type, value: now.type });
    if (now.priority !== this.shown.priority) pairs.push({ key: searchAttributes.priority, value: now.priority });
    if (now.stage !== this.shown.stage) pairs.push({ key: searchAttributes.stage, value: now.stage });
    if (now.team !== this.shown.team)
      pairs.push({ key: searchAttributes.team, value: now.team } as SearchAttributePair);
    if (now.dueAt !== this.shown.dueAt) {
      const value = now.dueAt === null ? null : new Date(now.dueAt);
      pairs.push({ key: searchAttributes.dueAt, value } as SearchAttributePair);
    }
    this.shown = now;
    if (pairs.length > 0) upsertSearchAttributes(pairs);
  }
}

function announcedOf(state: TicketState): Announced {
  const { type, priority, status, team } = state;
  return { type, priority, stage: status, team, dueAt: nextDueAt(state) };
}

/** Codes and instants only, as Markdown: the Temporal UI shows it at the top of the ticket's page. */
function describe(state: TicketState, alarm: WakeUp | null): string {
  const { waitingFor, since } = processView(state);
  const lines = [
    `**${state.key}** · ${state.type} · priority ${state.priority} · stage **${state.status}**`,
    '',
    `- Team ${state.team ?? '–'}, assignee ${state.assignee ?? '–'}${state.acceptedAt === null ? '' : ' (accepted)'}`,
    `- Waiting for **${waitingFor}** since ${iso(since)}`,
    alarm ? `- Next: ${alarm.label}` : '- Next: nothing is due',
    `- The whole story: \`GET /api/v1/tickets/${state.key}/events\``,
  ];
  return lines.join('\n');
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
