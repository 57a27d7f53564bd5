import type { ParsedMail } from './mailReader';

/** Whether a mail is from whom it says, as the server that received it found; `unknown`: nobody trusted has looked. */
export type Authenticity = 'genuine' | 'forged' | 'unknown';

/**
 * Reads what a trusted server has written into `Authentication-Results` (RFC 8601). Anybody may write such a header, so
 * only the topmost that bears the name of a trusted host counts: a server puts its own above those that came with the
 * mail.
 * @param trustedHosts names as those servers sign their results, in lower case
 */
export function authenticityOf(mail: ParsedMail, trustedHosts: readonly string[]): Authenticity {
  const domain = mail.from[0]?.address.split('@').at(-1)?.toLowerCase() ?? '';
  const results = mail.headers.find(
    ([name, value]) => name === 'authentication-results' && trustedHosts.includes(hostOf(value)),
  )?.[1];
  if (results === undefined || domain === '') return 'unknown';
  const methods = withoutComments(results)
    .split(';')
    .slice(1)
    .map((text) => readMethod(text));
  const dmarc = methods.find(({ method }) => method === 'dmarc');
  if (dmarc?.result === 'fail') return 'forged';
  if (dmarc?.result === 'pass' && isOf(domain, dmarc.properties.get('header.from') ?? domain)) return 'genuine';
  const proven = methods.some(
    ({ method, result, properties }) =>
      result === 'pass' &&
      ((method === 'dkim' && isOf(domain, properties.get('header.d') ?? properties.get('header.i') ?? '')) ||
        (method === 'spf' && isOf(domain, properties.get('smtp.mailfrom') ?? ''))),
  );
  return proven ? 'genuine' : 'unknown';
}

function hostOf(value: string): string {
  return (/^\s*([^\s;]+)/.exec(withoutComments(value))?.[1] ?? '').toLowerCase();
}

function withoutComments(value: string): string {
  return value.replace(/\([^()]*\)/g, ' ');
}

function readMethod(text: string) {
  const [, method = '', result = '', rest = ''] = /^\s*([a-z0-9-]+)\s*=\s*([a-z]+)(.*)$/i.exec(text) ?? [];
  const properties = new Map(
    [...rest.matchAll(/([a-z]+\.[a-z-]+)\s*=\s*"?([^\s";]+)"?/gi)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.toLowerCase(),
    ]),
  );
  return { method: method.toLowerCase(), result: result.toLowerCase(), properties };
}

/** The same domain, or one within the other: what DMARC calls relaxed. */
function isOf(domain: string, identity: string): boolean {
  const other = identity.split('@').at(-1) ?? '';
  if (!other.includes('.')) return false;
  return domain === other || domain.endsWith(`.${other}`) || other.endsWith(`.${domain}`);
}
