import { findBreaks, type Contract } from '../../client/compatibility';

const BODY = {
  type: 'object',
  properties: {
    subject: { type: 'string', maxLength: 255 },
    impact: { type: 'string', enum: ['high', 'low'] },
    score: { type: ['integer', 'null'] },
  },
  required: ['subject'],
};
const ANSWER = { type: 'object', properties: { key: { type: 'string' }, team: { type: 'string' } }, required: ['key'] };

interface Parts {
  readonly version?: string;
  readonly path?: string;
  readonly method?: string;
  readonly status?: string;
  readonly body?: object;
  readonly answer?: object;
  readonly parameters?: readonly object[];
  readonly bodyRequired?: boolean;
}

/** A contract of one call that differs from the released one in these parts. */
function contract(parts: Parts = {}): Contract {
  const operation = {
    parameters: parts.parameters ?? [{ name: 'q', in: 'query', schema: { type: 'string' } }],
    requestBody: {
      required: parts.bodyRequired ?? false,
      content: { 'application/json': { schema: parts.body ?? BODY } },
    },
    responses: {
      [parts.status ?? '200']: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Ticket' } } } },
    },
  };
  return {
    info: { version: parts.version ?? '1.4.0' },
    paths: { [parts.path ?? '/tickets']: { [parts.method ?? 'post']: operation } },
    components: { schemas: { Ticket: parts.answer ?? ANSWER } },
  } as unknown as Contract;
}

function bodyWith(members: object, more: object = {}): object {
  return { ...BODY, properties: { ...BODY.properties, ...members }, ...more };
}

const BREAKS: readonly (readonly [string, Parts, string])[] = [
  ['a path that is gone', { path: '/issues' }, 'POST /tickets is gone'],
  ['a method that is gone', { method: 'put' }, 'POST /tickets is gone'],
  ['a status that is gone', { status: '201' }, 'POST /tickets: is not answered 200 any more'],
  [
    'a member that is gone from an answer',
    { answer: { ...ANSWER, properties: { key: { type: 'string' } } } },
    'POST /tickets: 200/team is gone',
  ],
  ['a member of an answer that may be missing', { answer: { ...ANSWER, required: [] } }, '200/key may be missing now'],
  [
    'a member of an answer that may be null',
    { answer: { ...ANSWER, properties: { ...ANSWER.properties, key: { type: ['string', 'null'] } } } },
    '200/key: may now be null',
  ],
  ['a required member', { body: bodyWith({}, { required: ['subject', 'impact'] }) }, 'body/impact is required now'],
  [
    'a member of a body that is gone',
    { body: { ...BODY, properties: { subject: BODY.properties.subject } } },
    'body/impact is gone',
  ],
  ['a required body', { bodyRequired: true }, 'a body is required now'],
  [
    'fewer values',
    { body: bodyWith({ impact: { type: 'string', enum: ['high'] } }) },
    'body/impact: does not take "low"',
  ],
  ['a narrower type', { body: bodyWith({ score: { type: 'integer' } }) }, 'body/score: does not take null'],
  [
    'a lower bound',
    { body: bodyWith({ subject: { type: 'string', maxLength: 100 } }) },
    'body/subject: maxLength fell',
  ],
  ['a new bound', { body: bodyWith({ subject: { type: 'string', minLength: 3 } }) }, 'body/subject: minLength rose'],
  ['a pattern', { body: bodyWith({ subject: { type: 'string', pattern: '^a' } }) }, 'body/subject: another pattern'],
  ['a parameter that is gone', { parameters: [] }, 'POST /tickets: query q is gone'],
  [
    'a required parameter',
    { parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }] },
    'query q is required now',
  ],
  [
    'a new required parameter',
    {
      parameters: [
        { name: 'q', in: 'query' },
        { name: 'site', in: 'query', required: true },
      ],
    },
    'query site is new and required',
  ],
];

test.each(BREAKS)('%s breaks programs', (_what, parts, sentence) => {
  expect(findBreaks(contract(), contract(parts)).join('\n')).toContain(sentence);
});

test.each(BREAKS)('%s may come with a major version', (_what, parts) => {
  expect(findBreaks(contract(), contract({ ...parts, version: '2.0.0' }))).toEqual([]);
});

test.each<readonly [string, Parts]>([
  ['nothing new', {}],
  ['an optional member', { body: bodyWith({ urgency: { type: 'string' } }) }],
  ['a wider bound', { body: bodyWith({ subject: { type: 'string', maxLength: 300 } }) }],
  ['another value', { body: bodyWith({ impact: { type: 'string', enum: ['high', 'medium', 'low'] } }) }],
  ['more in an answer', { answer: { ...ANSWER, properties: { ...ANSWER.properties, site: { type: 'string' } } } }],
  [
    'an optional parameter',
    {
      parameters: [
        { name: 'q', in: 'query' },
        { name: 'site', in: 'query' },
      ],
    },
  ],
])('%s breaks nobody', (_what, parts) => {
  expect(findBreaks(contract(), contract(parts))).toEqual([]);
});
