import { Prisma } from '../prisma/client';
import type { Role } from '../workflows/domain/codes';
import type { Caller } from './auth';

/** What is known of a person who calls: one row, in the query that finds her key or session. */
export interface PersonRow {
  user_id: string;
  user_name: string;
  role: Role;
  organisation_id: string | null;
  organisation_name: string | null;
  shares_tickets: boolean | null;
  restricted: boolean;
  locale: string;
  teams: string[] | null;
}

/** Columns of the person `u` and her organisation `o`. */
export const PERSON_COLUMNS = Prisma.sql`
  u.id::text AS user_id, u.name AS user_name, u.role, u.organisation_id, o.name AS organisation_name, o.shares_tickets,
  u.restricted, u.locale,
  (SELECT array_agg(m.team_id ORDER BY m.team_id) FROM memberships m WHERE m.user_id = u.id) AS teams`;

export function callerOfPerson(row: PersonRow): Omit<Caller, 'keyId' | 'session'> {
  return {
    id: row.user_id,
    name: row.user_name,
    role: row.role,
    scopes: new Set<string>(),
    organisation: row.organisation_id,
    organisationName: row.organisation_name,
    sharesTickets: row.shares_tickets ?? false,
    restricted: row.restricted,
    teams: row.teams ?? [],
    locale: row.locale,
  };
}
