import { openTemporalClient } from '../../cli/temporalClient';
import { startTcpProxy } from '../support/tcpProxy';
import { testTemporal } from '../support/temporal';

/** The SDK's own patience is 45 s. */
const SOON_MS = 30_000;

test('a connection to Temporal that a firewall has forgotten is given up, and another made', async () => {
  const { address, namespace } = testTemporal();
  const [host = '', port = ''] = address.split(':');
  const proxy = await startTcpProxy(host, Number(port));
  const connection = { address: `127.0.0.1:${proxy.port}` };
  const { client, close } = await openTemporalClient({ connection, namespace });
  const ask = () =>
    client.withDeadline(Date.now() + 1_000, () => client.workflowService.describeNamespace({ namespace }));
  try {
    await ask();
    proxy.forget();
    await expect(ask()).rejects.toThrow();
    const deadline = Date.now() + SOON_MS;
    for (;;) {
      const answered = await ask().then(
        () => true,
        () => false,
      );
      if (answered) break;
      expect(Date.now()).toBeLessThan(deadline);
    }
  } finally {
    await close();
    await proxy.close();
  }
});
