import { v7 as uuidv7 } from 'uuid';
import { mayRead } from '../../activities/mayRead';
import { whoMay } from '../../api/notices/mayHear';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { ROLES } from '../../workflows/domain/codes';
import { createTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
let prisma: PrismaClient;
/** Ids of people of every kind that the policy tells apart. */
let people: string[];

const ORGANISATIONS = [null, 'sharing', 'discreet'];
const TEAMS = ['mail', 'printers'];
const MEMBERSHIPS = [[], ['mail'], TEAMS];

beforeAll(async () => {
  base = await createTestDatabase();
  ({ prisma } = base.database);
  const organisations = ['sharing', 'discreet'].map((id) => ({ id, name: id, sharesTickets: id === 'sharing' }));
  await prisma.organisation.createMany({ data: organisations });
  await prisma.team.createMany({ data: TEAMS.map((id) => ({ id, name: id })) });
  const kinds = ROLES.flatMap((role) =>
    [true, false].flatMap((restricted) =>
      [true, false].flatMap((active) =>
        ORGANISATIONS.flatMap((organisationId) =>
          MEMBERSHIPS.map((teams) => ({ id: uuidv7(), role, restricted, active, organisationId, teams })),
        ),
      ),
    ),
  );
  const users = kinds.map(({ teams: _teams, ...user }) => ({ ...user, name: user.role, email: `${user.id}@test` }));
  await prisma.user.createMany({ data: users });
  const memberships = kinds.flatMap(({ id, teams }) => teams.map((teamId) => ({ userId: id, teamId })));
  await prisma.membership.createMany({ data: memberships });
  people = kinds.map(({ id }) => id);
});
afterAll(() => base.drop());

async function toldOf(ticket: Parameters<typeof mayRead>[0], internal: boolean): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT u.id::text AS id FROM users u CROSS JOIN (SELECT ${internal}::boolean AS internal) m
     WHERE u.id = ANY(${people}::uuid[]) AND ${mayRead(ticket)} ORDER BY u.id`);
  return rows.map(({ id }) => id);
}

test.each(
  ORGANISATIONS.flatMap((organisation) =>
    [null, ...TEAMS].flatMap((team) => [true, false].map((internal) => ({ organisation, team, internal }))),
  ),
)('whoever is told of a ticket may read it, and the other way round: %o', async ({ organisation, team, internal }) => {
  const action = internal ? 'readInternal' : 'read';
  // Each of them may be the requester; a sixth of them are enough of every role.
  const requesters = people.filter((_id, index) => index % 6 === 0);
  for (const requester of requesters) {
    const facts = { requesterId: requester, organisationId: organisation, teamId: team };
    const may = [...(await whoMay(prisma, people, action, facts))].sort();
    expect(may.length).toBeGreaterThan(0);
    expect(await toldOf({ requester, organisation, team }, internal)).toEqual(may);
  }
});
