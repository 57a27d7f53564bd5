import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome, Sender } from '../../channels/engine/types';

const PATIENCE_MS = 5_000;

/** An HTTP endpoint that takes requests and never answers, and a sender that asks it. */
export async function startHangingEndpoint() {
  let calls = 0;
  const server = createServer(() => void calls++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sender: Sender = {
    together: 'ticket',
    parallel: 4,
    send: async ([row]) => {
      if (!row) return [];
      const answered = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body: JSON.stringify(row.payload),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).then(
        () => true,
        () => false,
      );
      const failed: Outcome = { id: row.id, kind: 'failed', error: `no answer within ${PATIENCE_MS} ms` };
      return [answered ? { id: row.id, kind: 'sent' } : failed];
    },
  };
  return {
    sender,
    /** Until somebody has called from now on. */
    called: async () => {
      const before = calls;
      while (calls === before) await sleep(10);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
