import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server, and does to their connections what networks do. */
export interface TcpProxy {
  readonly port: number;
  /** Cuts every connection and refuses new ones. */
  cut(): void;
  /** Cuts every connection that there is; new ones pass. */
  cutOnce(): void;
  /** From now on every chunk takes this much longer, in each direction, in milliseconds. */
  delay(ms: number): void;
  /** Half-open: connections stay, new ones are accepted, and nothing comes through in either direction. */
  freeze(): void;
  /** As `freeze`, but for the connections that there are only, and for good: a machine in between has forgotten them. */
  forget(): void;
  /** Undoes `cut`, `delay` and `freeze`. What was frozen is cut: a network that forgets a connection forgets its bytes. */
  mend(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(host: string, port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let whole = true;
  let frozen = false;
  const forgotten = new WeakSet<Socket>();
  let latency = 0;
  const forward = (from: Socket, to: Socket) => {
    // One promise after the other, so that bytes keep their order when the delay changes.
    let last = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      if (frozen || forgotten.has(from)) return;
      if (latency === 0 && !to.writableNeedDrain) {
        last = last.then(() => void (to.destroyed || to.write(chunk)));
        return;
      }
      from.pause();
      const wait = new Promise<void>((done) => setTimeout(done, latency));
      last = Promise.all([last, wait]).then(() => {
        if (!to.destroyed) to.write(chunk);
        from.resume();
      });
    });
    from.on('end', () => {
      if (!frozen && !forgotten.has(from)) void last.then(() => to.end());
    });
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (!whole) return void client.destroy();
    const target = connect({ port, host, allowHalfOpen: true });
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    // Of a forgotten connection neither end hears that the other has gone.
    client.on('close', () => forgotten.has(client) || target.destroy());
    target.on('close', () => forgotten.has(target) || client.destroy());
    forward(client, target);
    forward(target, client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      whole = false;
      cutAll();
    },
    cutOnce: cutAll,
    delay: (ms) => {
      latency = ms;
    },
    freeze: () => {
      frozen = true;
    },
    forget: () => {
      for (const socket of sockets) forgotten.add(socket);
    },
    mend: () => {
      if (frozen) cutAll();
      whole = true;
      frozen = false;
      latency = 0;
    },
    close: () => {
      cutAll();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
