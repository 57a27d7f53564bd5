import i18next, { type i18n } from 'i18next';
import en from './locales/en.json';
import fr from './locales/fr.json';

export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

/** Says a sentence in a language: `say('process.team', {since})`. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

const texts: i18n = i18next.createInstance();
void texts.init({
  resources: { en: { translation: en }, fr: { translation: fr } },
  fallbackLng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false },
});

const speakers = { en: texts.getFixedT('en'), fr: texts.getFixedT('fr') };

export function speaker(locale: Locale): Say {
  const say = speakers[locale];
  return (key, values) => String(say(key, { ...values }));
}

/** The label of a code: `label('en', 'priority', 'high')`. */
export function label(locale: Locale, set: string, code: string): string {
  return speaker(locale)(`codes.${set}.${code}`);
}

/** `2026-11-20 14:30 UTC`, in the order and words of the language. */
export function sayInstant(locale: Locale, at: number): string {
  const text = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(at);
  return `${text} UTC`;
}

/** `2 h 05 min`, `45 s`: largest two units. */
export function sayDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`;
  if (minutes > 0) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${seconds} s`;
}
