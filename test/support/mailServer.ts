import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

export interface MailServer {
  readonly port: number;
  readonly url: string;
  /** In the order in which they came. */
  readonly received: readonly Received[];
  /** Answers each recipient from now on: null takes it, else an SMTP answer such as `550 no such user`. */
  answer: (recipient: string) => string | null;
  /** Connections at once, at most so far. */
  readonly mostConnections: () => number;
  stop(): Promise<void>;
}

/** A real mail server in this process that keeps what it gets. */
export async function startMailServer(port = 0, options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  let connections = 0;
  let most = 0;
  const refusal = (text: string) => Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    // Whoever keeps a connection for later is not waited for.
    closeTimeout: 200,
    onConnect: (_session, done) => {
      most = Math.max(most, ++connections);
      done();
    },
    onClose: () => void connections--,
    onRcptTo: ({ address }, _session, done) => {
      const answer = handle.answer(address);
      done(answer === null ? undefined : refusal(answer));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void simpleParser(raw).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom ? mailFrom.address : '';
          received.push({ from, to: rcptTo.map(({ address }) => address), raw: raw.toString(), mail });
          done();
        }, done);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = (server.server.address() as AddressInfo).port;
  const handle: MailServer = {
    port: bound,
    url: `smtp://127.0.0.1:${bound}`,
    received,
    answer: () => null,
    mostConnections: () => most,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return handle;
}
