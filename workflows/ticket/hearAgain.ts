import { CancellationScope, setHandler } from '@temporalio/workflow';
import { COMMAND_NAMES, hearAgainSignal } from '../contract';
import type { Errands } from './errands';
import { heed } from './heed';
import { takeSignal } from './listen';
import { isObject, oneOf, Wrong } from './payload';
import type { TicketRecord } from './record';

const readCommandName = oneOf(COMMAND_NAMES);

/**
 * Takes what an earlier run of this ticket had taken and could not bring to PostgreSQL before it was ended: one after the
 * other, each as the Signal of its name. What had come through after all is known by its id, and changes nothing.
 */
export function hearAgain(record: TicketRecord, errands: Errands): void {
  const take = async (messages: unknown): Promise<void> => {
    if (!Array.isArray(messages)) return;
    for (const message of messages as unknown[]) {
      if (!isObject(message)) continue;
      if (message.name === 'heed') await heed(record, errands, message.payload);
      const name = readCommandName(message.name);
      if (!(name instanceof Wrong)) await takeSignal(record, errands, name, message.payload);
    }
  };
  setHandler(hearAgainSignal, (messages) => CancellationScope.nonCancellable(() => take(messages)), {
    description: 'From the desk: what an earlier run of this ticket was told and has not saved',
  });
}
