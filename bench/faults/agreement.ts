import { bundleTicketWorkflows } from '../../activities/workflowBundle';
import { fetchRuns, replay } from '../../test/support/replay';
import { quietTemporal } from '../../test/support/quiet';
import type { TicketState } from '../../workflows/domain/state';
import type { FaultRig } from '../stack/rig';
import { together } from '../stack/together';
import { EVERYTHING, type Scope } from './scope';

/** Queries under way at once: each may have a workflow replayed. */
const AT_ONCE = 8;

/**
 * What must hold when the dust has settled: for each ticket its row, its events and its workflow agree, and every
 * history replays.
 * @returns one line for each disagreement
 */
export async function findDisagreements(rig: FaultRig, scope: Scope = EVERYTHING): Promise<string[]> {
  quietTemporal();
  return [...(await findLagging(rig, scope)), ...(await findUnreplayable(rig, scope))];
}

/** Rows, events and workflows of tickets opened since then, without the replay: quick enough to be asked repeatedly. */
export async function findLagging(rig: FaultRig, { after }: Scope): Promise<string[]> {
  const tickets = await rig.database.prisma.ticket.findMany({
    where: { number: { gt: after } },
    select: { key: true, version: true, events: { orderBy: { seq: 'asc' }, select: { seq: true, kind: true } } },
  });
  const wrong: string[] = [];
  await rig.withTemporal(async (client) => {
    for (let at = 0; at < tickets.length; at += AT_ONCE)
      await together(
        tickets.slice(at, at + AT_ONCE).map(async ({ key, version, events }) => {
          const numbers = events.map(({ seq }) => seq);
          if (numbers.some((seq, index) => seq !== index + 1))
            wrong.push(`${key}: its events are numbered ${numbers.join(' ')}`);
          if (version !== events.length) wrong.push(`${key}: version ${version}, but ${events.length} events`);
          const state = await client.workflow.getHandle(key).query<TicketState>('state');
          if (state.seq !== version) wrong.push(`${key}: the workflow is at ${state.seq}, the row at ${version}`);
          if (events.some(({ kind }) => kind === 'diverged')) wrong.push(`${key}: its history diverged`);
        }),
      );
  });
  return wrong;
}

async function findUnreplayable(rig: FaultRig, { since }: Scope): Promise<string[]> {
  return rig.withTemporal(async (client) => {
    const query = `WorkflowType = "ticket" AND StartTime >= "${since.toISOString()}"`;
    return replay(await fetchRuns(client, query), await bundleTicketWorkflows());
  });
}

/** @returns how often a comment with exactly this text is visible in a ticket */
export async function countComments(rig: FaultRig, body: string): Promise<number> {
  return rig.database.prisma.comment.count({ where: { body, seq: { not: null } } });
}
