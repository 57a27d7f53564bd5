import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { answerClientErrors } from './clientErrors';

export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** Stops accepting, lets running requests end for some seconds, then cuts them. */
  close(): Promise<void>;
}

const DRAIN_MS = 5_000;

/**
 * @param port 0 for any free one
 * @throws the server's error, such as EADDRINUSE
 */
export function listen(app: Express, port: number, host?: string): Promise<Listening> {
  const server = createServer(app);
  answerClientErrors(server);
  // Behind a proxy that keeps connections for 60 s, the desk must not be the first to close them.
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject);
      resolve({ server, port: (server.address() as AddressInfo).port, close: () => close(server) });
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(cut);
      done();
    });
    server.closeIdleConnections();
  });
}
