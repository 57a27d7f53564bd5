import { z } from 'zod';
import type { Waiting } from '../engine/types';
import type { Prepared } from '../notices/compose';

/** The polite answer to somebody whom nobody knows. It quotes nothing: it must not carry others' words on. */
const TEXTS = {
  en: {
    subject: 'Your mail has not opened a ticket',
    text: [
      'Hello,',
      'Your mail has reached our service desk, but we do not know your address, so that it has not opened a ticket.',
      'If you are to be helped by us, please write from the address that we know you by, or ask whoever is in charge of our service in your organisation.',
      'You will get this message once only.',
    ],
  },
  fr: {
    subject: "Votre message n'a pas ouvert de ticket",
    text: [
      'Bonjour,',
      "Votre message est arrivé à notre centre de services, mais nous ne connaissons pas votre adresse : il n'a donc pas ouvert de ticket.",
      "Si nous pouvons vous aider, écrivez-nous depuis l'adresse que nous connaissons, ou adressez-vous à la personne qui suit nos services dans votre organisation.",
      "Ce message ne vous sera envoyé qu'une fois.",
    ],
  },
} as const;

const payload = z.object({ language: z.enum(['en', 'fr']) }).catch({ language: 'en' });

/** @returns null if the row is something else */
export function refusalOf(row: Waiting): Prepared | null {
  if (row.kind !== 'mailRefused') return null;
  const { subject, text } = TEXTS[payload.parse(row.payload).language];
  const to = { name: '', address: row.recipient };
  return {
    decided: [],
    message: { rows: [row], composed: { to, subject, text: `${text.join('\n\n')}\n`, headers: {} } },
  };
}
