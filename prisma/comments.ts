/** What is said in tickets. */
import type { Actor, Visibility } from '../workflows/domain/codes';
import type { PrismaClient } from './client';

export interface NewText {
  readonly id: string;
  readonly ticketId: string;
  readonly author: Actor;
  readonly visibility: Visibility | 'survey';
  readonly body: string;
  /** Ids of people who hear of it. */
  readonly mentions?: string[];
  /** The merged ticket that it was written to. */
  readonly viaId?: string;
}

/** Stores a text ahead of the command that names it: nobody sees it before the command's event does. */
export async function storeComment(prisma: PrismaClient, text: NewText): Promise<void> {
  const { author, ...row } = text;
  await prisma.comment.createMany({
    data: [{ ...row, authorId: author.id, authorRole: author.role, createdAt: new Date() }],
    skipDuplicates: true,
  });
}
