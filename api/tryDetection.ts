import { DEFAULT_PROBLEM_DETECTION, ONLY } from '../prisma/defaults';
import { currentDocument, type ProblemDetection } from '../prisma/documents';
import { lookForProblems } from '../prisma/problems/detect';
import { Prisma } from '../prisma/client';
import { invalid } from './problem';
import { viewCause } from './problemProposals';
import { problemDetection } from './resources/problemDetection';
import type { Call } from './route';

const NAMED = 100;

/** What would be proposed now, by settings that hold or by others. Writes nothing. */
export async function tryDetection(call: Call<{ readonly settings?: unknown }>) {
  const { deps, permissions } = call;
  const settings = await settingsOf(call);
  const found = await lookForProblems(deps.prisma, settings);
  const ids = [
    ...new Set(
      found.flatMap(({ tickets, cause, way }) => [
        ...tickets.map(({ id }) => id),
        ...(way === 'subject' ? [cause] : []),
      ]),
    ),
  ];
  const seen = await deps.prisma.$queryRaw<{ id: string; key: string; subject: string }[]>(Prisma.sql`
    SELECT t.id::text, t.key, t.subject FROM tickets t
     WHERE t.id = ANY(${ids}::uuid[]) AND ${permissions.ticketsWhere('see')}`);
  const known = new Map(seen.map((one) => [one.id, one]));
  return {
    data: found.map(({ way, cause, effect, tickets }) => ({
      cause: viewCause({ way, cause, subject: known.get(cause)?.subject ?? null }),
      effect,
      tickets: tickets.length,
      requesters: new Set(tickets.map(({ requester }) => requester)).size,
      keys: tickets.flatMap(({ id }) => known.get(id)?.key ?? []).slice(0, NAMED),
    })),
  };
}

/** @throws Problem 422 if settings of the request could not be stored */
async function settingsOf({
  deps: { prisma },
  body,
}: Call<{ readonly settings?: unknown }>): Promise<ProblemDetection> {
  if (body.settings === undefined)
    return (await currentDocument(prisma, 'problemDetection', ONLY))?.document ?? DEFAULT_PROBLEM_DETECTION;
  const given = body.settings as ProblemDetection;
  const errors = (await problemDetection.check?.(prisma, given, ONLY)) ?? [];
  if (errors.length > 0) throw invalid(errors.map((each) => ({ ...each, pointer: `/settings${each.pointer ?? ''}` })));
  return given;
}
