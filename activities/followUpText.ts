/** The words of the ticket that a bad score opens for the lead, in her language. */
const TEXTS = {
  en: {
    subject: (key: string, score: number) => `Poor rating: ${key} was given ${score} out of 5`,
    wrote: (key: string, score: number) => `The requester of ${key} answered the survey with ${score} out of 5:`,
    silent: (key: string, score: number) =>
      `The requester of ${key} answered the survey with ${score} out of 5, without a comment.`,
    advice: 'Find out what went wrong, and tell the requester in that ticket. The requester does not see this one.',
  },
  fr: {
    subject: (key: string, score: number) => `Mauvaise note : ${key} a reçu ${score} sur 5`,
    wrote: (key: string, score: number) => `Le demandeur de ${key} a répondu à l'enquête par ${score} sur 5 :`,
    silent: (key: string, score: number) =>
      `Le demandeur de ${key} a répondu à l'enquête par ${score} sur 5, sans commentaire.`,
    advice: "Cherchez ce qui n'a pas été, et répondez au demandeur dans ce ticket. Il ne voit pas celui-ci.",
  },
} as const;

/** A description holds this many characters and some words of ours. */
const LONGEST_COMMENT = 60_000;

/**
 * @param locale  of the lead; any but French reads English
 * @param comment what the requester wrote beside the score
 */
export function followUpText(
  locale: string,
  { key, score, comment }: { readonly key: string; readonly score: number; readonly comment: string | null },
): { readonly subject: string; readonly description: string } {
  const texts = TEXTS[locale.startsWith('fr') ? 'fr' : 'en'];
  const words = [...(comment ?? '')].slice(0, LONGEST_COMMENT).join('');
  const said = words === '' ? texts.silent(key, score) : `${texts.wrote(key, score)}\n\n${words}`;
  return { subject: texts.subject(key, score), description: `${said}\n\n${texts.advice}` };
}
