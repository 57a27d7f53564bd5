import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A port of the loopback address that nobody listens on now: `preferred` if it is free, else one the system picks. */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isPortFree(preferred, LOOPBACK))) return preferred;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('The system gave no port.'));
        else resolve(address.port);
      });
    });
  });
}

/** @param host absent: every address of this machine, as a server without a host listens */
export async function isPortFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    const listening = () => server.close(() => resolve(true));
    if (host === undefined) server.listen(port, listening);
    else server.listen(port, host, listening);
  });
}
