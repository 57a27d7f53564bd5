import { Transform, type Readable, type TransformCallback } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { InboundDeps } from './deps';
import { storeMail } from './storeMail';

const CLIENTS = 50;
const SILENCE_MS = 60_000;
const RECIPIENTS = 100;

export interface LmtpServer {
  readonly port: number;
  /** Takes no further mail, and lets what has begun finish. */
  close(): Promise<void>;
}

/**
 * Takes mail that a mail server hands over by LMTP. Each is answered with 250 when it is stored, and not before: whatever
 * goes wrong, the mail server has it still. Nobody logs in here: it is for one's own mail server, over loopback or a
 * private network.
 * @throws if the port cannot be had
 */
export async function openLmtpServer(deps: InboundDeps, place: { host: string; port: number }): Promise<LmtpServer> {
  const { maxBytes } = deps.inbound.settings;
  const server = new SMTPServer({
    lmtp: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxBytes,
    maxClients: CLIENTS,
    socketTimeout: SILENCE_MS,
    closeTimeout: 10_000,
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_address, { envelope }, done) =>
      envelope.rcptTo.length < RECIPIENTS ? done() : done(refusal(452, 'Too many recipients, send the others again')),
    onData: (stream, { envelope }, done) => {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      storeMail(deps, { source: 'lmtp', from, to }, limited(stream, maxBytes)).then(
        ({ id, known }) => done(null, `${known ? 'Known' : 'Stored'} as ${id}`),
        (error: unknown) => {
          // The rest is read and thrown away, so that the client gets to see the answer.
          stream.resume();
          if (error instanceof TooLarge) return done(refusal(552, `The mail is larger than ${maxBytes} bytes`));
          deps.logger.warn({ err: error }, 'A mail could not be stored; its server is to send it again');
          return done(refusal(451, 'The mail could not be stored just now, send it again'));
        },
      );
    },
  });
  server.on('error', (error) => deps.logger.warn({ err: error }, 'A connection by LMTP failed'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(place.port, place.host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

class TooLarge extends Error {}

function limited(stream: SMTPServerDataStream, maxBytes: number): Readable {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new TooLarge());
      else done(null, chunk);
    },
  });
  stream.on('error', (error) => limit.destroy(error));
  return stream.pipe(limit);
}

function refusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
