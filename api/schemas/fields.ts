import { TICKET_TYPES } from '../../workflows/domain/codes';
import { chosenId, text, z } from './common';

const label = z.strictObject({ en: text(1, 255), fr: text(1, 255) });
export const FIELD_TYPES = ['text', 'number', 'boolean', 'date', 'choice'] as const;

/** A custom field of tickets; its id is the member's name in their `fields`. */
export const field = z
  .strictObject({
    label,
    type: z.enum(FIELD_TYPES),
    required: z.boolean().optional().openapi({ description: 'A new ticket must have it' }),
    types: z
      .array(z.enum(TICKET_TYPES))
      .min(1)
      .max(TICKET_TYPES.length)
      .optional()
      .openapi({ description: 'Of these tickets only; default: of all' }),
    choices: z
      .array(z.strictObject({ code: chosenId, label }))
      .min(1)
      .max(500)
      .optional(),
  })
  .superRefine(({ type, choices }, context) => {
    const refuse = (path: (string | number)[], code: string, message: string) =>
      context.addIssue({ code: 'custom', path, params: { code }, message });
    if (type === 'choice' && !choices) refuse(['choices'], 'required', 'A field of type choice names its choices.');
    if (type !== 'choice' && choices) refuse(['choices'], 'invalid', `A field of type ${type} has no choices.`);
    choices?.forEach(({ code }, index) => {
      if (choices.findIndex((choice) => choice.code === code) < index)
        refuse(['choices', index, 'code'], 'duplicate', `${code} is there twice.`);
    });
  });
