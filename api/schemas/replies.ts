import { text, z } from './common';

const body = text(1, 20_000);

/** An answer that is written once: placeholders such as `{{requester.name}}` are filled in for a ticket. */
export const reply = z
  .strictObject({
    name: text(1, 255),
    body: z.strictObject({ en: body.optional(), fr: body.optional() }),
  })
  .superRefine(({ body: { en, fr } }, context) => {
    if (en === undefined && fr === undefined)
      context.addIssue({
        code: 'custom',
        path: ['body'],
        params: { code: 'required' },
        message: 'Write the reply in English (`en`), in French (`fr`), or in both.',
      });
  });

export const renderQuery = z.strictObject({
  language: z.enum(['en', 'fr']).optional().openapi({ description: "Unless given, the requester's" }),
});

export const renderedReply = z
  .object({
    reply: z.string(),
    ticket: z.string(),
    language: z.enum(['en', 'fr']),
    body: z.string(),
    empty: z.array(z.string()).openapi({ description: 'Placeholders for which the ticket has nothing' }),
  })
  .openapi('RenderedReply');
