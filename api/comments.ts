import type { Visibility } from '../workflows/domain/codes';
import { filesOfComments } from './attachments/ofComments';
import { namesOf } from './names';
import type { Answer, Call } from './route';
import type { TicketRow } from './ticketView';

/** A comment's files, as they are shown with it. */
export interface CommentFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly state: string;
}

/** The mail that a comment came by. */
export interface CommentMail {
  /** Id of the mail, for those who may read it; null to others, or if it is gone. */
  readonly original: string | null;
}

interface CommentRow {
  readonly id: string;
  readonly authorId: string | null;
  readonly authorRole: string;
  readonly visibility: string;
  readonly body: string;
  readonly createdAt: Date;
  /** Ids of people. */
  readonly mentions: readonly string[];
}

/** Whose names a comment is shown with. */
export function peopleIn({ authorId, mentions }: Pick<CommentRow, 'authorId' | 'mentions'>): (string | null)[] {
  return [authorId, ...mentions];
}

/** @param names at least of `peopleIn` */
export function viewComment(
  row: CommentRow,
  ticket: string,
  names: ReadonlyMap<string, string>,
  attachments: readonly CommentFile[],
  mail: CommentMail | null = null,
) {
  const { id, authorId, authorRole, visibility, body, createdAt } = row;
  const mentions = row.mentions.map((person) => ({ id: person, name: names.get(person) ?? person }));
  const author = authorId === null ? null : { id: authorId, name: names.get(authorId) ?? authorId, role: authorRole };
  const source = mail ? 'email' : 'api';
  return {
    ...{ id, ticket, author, visibility, body, mentions, attachments, source, original: mail?.original ?? null },
    createdAt: createdAt.toISOString(),
  };
}

export interface NewComment {
  readonly body: string;
  readonly visibility?: Visibility | undefined;
  readonly attachments?: readonly string[] | undefined;
  readonly mentions?: readonly string[] | undefined;
}
export type CommentCall = Call<NewComment, unknown, TicketRow>;

/** A comment as the answer to having written it. @param seen how it is shown to whoever may not see where it went */
export async function showComment(
  { deps, caller }: Pick<CommentCall, 'deps' | 'caller'>,
  id: string,
  seen: { readonly key: string; readonly visibility: Visibility } | null = null,
): Promise<Answer> {
  const row = await deps.prisma.comment.findUniqueOrThrow({
    where: { id },
    include: { ticket: { select: { key: true } } },
  });
  const key = seen?.key ?? row.ticket.key;
  const shown = seen ? { ...row, visibility: seen.visibility } : row;
  const files = await filesOfComments(deps.prisma, [id]);
  const names = await namesOf(deps.prisma, row.mentions);
  const body = viewComment(shown, key, names.set(caller.id, caller.name), files.get(id) ?? []);
  return { status: 201, body, headers: { Location: `/api/v1/tickets/${key}/comments/${id}` } };
}
