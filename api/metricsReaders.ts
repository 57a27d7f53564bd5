import type { IncomingMessage } from 'node:http';
import type { Caller } from './auth';
import { forbidden } from './problem';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Asked from this machine, and no proxy on it speaks for somebody else. */
export function isLocal(req: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  return LOOPBACK.has(req.socket.remoteAddress ?? '') && req.headers['x-forwarded-for'] === undefined;
}

/**
 * Metrics are open to this machine, unless a proxy on it speaks for somebody else; with a key, to administrators and
 * services.
 * @param identify finds out who else asks
 * @throws Problem 401, 403
 */
export async function admitMetricsReader(
  req: Pick<IncomingMessage, 'socket' | 'headers'>,
  identify: () => Promise<Pick<Caller, 'role'>>,
): Promise<void> {
  if (isLocal(req)) return;
  const { role } = await identify();
  if (role !== 'admin' && role !== 'service') throw forbidden('Metrics are for administrators.');
}
