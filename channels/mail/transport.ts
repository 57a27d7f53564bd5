import type { Mail } from './headers';

/** How a mail fared. `down`: the server or the way to it fails, not this mail; `final`: it will never be taken. */
export type Posted =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly error: string; readonly final: boolean; readonly down: boolean };

export interface MailTransport {
  /** Mails at once. */
  readonly parallel: number;
  post(mail: Mail): Promise<Posted>;
  close(): void;
}
