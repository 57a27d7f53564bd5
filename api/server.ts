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

/** How long a server waits for its clients, in milliseconds. */
export interface Patience {
  /** For the headers of a request to arrive. */
  readonly headersMs: number;
  /** For a whole request; a file of 25 MiB comes over a slow line. */
  readonly requestMs: number;
  /** Without a byte in either direction. */
  readonly silenceMs: number;
}

const PATIENCE: Patience = { headersMs: 15_000, requestMs: 300_000, silenceMs: 120_000 };
/** Of one process; whoever comes beyond that is cut off before anything is read. */
const MAX_CONNECTIONS = 5_000;

/**
 * @param port 0 for any free one
 * @throws the server's error, such as EADDRINUSE
 */
export function listen(
  app: Express,
  port: number,
  host?: string,
  { headersMs, requestMs, silenceMs }: Patience = PATIENCE,
): Promise<Listening> {
  const timeouts = { headersTimeout: headersMs, requestTimeout: requestMs };
  // Node looks at who is late only so often; else a limit of 15 s would be one of 45 s.
  const server = createServer(
    { ...timeouts, connectionsCheckingInterval: Math.min(Math.ceil(headersMs / 3), 5_000) },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = silenceMs;
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
