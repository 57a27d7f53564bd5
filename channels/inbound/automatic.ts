import type { ParsedMail } from './mailReader';

/** Why a mail is of a machine: what nobody wrote is noted, and neither answered nor taken for a reply. */
export type Automatic = 'autoReply' | 'bounce' | 'receipt' | 'list' | 'own';

/** What answers by itself calls itself so, where it does not say it in a header. */
const SUBJECTS: readonly RegExp[] = [
  /^(auto(matic)?[ -]?(reply|response)|autoreply)\b/i,
  /^(i am |i'm |currently )?out of (the )?office\b/i,
  /^(on )?(annual|parental|sick|maternity) leave\b/i,
  /^r[ée]ponse automatique\b/i,
  /^(message d'|avis d'|notification d')absence\b/i,
  /^(absence|absente?) (du bureau|pour cong[ée]s|jusqu'au|automatique)/i,
  /^(je suis |actuellement )(absente?|en cong[ée]s?)\b/i,
];
const BOUNCES: readonly RegExp[] = [
  /^(undeliver(able|ed)|delivery status notification|mail delivery (failed|failure|subsystem)|returned mail)\b/i,
  /^(non remis|échec de (la )?(remise|distribution)|message non distribu[ée])/i,
];
const ANSWERING_MACHINES = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-autoreply-from', 'x-mail-autoreply'];
const LISTS = ['list-id', 'list-post', 'list-unsubscribe', 'x-mailing-list', 'feedback-id'];
const POSTMEN = /^(mailer-daemon|postmaster|mail-daemon)@/i;

/** What the desk knows of itself. */
export interface Ourselves {
  /** Right side of our Message-IDs. */
  readonly domain: string;
  /** Whom our mail is from. */
  readonly address: string;
}

/**
 * @param envelopeFrom of SMTP; empty: the null sender of notices; null: not known
 * @returns null if a person wrote it, as far as one can tell
 */
export function automaticKind(mail: ParsedMail, envelopeFrom: string | null, us: Ourselves): Automatic | null {
  const header = (name: string) => mail.headers.find(([one]) => one === name)?.[1]?.toLowerCase();
  const has = (names: readonly string[]) => names.some((name) => header(name) !== undefined);
  const [from] = mail.from;
  const type = header('content-type') ?? '';

  if (isOurs(mail, us)) return 'own';
  if (type.includes('multipart/report')) return type.includes('disposition-notification') ? 'receipt' : 'bounce';
  const submitted = header('auto-submitted')?.split(';')[0]?.trim() ?? 'no';
  const subject = subjectOf(mail.subject);
  if (POSTMEN.test(from?.address ?? '') || BOUNCES.some((form) => form.test(subject))) return 'bounce';
  const precedence = header('precedence') ?? '';
  if (submitted !== 'no' || has(ANSWERING_MACHINES) || precedence === 'auto_reply') return 'autoReply';
  if (SUBJECTS.some((form) => form.test(subject))) return 'autoReply';
  if (has(LISTS) || ['bulk', 'junk', 'list'].includes(precedence)) return 'list';
  // Nobody's mail has a null sender but notices of machines that do not say what they are.
  if (envelopeFrom === '' || header('return-path') === '<>') return 'bounce';
  return null;
}

/**
 * What we have sent ourselves comes back: by a forwarding that goes in circles, or a copy. Colleagues may share the domain,
 * so that the form of our ids counts too.
 */
function isOurs({ from, messageId }: ParsedMail, { domain, address }: Ourselves): boolean {
  const [, digits, right] = /^<([0-9a-f]{32})@(.+)>$/.exec(messageId?.toLowerCase() ?? '') ?? [];
  return (
    (digits !== undefined && right === domain.toLowerCase()) ||
    from.some((one) => one.address.toLowerCase() === address.toLowerCase())
  );
}

/** Without what mail programs and the desk put before it. */
function subjectOf(subject: string): string {
  return subject.replace(/^(\s*(re|aw|tr|fw|fwd|rép)\s*:|\s*\[[^\]]{1,40}\])+/i, '').trim();
}
