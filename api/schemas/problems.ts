import { PRIORITIES, STATUSES, TICKET_TYPES } from '../../workflows/domain/codes';
import { RECURRENCE_WAYS } from '../../workflows/domain/recurrence';
import { chosenId, cursor, instantOut, limit, named, oneOrMore, page, text, z } from './common';
import { ticketKey } from './links';

const days = (most: number) =>
  z
    .string()
    .regex(/^P[1-9]\d{0,2}D$/, `Must be P1D to P${most}D.`)
    .refine((value) => Number(value.slice(1, -1)) <= most, `Must be P1D to P${most}D.`);

const tickets = z.int().min(2).max(1_000).openapi({ description: 'So many tickets in the window make a proposal' });
const requesters = z.int().min(1).max(1_000).openapi({ description: 'By so many people' });

/** How recurring incidents are looked for. */
export const problemDetection = z.strictObject({
  window: days(30).openapi({ description: 'How far back tickets count', example: 'P7D' }),
  quietFor: days(365).openapi({
    description: 'For so long nothing is heard of a cause that was dismissed',
    example: 'P14D',
  }),
  ways: z
    .strictObject({
      fingerprint: z.strictObject({ tickets }).optional().openapi({ description: 'Alerts that come again and again' }),
      field: z
        .strictObject({ tickets, requesters, fields: z.array(chosenId).min(1).max(10) })
        .optional()
        .openapi({ description: 'The same choice in one of these custom fields: a category, a service, a site' }),
      subject: z
        .strictObject({
          tickets,
          requesters,
          likeness: z.number().min(0.3).max(1).openapi({ description: 'From which two subjects are alike' }),
        })
        .optional(),
      tag: z
        .strictObject({ tickets, requesters, ignore: z.array(text(1, 100)).max(200) })
        .optional()
        .openapi({ description: 'The same tag, but for those that say nothing of a cause' }),
    })
    .openapi({ description: 'A way that is absent is not looked by; none: nothing is looked for' }),
});

export const PROPOSAL_STATES = ['open', 'accepted', 'dismissed'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const proposalQuery = z.strictObject({
  state: oneOrMore(PROPOSAL_STATES).optional().openapi({ description: 'Unless given: open' }),
  limit,
  cursor: cursor.optional(),
});

const cause = z.object({
  by: z.enum(RECURRENCE_WAYS),
  fingerprint: z.string().optional(),
  field: z.string().optional(),
  value: z.string().optional(),
  tag: z.string().optional(),
  subject: z.string().nullable().optional().openapi({ description: 'Null: of a ticket that you may not see' }),
});

const proposal = z.object({
  id: z.string().openapi({ format: 'uuid' }),
  state: z.enum(PROPOSAL_STATES),
  cause: cause.openapi({ description: 'What the tickets have in common' }),
  tickets: z.int().openapi({ description: 'How many there are' }),
  requesters: z.int().openapi({ description: 'From how many people' }),
  teams: z.array(named),
  firstAt: instantOut.openapi({ description: 'When the first of the tickets came' }),
  lastAt: instantOut,
  problem: z.string().nullable().openapi({ description: 'Key of the ticket that it became a problem of' }),
  known: z
    .string()
    .nullable()
    .openapi({ description: 'Key of an open problem that the same cause had before: accepting goes on with it' }),
  reason: z.string().nullable().openapi({ description: 'Why it was dismissed' }),
  quietUntil: instantOut.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instantOut.nullable(),
  createdAt: instantOut,
});
export const problemProposal = proposal.openapi('ProblemProposal');
export const problemProposalList = z.object({ data: z.array(problemProposal), page }).openapi('ProblemProposalList');

const ofProposal = z.object({
  key: z.string(),
  subject: z.string(),
  type: z.enum(TICKET_TYPES),
  status: z.enum(STATUSES),
  priority: z.enum(PRIORITIES),
  requester: named,
  createdAt: instantOut,
  linked: z.boolean().openapi({ description: 'It is a child of the problem' }),
});

export const oneProposalQuery = z.strictObject({ limit, cursor: cursor.optional() });
export const oneProposal = proposal
  .extend({ listed: z.object({ data: z.array(ofProposal), page }).openapi({ description: 'Those that you may see' }) })
  .openapi('OneProblemProposal');

export const acceptProposal = z
  .strictObject({
    problem: ticketKey.optional().openapi({ description: 'The ticket that it is a problem of; absent: a new one' }),
    subject: text(1, 255).optional().openapi({ description: 'Of a new one' }),
    description: text(1, 65_536).optional().openapi({ description: 'Of a new one' }),
  })
  .superRefine(({ problem, subject, description }, context) => {
    if (problem === undefined) return;
    for (const [member, given] of Object.entries({ subject, description }))
      if (given !== undefined)
        context.addIssue({
          code: 'custom',
          path: [member],
          params: { code: 'not_allowed' },
          message: `${problem} has its own: change it there.`,
        });
  });
export type AcceptProposal = z.infer<typeof acceptProposal>;
export const dismissProposal = z.strictObject({ reason: text(1, 1_000) });

export const detectionTest = z.strictObject({
  settings: problemDetection.optional().openapi({ description: 'Absent: those that hold' }),
});
export const detectionTestResult = z
  .object({
    data: z.array(
      z.object({
        cause,
        effect: z
          .enum(['proposed', 'joins', 'quiet'])
          .openapi({ description: '`joins`: a proposal that is open; `quiet`: it was dismissed lately' }),
        tickets: z.int(),
        requesters: z.int(),
        keys: z.array(z.string()).openapi({ description: 'The first hundred that you may see' }),
      }),
    ),
  })
  .openapi('DetectionTest');
