/** Which subjects are about the same: told by the words that matter, and by the letters that words share. */

/** Words that every other subject has, in French and English, folded: two subjects are not alike because of them. */
const EMPTY_WORDS = new Set(
  (
    'a au aux avec ce ces cette chez d dans de depuis des du en est et il j je l la le les lors ma mes mon n ne nos notre ' +
    'on ou par pas plus pour qu que qui s sa se ses son sont sur un une vos votre y bonjour merci svp urgent urgence aide ' +
    'besoin demande probleme souci panne hs incident ticket marche marchent fonctionne fonctionnent repond repondent ' +
    'impossible erreur aucun aucune toujours encore tr re fw fwd ' +
    'an and any are at be by can cannot do does doesn don for from has have help hello hi i in is isn issue it its me my not ' +
    'of off on our please problem t that the there this to urgent with we working work works won you your error failed ' +
    'fails failure broken down'
  ).split(' '),
);

/**
 * The words of a subject that say what it is about, in order. Numbers are left out: rooms, dates and machines differ where
 * the cause is the same.
 * @param folded lower case, without accents
 * @returns '' if nothing is left that says anything
 */
export function tellingWords(folded: string): string {
  return folded
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/\p{N}/u.test(word) && !EMPTY_WORDS.has(word))
    .slice(0, 40)
    .join(' ');
}

/** Every three letters of each word, with its beginning and its end marked, as pg_trgm takes them. */
function trigramsOf(words: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of words.split(' ')) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  }
  return found;
}

export interface Subject {
  readonly id: string;
  /** As `tellingWords` leaves them; '' is like nothing. */
  readonly words: string;
}

/**
 * Gathers subjects that are alike around the first of each kind. The same subjects in the same order always give the same
 * groups: each goes to the first leader that it is most like, or leads a group of its own.
 * @param likeness 0–1: the share of common letters in threes from which two are alike
 * @returns for each subject with words the id of its leader
 */
export function groupSubjects(subjects: readonly Subject[], likeness: number): ReadonlyMap<string, string> {
  const groups = new Leaders(likeness);
  const leaderOf = new Map<string, string>();
  // Most subjects come again word by word: these are looked up, not compared.
  const known = new Map<string, string>();
  for (const { id, words } of subjects) {
    if (words === '') continue;
    const leader = known.get(words) ?? groups.join(id, words);
    known.set(words, leader);
    leaderOf.set(id, leader);
  }
  return leaderOf;
}

class Leaders {
  private readonly leaders: { readonly id: string; readonly size: number }[] = [];
  /** Places in `leaders` by what they have. */
  private readonly having = new Map<string, number[]>();

  constructor(private readonly likeness: number) {}

  join(id: string, words: string): string {
    const trigrams = trigramsOf(words);
    const nearest = this.nearest(trigrams);
    if (nearest !== null) return nearest;
    const place = this.leaders.push({ id, size: trigrams.size }) - 1;
    for (const one of trigrams) {
      const places = this.having.get(one);
      if (places) places.push(place);
      else this.having.set(one, [place]);
    }
    return id;
  }

  private nearest(trigrams: ReadonlySet<string>): string | null {
    const shared = new Map<number, number>();
    for (const one of trigrams)
      for (const place of this.having.get(one) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    let best: { readonly place: number; readonly nearness: number } | null = null;
    for (const [place, common] of shared) {
      const nearness = common / (trigrams.size + (this.leaders[place]?.size ?? 0) - common);
      if (nearness < this.likeness) continue;
      if (best === null || nearness > best.nearness || (nearness === best.nearness && place < best.place))
        best = { place, nearness };
    }
    return best === null ? null : (this.leaders[best.place]?.id ?? null);
  }
}
