import type { DemoKey } from '../prisma/seed';

export interface BannerFacts {
  readonly apiUrl: string;
  readonly temporalUiUrl: string | null;
  /** No server takes mail: it is shown. */
  readonly showsMail: boolean;
  /** Null: nothing of ours is kept in a folder. */
  readonly dataFolder: string | null;
  /** Null: no demonstration data. */
  readonly keys: readonly DemoKey[] | null;
  /** Nobody has a key yet. */
  readonly locked: boolean;
}

/** What whoever starts the desk needs to know to use it. */
export function formatBanner({ showsMail, apiUrl, temporalUiUrl, dataFolder, keys, locked }: BannerFacts): string {
  const requester = keys?.find((key) => key.role === 'requester');
  return [
    '',
    `Guichet is running; Ctrl-C stops it.${dataFolder ? ` Its data stay in ${dataFolder}` : ''}`,
    '',
    `  API          ${apiUrl}/api/v1`,
    `  Docs         ${apiUrl}/docs`,
    ...(showsMail ? [`  Mail         ${apiUrl}/dev/mail`] : []),
    ...(temporalUiUrl ? [`  Temporal UI  ${temporalUiUrl}`] : []),
    '',
    ...(keys ? [formatKeys(keys), ''] : []),
    ...(requester ? [firstTicket(apiUrl, requester.secret), ''] : []),
    ...(locked ? ['Nobody has a key yet: start once with GUICHET_ADMIN_KEY set to 16 characters or more.', ''] : []),
  ].join('\n');
}

export function formatKeys(keys: readonly DemoKey[]): string {
  if (keys.length === 0) return 'The demonstration is filled in; its keys were shown when that was done, elsewhere.';
  const width = (of: (key: DemoKey) => string) => Math.max(...keys.map((key) => of(key).length));
  const roles = width((key) => key.role);
  const labels = width((key) => key.label);
  const lines = keys.map(({ role, label, secret }) => `  ${role.padEnd(roles)}  ${label.padEnd(labels)}  ${secret}`);
  const shown = ['Keys of the demonstration, for "Authorization: Bearer …":', ...lines];
  return [...shown, ...formatPasswords(keys)].join('\n');
}

function formatPasswords(keys: readonly DemoKey[]): string[] {
  const people = keys.filter(({ password }) => password !== undefined);
  if (people.length === 0) return [];
  const width = Math.max(...people.map(({ email }) => email.length));
  const lines = people.map(({ email, password }) => `  ${email.padEnd(width)}  ${String(password)}`);
  return ['', 'Their passwords, to log in with a browser (POST /api/v1/session):', ...lines];
}

function firstTicket(apiUrl: string, key: string): string {
  return [
    'A first ticket:',
    `  curl -s ${apiUrl}/api/v1/tickets -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\`,
    `    -d '{"type": "incident", "subject": "Problème d’accès à l’email"}'`,
  ].join('\n');
}
