import type { PrismaClient } from '../../prisma/client';
import type { Visibility } from '../../workflows/domain/codes';
import type { TicketFacts } from '../abilities';
import type { CommentCall } from '../comments';
import { invalid } from '../problem';
import { whoMay } from './mayHear';

/** People whom one comment names at most; who is named after them is not told. */
const MAX_MENTIONS = 20;

/** `@camille.petit`, not in the middle of a word or an address. */
const HANDLE = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}][\p{L}\p{N}._-]{0,63})/gu;

/** Whom a comment mentions: those who work on tickets may. @throws Problem 422 if somebody who is named by id is nobody */
export async function mentionsOf(
  { deps, permissions, body }: Pick<CommentCall, 'deps' | 'permissions' | 'body'>,
  ticket: TicketFacts,
  visibility: Visibility,
): Promise<string[]> {
  if (!permissions.mayTicket('work', ticket)) return [];
  return mentionedIn(deps.prisma, { body: body.body, visibility, named: body.mentions ?? [], ticket });
}

interface Mentioning {
  readonly body: string;
  readonly visibility: Visibility;
  /** Ids of people, beside those whom the text names. */
  readonly named: readonly string[];
  readonly ticket: TicketFacts;
}

/**
 * Those named by id, and in the text people of the desk by what stands before the `@` of their
 * address, or by their name with dots between. Who may not read the comment is nobody.
 */
async function mentionedIn(prisma: PrismaClient, { body, visibility, named, ticket }: Mentioning): Promise<string[]> {
  const byId = [...new Set(named.map((id) => id.toLowerCase()))];
  const byHandle = await peopleCalled(prisma, handlesIn(body));
  const action = visibility === 'internal' ? 'readInternal' : 'read';
  const able = await whoMay(prisma, [...byId, ...byHandle], action, ticket);
  const nobody = named.findIndex((id) => !able.has(id.toLowerCase()));
  if (nobody >= 0) {
    const message = `There is nobody of the id ${named[nobody] ?? ''} who may read this comment.`;
    throw invalid([{ pointer: `/mentions/${nobody}`, code: 'unknown', message }]);
  }
  return [...new Set([...byId, ...byHandle.filter((id) => able.has(id))])].slice(0, MAX_MENTIONS);
}

/** In lower case, without what ends a sentence. */
export function handlesIn(body: string): string[] {
  const handles = [...body.matchAll(HANDLE)].map(([, handle = '']) => handle.toLowerCase().replace(/[._-]+$/, ''));
  return [...new Set(handles)].slice(0, MAX_MENTIONS);
}

/** Whoever shares a handle with somebody else has none. */
async function peopleCalled(prisma: PrismaClient, handles: readonly string[]): Promise<string[]> {
  if (handles.length === 0) return [];
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT min(u.id::text) AS id FROM users u
      JOIN unnest(${[...handles]}::text[]) AS h(handle)
        ON lower(split_part(u.email, '@', 1)) = h.handle OR lower(replace(u.name, ' ', '.')) = h.handle
     WHERE u.role <> 'requester' AND u.active
     GROUP BY h.handle HAVING count(*) = 1`;
  return rows.map(({ id }) => id);
}
