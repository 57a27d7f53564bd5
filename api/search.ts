import { Prisma, type PrismaClient } from '../prisma/client';
import { fold, insidePattern } from '../prisma/search';
import type { Permissions } from './abilities';

/** A word that is looked for, and what is taken for it as well: itself first, then likely spellings of it. */
export type Spellings = readonly [string, ...string[]];

/**
 * So many words are looked up in the index, each by itself: one may be in the subject and another in a comment. Were there
 * more, the database would plan longer than it searches; the rest is looked for in what the longest have found.
 */
const INDEXED_WORDS = 4;

/** Tickets that are looked up one by one rather than met while the list is read in its order. */
const FEW = 2_000;
/** Words that are tried. */
const TRIED = 2;

/**
 * Conditions on a ticket `t`: that its texts hold all these words. Whether a word is rare the database does not know: its
 * statistics are of frequent ones. Rare words are therefore looked up first, and the list is read among what they are in;
 * else it is read in its order until the page is full, which comes soon if the words are frequent.
 */
export async function searchConditions(
  prisma: PrismaClient,
  words: readonly Spellings[],
  permissions: Permissions,
): Promise<Prisma.Sql[]> {
  if (words.length === 0) return [];
  const byLength = [...words].sort(([a], [b]) => b.length - a.length);
  const found = await findFew(prisma, byLength.slice(0, TRIED));
  return [...(found ? [Prisma.sql`t.id = ANY(${found}::uuid[])`] : []), ...hasWords(byLength, permissions)];
}

/** The tickets of the first of these words that few texts hold, for whoever may see them; null if each is in many. */
async function findFew(prisma: PrismaClient, words: readonly Spellings[]): Promise<string[] | null> {
  for (const spellings of words) {
    const found = await prisma.$queryRaw<{ tickets: string[] | null }[]>(
      Prisma.join(
        spellings.map(
          (word) => Prisma.sql`SELECT search_few(${word}, ${insidePattern(word)}, ${FEW})::text[] AS tickets`,
        ),
        ' UNION ALL ',
      ),
    );
    if (found.every(({ tickets }) => tickets !== null)) return found.flatMap(({ tickets }) => tickets ?? []);
  }
  return null;
}

/**
 * The same, met as the tickets are gone through. Internal comments count for those who may read them.
 * @param words the longest are looked for first
 */
export function hasWords(words: readonly Spellings[], permissions: Permissions): Prisma.Sql[] {
  return [...words]
    .sort(([a], [b]) => b.length - a.length)
    .map(
      (spellings, index) =>
        Prisma.sql`EXISTS (
      SELECT 1 FROM search_documents d
       WHERE d.ticket_id = t.id AND ${readable(permissions)} AND (${Prisma.join(spellings.map(holds), ' OR ')})
       ${index < INDEXED_WORDS ? Prisma.empty : Prisma.sql`OFFSET 0`})`,
    );
}

function readable(permissions: Permissions): Prisma.Sql {
  return Prisma.sql`(NOT d.internal OR ${permissions.ticketsWhere('readInternal')})`;
}

function holds(word: string): Prisma.Sql {
  const inside = insidePattern(word);
  const whole = Prisma.sql`d.vector @@ search_query(${word})`;
  return inside === null ? whole : Prisma.sql`${whole} OR d.subject LIKE ${inside}`;
}

/** How near a word of a subject must come to one that is looked for, by the share of common trigrams (0–1). */
const NEAR = 0.3;
/** Subjects that are looked at for each word; spellings that are taken for it. */
const [SUBJECTS, SPELLINGS] = [200, 3];
/** Shorter words are near to too many others. */
const LONG_ENOUGH = 4;

/**
 * Likely spellings of words, from the subjects that the caller may read. A word that is in a ticket of hers is right, and a
 * number is never taken for another.
 * @returns the words with their spellings; null if no other spelling was found
 */
export async function respell(
  prisma: PrismaClient,
  words: readonly string[],
  permissions: Permissions,
): Promise<Spellings[] | null> {
  const found: Spellings[] = [];
  for (const word of words) {
    const doubtful = [...fold(word)].length >= LONG_ENOUGH && !/\d/.test(word);
    const near =
      doubtful && !(await isHeld(prisma, word, permissions)) ? await nearTo(prisma, fold(word), permissions) : [];
    found.push([word, ...near]);
  }
  return found.some(({ length }) => length > 1) ? found : null;
}

async function isHeld(prisma: PrismaClient, word: string, permissions: Permissions): Promise<boolean> {
  const held = [permissions.ticketsWhere('read'), ...(await searchConditions(prisma, [[word]], permissions))];
  const rows = await prisma.$queryRaw`SELECT 1 AS held FROM tickets t WHERE ${Prisma.join(held, ' AND ')} LIMIT 1`;
  return Array.isArray(rows) && rows.length > 0;
}

async function nearTo(prisma: PrismaClient, word: string, permissions: Permissions): Promise<string[]> {
  const [, rows] = await prisma.$transaction([
    prisma.$queryRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(NEAR)}, true) AS threshold`,
    prisma.$queryRaw<{ word: string; nearness: number }[]>`
      SELECT word, similarity(word, ${word}) AS nearness
        FROM (SELECT DISTINCT regexp_split_to_table(search_text(s.subject), '[[:space:]]+') AS word
                FROM (SELECT d.subject FROM search_documents d JOIN tickets t ON t.id = d.ticket_id
                       WHERE ${word} <% d.subject AND ${permissions.ticketsWhere('read')}
                       LIMIT ${SUBJECTS}) AS s) AS w
       WHERE similarity(word, ${word}) >= ${NEAR}
       ORDER BY nearness DESC, word LIMIT ${SPELLINGS}`,
  ]);
  const [best] = rows;
  if (!best) return [];
  // Far behind the best are other words, not other spellings.
  return rows.filter(({ nearness }) => nearness >= best.nearness * 0.8).map((row) => row.word);
}
