/** How events that concern other tickets change the state: what is to be told is added, what is told goes. */
import type { LinkKind } from './codes';
import type { Link, TicketEvent } from './events';
import { reverseOf, type HandOver, type Word } from './handOver';
import type { TicketState } from './state';

type Telling = Extract<TicketEvent, { kind: 'linked' | 'unlinked' | 'merged' | 'unmerged' | 'cascaded' }>;

/** The state with what others now have to hear of. */
export function toTell(state: TicketState, event: Telling): TicketState {
  const handOver = handOverOf(event);
  const mergedInto = event.kind === 'merged' ? event.data.into : event.kind === 'unmerged' ? null : undefined;
  return {
    ...state,
    ...(mergedInto !== undefined && { mergedInto }),
    ...(handOver && { handOvers: [...(state.handOvers ?? []), handOver] }),
  };
}

function handOverOf({ kind, data, identity, by }: Telling): HandOver | null {
  const telling = (to: string | null, word: Word): HandOver => ({ id: identity, by, to, word });
  switch (kind) {
    case 'linked':
      return data.told ? null : telling(data.key, { do: 'link', kind: reverseOf(data.kind) });
    case 'unlinked':
      return data.told ? null : telling(data.key, { do: 'unlink', kind: reverseOf(data.kind) });
    case 'merged':
      return telling(data.into, { do: 'link', kind: 'mergedFrom' });
    case 'unmerged':
      return telling(data.from, { do: 'unlink', kind: 'mergedFrom' });
    case 'cascaded':
      return telling(null, { do: 'act', ...data });
  }
}

/** With which tickets it was opened: each of them hears of it. */
export function linksToTell(
  { identity, by }: Pick<TicketEvent, 'identity' | 'by'>,
  links: readonly Link[],
): readonly HandOver[] {
  return links.map(({ kind, key }, index) => {
    const seen: LinkKind = reverseOf(kind);
    return { id: `${identity}/${index}`, by, to: key, word: { do: 'link', kind: seen } };
  });
}

/** The state without what was told. */
export function wasTold(state: TicketState, of: string): TicketState {
  return { ...state, handOvers: (state.handOvers ?? []).filter(({ id }) => id !== of) };
}
