import type { RequestHandler } from 'express';
import { Problem } from './problem';
import type { Method } from './route';

/** For an address's other methods: OPTIONS tells which it takes, the rest are refused. @throws Problem 405 */
export function otherMethods(methods: readonly Method[]): RequestHandler {
  const names = methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  const allow = [...names, 'OPTIONS'].join(', ');
  return (req, res) => {
    if (req.method !== 'OPTIONS')
      throw new Problem('method_not_allowed', `${req.method} is not a method of this address. It takes ${allow}.`, {
        headers: { Allow: allow },
      });
    res.setHeader('Allow', allow);
    res.setHeader('Cache-Control', 'no-store');
    res.status(204).end();
  };
}
