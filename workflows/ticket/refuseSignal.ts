import { uuid4 } from '@temporalio/workflow';
import type { Errands } from './errands';
import type { TicketRecord } from './record';

/** Notes a Signal that nobody can read, by the name under which it came: the only trace that its sender can find. */
export function refuseSignal(record: TicketRecord, errands: Errands, command: string): Promise<void> {
  const refusal = { id: `signal-${uuid4()}`, command, code: 'invalid', by: null };
  return errands.afterOpening(() => record.noteRefusal({ ...refusal, at: record.now }));
}
