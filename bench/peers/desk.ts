import type { Answer } from '../stack/deskCaller';
import type { FaultRig } from '../stack/rig';
import { DESCRIPTION, LIST_LENGTH, Refused, type Contender } from './contender';

const SETTLES_WITHIN_MS = 300_000;

/** This desk: requesters open tickets, an agent lists them. */
export function deskContender(rig: FaultRig): Contender {
  const open = async (subject: string) => {
    const ticket = { subject, description: DESCRIPTION };
    expect(201, await inTime(rig.call('requester', 'POST', '/tickets', ticket)));
  };
  const list = async () => {
    const path = `/tickets?status=new,open&limit=${LIST_LENGTH}`;
    const { data } = expect(200, await inTime(rig.call('agent', 'GET', path)));
    return Array.isArray(data) ? data.length : 0;
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

/** The rig waits for an answer as long as an impatient caller does, who then asks again. */
function inTime(answer: Promise<Answer>): Promise<Answer> {
  return answer.catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'TimeoutError' ? new Refused('no answer in time') : error;
  });
}

function expect(expected: number, { status, body }: Answer): Answer['body'] {
  const said = () => `the desk answered with ${status}, not ${expected}: ${JSON.stringify(body)}`;
  if (status === 503) throw new Refused(said());
  if (status !== expected) throw new Error(said());
  return body;
}
