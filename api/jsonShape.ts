import { visit } from 'jsonc-parser';

/** Deeper bodies are refused later, with a pointer, by whoever may send one; here the visitor must not overflow. */
const MAX_DEPTH = 64;

export interface Duplicate {
  readonly name: string;
  /** Where its second mention is, from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * The first member that a JSON text gives twice in one object. JSON.parse keeps the last of them in silence, others the
 * first: what a proxy has checked would not be what the desk does.
 * @param text valid JSON
 */
export function findDuplicate(text: string): Duplicate | null {
  const open: Set<string>[] = [];
  let depth = 0;
  const enter = () => {
    if (++depth > MAX_DEPTH) throw new Stop(null);
  };
  try {
    visit(text, {
      onObjectBegin: () => {
        enter();
        open.push(new Set());
      },
      onObjectProperty: (name, _offset, _length, line, column) => {
        const names = open.at(-1);
        if (names?.has(name)) throw new Stop({ name, line: line + 1, column: column + 1 });
        names?.add(name);
      },
      onObjectEnd: () => {
        depth--;
        open.pop();
      },
      onArrayBegin: enter,
      onArrayEnd: () => {
        depth--;
      },
    });
    return null;
  } catch (stop) {
    if (stop instanceof Stop) return stop.found;
    throw stop;
  }
}

/** Ends a visit: the library has no other way. */
class Stop extends Error {
  constructor(readonly found: Duplicate | null) {
    super('seen enough');
  }
}
