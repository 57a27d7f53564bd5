import { bundleTicketWorkflows } from '../../activities/worker';
import type { TicketState } from '../../workflows/domain/state';
import { fetchRuns, replay } from '../support/replay';
import { quietTemporal } from '../support/quiet';
import type { FaultRig } from '../../bench/stack/rig';

/**
 * What must hold when the dust has settled: for each ticket its row, its events and its workflow agree, and every
 * history replays.
 * @returns one line for each disagreement
 */
export async function findDisagreements(rig: FaultRig): Promise<string[]> {
  quietTemporal();
  const { prisma } = rig.database;
  const tickets = await prisma.ticket.findMany({ include: { events: { orderBy: { seq: 'asc' } } } });
  const wrong: string[] = [];
  await rig.withTemporal(async (client) => {
    for (const { key, version, events } of tickets) {
      const numbers = events.map(({ seq }) => seq);
      if (numbers.some((seq, index) => seq !== index + 1))
        wrong.push(`${key}: its events are numbered ${numbers.join(' ')}`);
      if (version !== events.length) wrong.push(`${key}: version ${version}, but ${events.length} events`);
      const state = await client.workflow.getHandle(key).query<TicketState>('state');
      if (state.seq !== version) wrong.push(`${key}: the workflow is at ${state.seq}, the row at ${version}`);
      if (events.some(({ kind }) => kind === 'diverged')) wrong.push(`${key}: its history diverged`);
    }
    const runs = await fetchRuns(client, 'WorkflowType = "ticket"');
    wrong.push(...(await replay(runs, await bundleTicketWorkflows())));
  });
  return wrong;
}

/** @returns how often a comment with exactly this text is visible in a ticket */
export async function countComments(rig: FaultRig, body: string): Promise<number> {
  return rig.database.prisma.comment.count({ where: { body, seq: { not: null } } });
}
