import type { InputError } from './problem';

export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;

/** What people choose who must choose something of twelve characters; compared without the digits around it. */
const COMMON = new Set([
  ...['password', 'passwordpassword', 'mypassword', 'motdepasse', 'monmotdepasse', 'passwort', 'contrasena'],
  ...['qwertyuiop', 'qwertyuiopasdf', 'qwertzuiop', 'azertyuiop', 'azertyuiopqsdf', 'asdfghjkl', 'qsdfghjklm'],
  ...['letmein', 'letmeinplease', 'welcome', 'bienvenue', 'iloveyou', 'jetaime', 'administrator', 'administrateur'],
  ...[
    'changeme',
    'changemenow',
    'changezmoi',
    'default',
    'secret',
    'supersecret',
    'guichet',
    'servicedesk',
    'helpdesk',
  ],
  ...['football', 'baseball', 'superman', 'sunshine', 'princess', 'dragon', 'monkey', 'soleil', 'doudou', 'marseille'],
  ...['abcdefghijkl', 'abcdefghijklm', 'abcdefghijklmnop', 'correcthorsebatterystaple', 'trustno', 'whatever'],
]);
/** Fewer different characters than this are a pattern: `111111111111`, `abcabcabcabc`. */
const DIFFERENT = 5;
/** A name of two letters is in too many honest passwords. */
const NAME_LENGTH = 3;

/**
 * What is wrong with a password that somebody chose; its length was checked before.
 * @param email of the person whose it will be
 * @returns null: nothing
 */
export function findPasswordFault(password: string, email: string): InputError | null {
  const folded = password.normalize('NFKC').toLowerCase();
  const refuse = (code: string, message: string) => ({ pointer: '/password', code, message });
  const name = email.slice(0, email.lastIndexOf('@')).toLowerCase();
  if (name.length >= NAME_LENGTH && folded.includes(name))
    return refuse('contains_name', 'Must not contain the name in your e-mail address.');
  if (new Set(folded).size < DIFFERENT || isCommon(folded) || isSequence(folded))
    return refuse(
      'too_common',
      'This password is among the first that anybody would try. Take several unrelated words.',
    );
  return null;
}

function isCommon(folded: string): boolean {
  // `P@ssw0rd2026!`: first what stands around the word, then the digits that stand for letters.
  const word = folded.replace(/^[^a-z@$]+|[^a-z@$]+$/g, '');
  const spelled = word.replace(/[@4]/g, 'a').replace(/[$5]/g, 's').replace(/0/g, 'o').replace(/[1!]/g, 'i');
  return [word, spelled].some((text) => COMMON.has(text.replace(/[^a-z]/g, '')));
}

/** `123456789012`, `zyxwvutsrqpo`: each character follows the one before. */
function isSequence(folded: string): boolean {
  const steps = new Set([...folded].slice(1).map((c, i) => (c.charCodeAt(0) - folded.charCodeAt(i) + 10) % 10));
  return /^\d+$/.test(folded) && steps.size === 1;
}
