import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface MailAddress {
  readonly address: string;
  readonly name: string;
}

export interface MailFile {
  /** As the mail says; empty: it does not. */
  readonly name: string;
  readonly content: Uint8Array;
  /** Shown within the text, such as the picture of a signature. */
  readonly embedded: boolean;
}

/** How a mail fared, as a server tells (RFC 3464). */
export interface DeliveryReport {
  /** Of the mail that was returned, in angle brackets; null: it was not, or had none. */
  readonly messageId: string | null;
  readonly recipients: readonly {
    /** As the mail was sent to, if known, and where it went in the end; in lower case. */
    readonly addresses: readonly string[];
    /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`; or what a server makes up. */
    readonly action: string;
    /** Such as `5.1.1`; empty: not told. */
    readonly status: string;
  }[];
}

/** A mail as it was read; nothing of it is checked. */
export interface ParsedMail {
  readonly from: readonly MailAddress[];
  /** `To` and `Cc`. */
  readonly to: readonly MailAddress[];
  readonly subject: string;
  /** In angle brackets. */
  readonly messageId: string | null;
  /** `In-Reply-To` first, then `References` from the oldest on. */
  readonly references: readonly string[];
  /** Names in lower case, from the top. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  /** As it came: never shown before it is sanitised. */
  readonly html: string | null;
  readonly attachments: readonly MailFile[];
  /** Null: it is no notice about a delivery. */
  readonly report: DeliveryReport | null;
}

/** A mail that cannot be read, now or later. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';
}

/** No honest mail takes so long. */
const PATIENCE_MS = 30_000;
const HEAP_MB = 512;

interface Answer {
  readonly result?: unknown;
  readonly error?: string;
  /** The thread is of no more use. */
  readonly broken?: boolean;
}

/**
 * Reads mails, one after the other, in a thread that is stopped when a mail takes too long or too much memory: whatever
 * somebody sends, the process that took it in goes on.
 */
export class MailReader {
  private thread: Worker | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private waiting: ((answer: Answer) => void) | null = null;

  constructor(private readonly patienceMs = PATIENCE_MS) {}

  /** @throws UnreadableMail */
  read(raw: Uint8Array): Promise<ParsedMail> {
    return this.next('parse', raw) as Promise<ParsedMail>;
  }

  /** What is said in a text, without quotes and signature. @throws UnreadableMail */
  visible(text: string): Promise<string> {
    return this.next('visible', text) as Promise<string>;
  }

  async close(): Promise<void> {
    await this.queue.catch(() => undefined);
    await this.thread?.terminate();
    this.thread = null;
  }

  private next(what: 'parse' | 'visible', input: unknown): Promise<unknown> {
    const turn = this.queue.then(() => this.ask(what, input));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private ask(what: string, input: unknown): Promise<unknown> {
    const thread = (this.thread ??= this.startThread());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.waiting?.({ error: `it took longer than ${this.patienceMs / 1_000} s to read`, broken: true }),
        this.patienceMs,
      );
      this.waiting = ({ result, error, broken }) => {
        this.waiting = null;
        clearTimeout(timer);
        thread.unref();
        if (broken) {
          this.thread = null;
          void thread.terminate();
        }
        if (error === undefined) resolve(result);
        else reject(new UnreadableMail(error));
      };
      thread.ref();
      thread.postMessage({ what, input });
    });
  }

  /** What a thread says that was given up already is nobody's answer. */
  private startThread(): Worker {
    const thread = startThread();
    const hear = (answer: Answer) => {
      if (this.thread === thread) this.waiting?.(answer);
    };
    thread.on('message', hear);
    thread.on('error', (error: unknown) =>
      hear({ error: error instanceof Error ? error.message : String(error), broken: true }),
    );
    thread.on('exit', () => hear({ error: 'the thread that read it has ended', broken: true }));
    return thread;
  }
}

function startThread(): Worker {
  const options = { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB }, execArgv: [], stdout: true, stderr: true };
  return new Worker(join(__dirname, 'parseThread.cjs'), options);
}
