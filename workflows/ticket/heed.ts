import { CancellationScope, setHandler } from '@temporalio/workflow';
import { heedSignal, type Told } from '../contract';
import { CASCADE_ACTIONS, LINK_KINDS, PENDING_REASONS, RESOLUTIONS } from '../domain/codes';
import type { Word } from '../domain/handOver';
import type { Errands } from './errands';
import { isObject, oneOf, readActor, text, Wrong } from './payload';
import type { TicketRecord } from './record';
import { refuseSignal } from './refuseSignal';

/** Listens to other tickets. */
export function heedOthers(record: TicketRecord, errands: Errands): void {
  // A request to cancel the workflow is a request to resolve the ticket: it cancels nothing that others tell.
  setHandler(heedSignal, (payload) => CancellationScope.nonCancellable(() => heed(record, errands, payload)), {
    description: 'From another ticket: a link was made or undone, or the parent acts',
  });
}

/** Does what another ticket tells; what is nothing of the kind is noted as refused, like any faulty Signal. */
export async function heed(record: TicketRecord, errands: Errands, payload: unknown): Promise<void> {
  const told = readTold(payload);
  if (!told) return refuseSignal(record, errands, 'heed');
  const { id, by, ...data } = told;
  await errands.afterOpening(() => {
    // What the status forbids is passed over: the teller has counted on that.
    const at = record.now;
    if (!record.answeredBefore(id)) record.execute({ name: 'heed', id, by, at, data });
  });
}

/** Anyone can send a Signal: what is not exactly this must not get as far as the ticket's state. */
function readTold(payload: unknown): Told | null {
  if (!isObject(payload)) return null;
  const [id, from] = [text(payload.id), text(payload.from)];
  const by = payload.by === null ? null : readActor(payload.by);
  const word = readWord(payload.word);
  const comment = payload.comment === undefined ? undefined : text(payload.comment);
  if (id instanceof Wrong || from instanceof Wrong || by instanceof Wrong || comment instanceof Wrong) return null;
  return word && { id, from, by, word, ...(comment !== undefined && { comment }) };
}

function readWord(word: unknown): Word | null {
  if (!isObject(word)) return null;
  if (word.do === 'link' || word.do === 'unlink') {
    const kind = oneOf(LINK_KINDS)(word.kind);
    return kind instanceof Wrong ? null : { do: word.do, kind };
  }
  const action = oneOf(CASCADE_ACTIONS)(word.action);
  const reason = word.reason === null ? null : oneOf(PENDING_REASONS)(word.reason);
  const resolution = word.resolution === null ? null : oneOf(RESOLUTIONS)(word.resolution);
  if (word.do !== 'act' || action instanceof Wrong || reason instanceof Wrong || resolution instanceof Wrong)
    return null;
  return { do: 'act', action, comment: null, reason, resolution };
}
