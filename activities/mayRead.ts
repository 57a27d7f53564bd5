import { Prisma } from '../prisma/client';
import type { TicketState } from '../workflows/domain/state';

/**
 * May `u`, of the users, read what the message `m` tells of this ticket? The policy of `api/abilities.ts`, as of now: one
 * statement asks it of all whom a message might go to. `test/activities/mayRead.test.ts` holds the two to the same answers.
 */
export function mayRead({
  requester,
  organisation,
  team,
}: Pick<TicketState, 'requester' | 'organisation' | 'team'>): Prisma.Sql {
  return Prisma.sql`u.active AND CASE u.role
    WHEN 'requester' THEN NOT m.internal AND (u.id::text = ${requester} OR EXISTS (
      SELECT FROM organisations o
       WHERE o.id = u.organisation_id AND o.id = ${organisation} AND o.shares_tickets))
    WHEN 'agent' THEN NOT u.restricted OR (NOT m.internal AND u.id::text = ${requester}) OR EXISTS (
      SELECT FROM memberships b WHERE b.user_id = u.id AND b.team_id = ${team})
    ELSE TRUE END`;
}
