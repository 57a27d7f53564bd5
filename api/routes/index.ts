import type { Route } from '../route';
import { commandRoutes } from './commands';
import { commentRoutes } from './comments';
import { historyRoutes } from './history';
import { ticketRoutes } from './tickets';

/** Every call below `/api/v1`. */
export function allRoutes(): readonly Route[] {
  return [...ticketRoutes, ...commandRoutes, ...commentRoutes, ...historyRoutes];
}
