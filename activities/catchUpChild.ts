import type { EventData } from '../workflows/domain/events';
import { UNRESOLVED, type Actor } from '../workflows/domain/codes';
import { copyText, tell, type Other, type TellDeps } from './tellTicket';

/** A parent's latest deeds: with more of one kind, what stands is among them all the same. */
const LOOKED_AT = 50;

type Parent = Pick<Other, 'id' | 'key'>;

interface Deed {
  readonly identity: string;
  readonly by: Actor | null;
  readonly data: EventData['cascaded'];
}

/**
 * Tells a child that is linked late what stands of what its parent said to the others: the last time it informed them, and
 * that they wait. Under the ids that the others heard it by, so that a child hears each once, also one that is linked while
 * the parent speaks, or again. The parent tells one thing after the other: what it says from now on comes later.
 */
export async function catchUpChild(deps: TellDeps, parent: Parent, child: Other): Promise<void> {
  if (child.ended) return;
  for (const { identity, by, data } of await standing(deps, parent, child)) {
    const copies = await copyText(deps, { ticketId: parent.id, comment: data.comment }, [child]);
    const copy = copies.get(child.id);
    await tell(deps, child, {
      ...{ id: `${parent.key}/${identity}`, by, from: parent.key, word: { do: 'act', ...data } },
      ...(copy !== undefined && { comment: copy }),
    });
  }
}

/** In the order in which it was said; nothing, once the parent is resolved, or the link undone. */
async function standing({ prisma }: TellDeps, parent: Parent, child: Other): Promise<readonly Deed[]> {
  const link = await prisma.ticketLink.findFirst({
    where: {
      ...{ fromId: parent.id, kind: 'parentOf', toId: child.id, pendingSince: null },
      from: { status: { in: [...UNRESOLVED] } },
    },
  });
  if (!link) return [];
  const events = await prisma.ticketEvent.findMany({
    where: { ticketId: parent.id, kind: 'cascaded' },
    orderBy: { seq: 'desc' },
    take: LOOKED_AT,
  });
  const deeds = events.map(({ identity, byId, byRole, data }): Deed => ({
    identity,
    // Written from these very types.
    by: byId !== null && byRole !== null ? ({ id: byId, role: byRole } as Actor) : null,
    data: data as unknown as EventData['cascaded'],
  }));
  return whatStands(deeds);
}

/** @param deeds the latest first. After the others went on, or were resolved, nothing of what was before stands. */
function whatStands(deeds: readonly Deed[]): readonly Deed[] {
  const end = deeds.findIndex(({ data: { action } }) => action === 'resume' || action === 'resolve');
  const since = end < 0 ? deeds : deeds.slice(0, end);
  const latest = (action: string) => since.find(({ data }) => data.action === action);
  return since.filter((deed) => deed === latest('inform') || deed === latest('pause')).toReversed();
}
