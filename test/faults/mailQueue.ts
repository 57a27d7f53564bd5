import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';

export const LMTP_CONNECTIONS = 3;
const TRY_AGAIN_MS = 500;

/**
 * Hands mail over by LMTP as a mail server does: what was not acknowledged, for whatever reason, comes again until it is.
 */
export class MailQueue {
  private readonly waiting: string[] = [];
  private readonly runs: Promise<void>[] = [];
  private closed = false;
  /** Attempts that ended without a word, or with another than 250. */
  failures = 0;

  constructor(private readonly port: number) {
    for (let n = 0; n < LMTP_CONNECTIONS; n++) this.runs.push(this.run());
  }

  add(mails: readonly string[]): void {
    this.waiting.push(...mails);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.runs);
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      const [raw] = this.waiting.splice(0, 1);
      if (raw === undefined) await sleep(20);
      else if (!(await this.handOver(raw))) {
        this.failures++;
        this.waiting.push(raw);
        await sleep(TRY_AGAIN_MS);
      }
    }
  }

  private async handOver(raw: string): Promise<boolean> {
    const transport = createTransport({ host: '127.0.0.1', port: this.port, lmtp: true, secure: false });
    try {
      const envelope = { from: 'somebody@client.example', to: ['desk@desk.example'] };
      return (await transport.sendMail({ envelope, raw })).response.startsWith('250');
    } catch {
      return false;
    } finally {
      transport.close();
    }
  }
}
