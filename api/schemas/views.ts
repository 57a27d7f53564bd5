import { chosenId, cursor, instantOut, limit, named, page, text, z } from './common';
import { listQuery, ticketFilter } from './lists';

export const VIEW_SCOPES = ['own', 'team', 'all'] as const;

export const newView = z
  .strictObject({
    name: text(1, 100),
    scope: z.enum(VIEW_SCOPES).default('own'),
    team: chosenId.optional().openapi({ description: 'With the scope `team`: whose' }),
    filter: ticketFilter.openapi({ description: 'Parameters of GET /tickets, as they are written there' }),
    sort: listQuery.shape.sort.openapi({ description: 'As of GET /tickets' }),
  })
  .superRefine(({ scope, team }, context) => {
    if ((scope === 'team') === (team !== undefined)) return;
    const message = scope === 'team' ? 'Name the team.' : 'Only a view of the scope `team` has a team.';
    const code = scope === 'team' ? 'required' : 'invalid';
    context.addIssue({ code: 'custom', path: ['team'], params: { code }, message });
  })
  .openapi('NewView');
export type NewView = z.infer<typeof newView>;

export const view = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    scope: z.enum(VIEW_SCOPES),
    team: z.string().nullable(),
    filter: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
    sort: z.string(),
    owner: named.nullable().openapi({ description: 'Null: it comes with the desk' }),
    createdAt: instantOut.nullable(),
    updatedAt: instantOut.nullable(),
  })
  .openapi('View');
export const viewList = z.object({ data: z.array(view), page }).openapi('ViewList');
export const viewQuery = z.strictObject({ limit, cursor: cursor.optional() });

/** Views counted at once. */
export const MAX_COUNTED = 20;
export const countsQuery = z.strictObject({
  views: z
    .string()
    .min(1)
    .max(2_000)
    .transform((value) => value.split(','))
    .pipe(z.array(z.string().min(1).max(64)).max(MAX_COUNTED))
    .optional()
    .openapi({
      type: 'string',
      description: `Ids of up to ${String(MAX_COUNTED)} views, separated by commas; absent: the first ones of GET /views`,
    }),
});
export const counts = z
  .object({
    asOf: instantOut,
    data: z.array(
      z.object({
        view: z.string(),
        name: z.string(),
        count: z.int(),
        label: z.string().openapi({ example: '1000+', description: 'The count, or `1000+`: more are not counted' }),
      }),
    ),
  })
  .openapi('ViewCounts');
