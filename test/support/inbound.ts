import { createTransport } from 'nodemailer';
import type { InboundSettings } from '../../channels/inbound/deps';
import { openInbound, type Inbound } from '../../channels/inbound/open';
import type { PrismaClient } from '../../prisma/client';
import type { MailPolicy } from '../../prisma/documents';
import { DEFAULT_MAIL_POLICY, ONLY } from '../../prisma/defaults';
import type { Desk } from './desk';

export const INBOUND: InboundSettings = {
  imapUrl: null,
  imapCa: null,
  lmtp: { host: '127.0.0.1', port: 0 },
  maxBytes: 40 * 1024 * 1024,
  attachments: { maxBytes: 25 * 1024 * 1024, maxCount: 50, types: null },
};

/** A mail as tests write it: headers, an empty line, text. */
export interface Letter {
  readonly from: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  /** Further lines of the head. */
  readonly headers?: readonly string[];
}

let written = 0;

export function write({
  from,
  to = 'desk@desk.example',
  subject = `A letter ${written + 1}`,
  text = 'Hello',
  headers = [],
}: Letter) {
  const own = headers.some((line) => /^message-id:/i.test(line))
    ? []
    : [`Message-ID: <letter-${process.pid}-${++written}@mail.example>`];
  const head = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Date: Sun, 22 Nov 2026 10:00:00 +0000`];
  return [...head, ...own, ...headers, '', text].join('\r\n');
}

/** Mail that comes into a desk by LMTP, as a mail server hands it over. */
export class MailIn {
  private constructor(
    private readonly desk: Desk,
    private readonly inbound: Inbound,
  ) {}

  static async start(desk: Desk, settings: Partial<InboundSettings> = {}): Promise<MailIn> {
    const inbound = { files: desk.files, run: { alarmSpreadMs: 0 }, settings: { ...INBOUND, ...settings } };
    return new MailIn(desk, await openInbound({ ...desk.channelDeps(), inbound }));
  }

  /** @returns what the server said */
  async deliver(raw: string | Buffer, envelope: { from?: string; to?: string[] } = {}): Promise<string> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: this.inbound.lmtpPort ?? 0,
      lmtp: true,
      secure: false,
    });
    const { from = 'bounces@mail.example', to = ['desk@desk.example'] } = envelope;
    try {
      const { response } = await transport.sendMail({ envelope: { from, to }, raw });
      return response;
    } finally {
      transport.close();
    }
  }

  /** Hands over a mail, and waits until something was made of it. @returns its row */
  async receive(raw: string | Buffer, envelope: { from?: string; to?: string[] } = {}) {
    const [, id = ''] = /as ([0-9a-f-]{36})/.exec(await this.deliver(raw, envelope)) ?? [];
    return this.desk.eventually('the mail to be gone through', () =>
      this.desk.prisma.inboundMail.findFirst({ where: { id, doneAt: { not: null } } }),
    );
  }

  setPolicy(policy: Partial<MailPolicy>): Promise<void> {
    return setMailPolicy(this.desk.prisma, policy);
  }

  close(): Promise<void> {
    return this.inbound.close();
  }
}

export async function setMailPolicy(prisma: PrismaClient, policy: Partial<MailPolicy>): Promise<void> {
  const document = { ...DEFAULT_MAIL_POLICY, ...policy } as object;
  await prisma.document.upsert({
    where: { kind_id_version: { kind: 'mailPolicy', id: ONLY, version: 1 } },
    create: { kind: 'mailPolicy', id: ONLY, version: 1, document },
    update: { document },
  });
}
