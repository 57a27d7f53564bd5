import type { FaultRig } from '../stack/rig';
import { DESCRIPTION, LIST_LENGTH, type Contender } from './contender';

const SETTLES_WITHIN_MS = 300_000;

/** This desk: requesters open tickets, an agent lists them. */
export function deskContender(rig: FaultRig): Contender {
  const open = async (subject: string) => {
    const { status, body } = await rig.call('requester', 'POST', '/tickets', { subject, description: DESCRIPTION });
    if (status !== 201) throw new Error(`POST /tickets was answered with ${status}: ${JSON.stringify(body)}`);
  };
  const list = async () => {
    const { status, body } = await rig.call('agent', 'GET', `/tickets?status=new,open&limit=${LIST_LENGTH}`);
    if (status !== 200) throw new Error(`GET /tickets was answered with ${status}: ${JSON.stringify(body)}`);
    return Array.isArray(body.data) ? body.data.length : 0;
  };
  return {
    name: 'Guichet',
    cpu: () => {
      const { temporal, api, worker } = rig.usage().cpu;
      return { API: api, worker, Temporal: temporal };
    },
    signIn: () => Promise.resolve({ open, list }),
    settle: () =>
      rig.eventually(
        'all tickets to be triaged',
        async () => (await rig.database.prisma.ticket.count({ where: { version: 1 } })) === 0,
        SETTLES_WITHIN_MS,
      ),
    lists: true,
    sweeping: null,
    // The rig outlives the contenders, whose PostgreSQL it has.
    stop: () => Promise.resolve(),
  };
}
