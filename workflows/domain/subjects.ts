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
 * groups: each goes to the leader that it is most like, or leads a group of its own.
 * @param likeness 0–1: the share of common letters in threes from which two are alike
 * @returns for each subject with words the id of its leader
 */
export function groupSubjects(subjects: readonly Subject[], likeness: number): ReadonlyMap<string, string> {
  // Most subjects come again word by word: these are looked up, not compared.
  const trigrams = new Map<string, ReadonlySet<string>>();
  for (const { words } of subjects) if (words !== '' && !trigrams.has(words)) trigrams.set(words, trigramsOf(words));
  const leaders = new Leaders(likeness, rarityOf(trigrams.values()));
  const known = new Map<string, string>();
  const leaderOf = new Map<string, string>();
  for (const { id, words } of subjects) {
    const own = trigrams.get(words);
    if (!own) continue;
    const leader = known.get(words) ?? leaders.join(id, own);
    known.set(words, leader);
    leaderOf.set(id, leader);
  }
  return leaderOf;
}

function rarityOf(sets: Iterable<ReadonlySet<string>>): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const set of sets) for (const one of set) times.set(one, (times.get(one) ?? 0) + 1);
  return times;
}

interface Leader {
  readonly id: string;
  readonly trigrams: ReadonlySet<string>;
}

/** Of the rarest letters of two that are alike so many are common at least, if they have as many. */
const COMMON = 4;

class Leaders {
  private readonly leaders: Leader[] = [];
  /** Places in `leaders` by the rarest of what they have. */
  private readonly having = new Map<string, number[]>();

  constructor(
    private readonly likeness: number,
    private readonly times: ReadonlyMap<string, number>,
  ) {}

  join(id: string, trigrams: ReadonlySet<string>): string {
    const rare = this.rarest(trigrams);
    const nearest = this.nearest(trigrams, rare);
    if (nearest !== null) return nearest.id;
    const place = this.leaders.push({ id, trigrams }) - 1;
    for (const one of rare) {
      const places = this.having.get(one);
      if (places) places.push(place);
      else this.having.set(one, [place]);
    }
    return id;
  }

  /**
   * Two that are alike share so much that they share some of the rarest of each: only these are looked up, so that a word
   * that every subject has does not have all compared with all.
   */
  private rarest(trigrams: ReadonlySet<string>): readonly string[] {
    const byRarity = [...trigrams].sort((a, b) => this.timesOf(a) - this.timesOf(b) || (a < b ? -1 : 1));
    return byRarity.slice(0, byRarity.length - this.leastCommon(trigrams) + COMMON);
  }

  /** So much it shares at least with whatever is like it. */
  private leastCommon({ size }: ReadonlySet<string>): number {
    return Math.ceil(this.likeness * size - 1e-9);
  }

  private timesOf(trigram: string): number {
    return this.times.get(trigram) ?? 0;
  }

  private nearest(trigrams: ReadonlySet<string>, rare: readonly string[]): Leader | null {
    const common = new Map<number, number>();
    for (const one of rare)
      for (const place of this.having.get(one) ?? []) common.set(place, (common.get(place) ?? 0) + 1);
    const enough = Math.min(COMMON, this.leastCommon(trigrams));
    const places = [...common].flatMap(([place, times]) => (times >= enough ? [place] : []));
    let best: { readonly leader: Leader; readonly nearness: number } | null = null;
    // The first of those that are equally near.
    for (const place of places.sort((a, b) => a - b)) {
      const leader = this.leaders[place];
      const nearness = leader ? share(trigrams, leader.trigrams) : 0;
      if (leader && nearness >= this.likeness && nearness > (best?.nearness ?? 0)) best = { leader, nearness };
    }
    return best?.leader ?? null;
  }
}

function share(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let common = 0;
  for (const one of some) if (others.has(one)) common += 1;
  return common / (some.size + others.size - common);
}
