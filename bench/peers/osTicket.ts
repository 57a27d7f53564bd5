import { OperatorError } from '../../cli/operatorError';
import { cpuMs } from '../stack/usage';
import { DESCRIPTION, type Contender } from './contender';
import { Session } from './session';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An osTicket that runs on this machine: OSTICKET_URL is its address, OSTICKET_API_KEY a key that may create tickets, and
 * OSTICKET_PIDS the processes, separated by commas, whose processor time is counted with all below them.
 * @returns null if none is named
 */
export function findOsTicket(env: NodeJS.ProcessEnv = process.env): Contender | null {
  const { OSTICKET_URL: url, OSTICKET_API_KEY: key, OSTICKET_PIDS: pids = '' } = env;
  if (!url) return null;
  if (!key)
    throw new OperatorError('OSTICKET_URL names an osTicket: set OSTICKET_API_KEY to a key that may create tickets.');
  if (!LOOPBACK.has(new URL(url).hostname))
    throw new OperatorError(`OSTICKET_URL names ${url}: only an osTicket on this machine can be compared.`);
  const processes = pids.split(',').filter((pid) => pid !== '');
  return {
    name: 'osTicket',
    cpu: () => (processes.length > 0 ? { given: processes.reduce((sum, pid) => sum + cpuMs(Number(pid)), 0) } : {}),
    signIn: () => {
      const session = new Session(url.replace(/\/$/, ''));
      const open = async (subject: string) => {
        const from = { name: 'Requester', email: 'requester@peer.example', ip: '127.0.0.1' };
        // It would tell staff and requester by mail, which the others do not either.
        const ticket = { ...from, subject, message: DESCRIPTION, alert: false, autorespond: false };
        await session.send('/api/tickets.json', 201, { json: ticket, headers: { 'x-api-key': key } });
      };
      return Promise.resolve({ open, list: () => Promise.reject(new Error('The API of osTicket does not list')) });
    },
    settle: () => Promise.resolve(),
    lists: false,
    sweeping: null,
    stop: () => Promise.resolve(),
  };
}
