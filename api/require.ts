import type { DeskSubject, TicketAction, TicketFacts } from './abilities';
import { forbidden } from './problem';
import type { Call } from './route';

type Allowing<T> = (call: Omit<Call<unknown, unknown, T>, 'query'>) => void;
type AllowingAny = (call: Pick<Call, 'permissions' | 'caller'>) => void;

/** @throws Problem 403 unless the caller may do this with the ticket that was found */
export function requireTicket(action: TicketAction): Allowing<TicketFacts> {
  return ({ permissions, target, caller }) => {
    if (!permissions.mayTicket(action, target))
      throw forbidden(`A key of role ${caller.role} may not do this with this ticket.`);
  };
}

/** @throws Problem 403 unless the caller may do this with all of a kind */
export function requireDesk(action: 'read' | 'write', subject: DeskSubject): AllowingAny {
  return ({ permissions, caller }) => {
    if (!permissions.may(action, subject)) throw forbidden(`A key of role ${caller.role} may not do this.`);
  };
}

/** Does a body, as it came, have this member? */
export function has(body: unknown, member: string): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, member);
}
