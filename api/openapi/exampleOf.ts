/** What is read of JSON Schema here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export type Schemas = Readonly<Record<string, Schema>>;

const PERSON = '0199b1d2-7c1e-7000-8000-000000000001';

/** What members of these names look like; with that of the object around them where the name alone says too little. */
const KNOWN: Readonly<Record<string, unknown>> = {
  key: 'SD-42',
  ticket: 'SD-42',
  subject: 'E-mail does not arrive',
  description: 'Since this morning nothing comes in, and what I send stays in the outbox.',
  body: 'We are looking into it.',
  note: 'The mailbox was full; it has more room now.',
  reason: 'It is back again.',
  comment: 'Quick and friendly.',
  score: 5,
  version: 7,
  name: 'Camille Petit',
  email: 'camille.petit@example.org',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  role: 'agent',
  organisation: 'example-org',
  team: 'desk',
  domain: 'example.org',
  calendar: 'office',
  fingerprint: 'disk-full-db1',
  tags: ['mail'],
  fields: { site: 'Lyon' },
  explanation: '1 h 12 min of 4 h: running since 08:00.',
  sentence: 'The ticket waits for its agent; at 16:50 it breaches its target.',
  word: 'imprimente',
  as: ['imprimante'],
  label: '12',
  count: 12,
  code: 'incident',
  labels: { en: 'Incident', fr: 'Incident' },
  nextCursor: null,
  hasMore: false,
  secret: 'gk_68e05f3d61ff_<secret>',
  password: 'otter-lantern-quay-58',
  current: 'a former pass phrase',
  token: 'kq0fZ0iS2p3yJmI0Vd9T1w6bW3cQx8uE5rN7aL4hG2o',
  url: 'https://desk.example.org/password#kq0fZ0iS2p3yJmI0Vd9T1w6bW3cQx8uE5rN7aL4hG2o',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  when: 'type == "incident" && "vip" in tags',
  action: 'replace',
  object: 'calendar:office',
  notify: ['lead'],
  country: 'FR',
  region: '67',
  'team.id': 'desk',
  'team.name': 'Service desk',
  'organisation.id': 'example-org',
  'organisation.name': 'Example Organisation',
  'requester.id': PERSON,
  'workflow.id': 'SD-42',
  'workflow.url': 'https://temporal.example.org/namespaces/default/workflows/SD-42',
  'survey.url': 'https://desk.example.org/api/v1/surveys/eyJ0IjoiU0QtNDIifQ.c2lnbmF0dXJl',
  'attachments.name': 'screenshot.png',
  'attachments.type': 'image/png',
};

/** A value that the schema lets through, and that looks like what the desk answers. */
export function exampleOf(schema: Schema, schemas: Schemas, name = '', around = ''): unknown {
  const resolved = resolve(schema, schemas);
  const known = KNOWN[`${around}.${name}`] ?? KNOWN[name];
  if (resolved.example !== undefined) return resolved.example;
  if (known !== undefined && isOfType(known, resolved)) return known;
  if (resolved.const !== undefined) return resolved.const;
  if (resolved.enum) return resolved.enum[0];
  if (resolved.default !== undefined) return resolved.default;
  const [first] = resolved.anyOf ?? resolved.oneOf ?? [];
  if (first) return exampleOf(first, schemas, name, around);
  if (resolved.allOf)
    return Object.assign({}, ...resolved.allOf.map((part) => exampleOf(part, schemas, name, around))) as object;
  return ofType(resolved, schemas, name);
}

function ofType(schema: Schema, schemas: Schemas, name: string): unknown {
  switch (typesOf(schema)[0]) {
    case 'object':
      return objectOf(schema, schemas, name);
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map((item) => exampleOf(item, schemas, name));
      return schema.items ? [exampleOf(schema.items, schemas, '', name)] : [];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 1);
    case 'boolean':
      return false;
    case 'string':
      return textOf(schema, name);
    default:
      return null;
  }
}

function objectOf({ properties, additionalProperties }: Schema, schemas: Schemas, name: string): unknown {
  const members = Object.entries(properties ?? {}).map(([member, of]) => [
    member,
    exampleOf(of, schemas, member, name),
  ]);
  if (members.length > 0 || typeof additionalProperties !== 'object') return Object.fromEntries(members);
  return { [name === '' ? 'status' : 'one']: exampleOf(additionalProperties, schemas, '', name) };
}

function textOf({ format }: Schema, name: string): string {
  if (format === 'uuid' || name === 'id') return PERSON;
  return format === 'date' ? '2026-12-25' : 'desk';
}

function resolve(schema: Schema, schemas: Schemas): Schema {
  const name = schema.$ref?.split('/').pop();
  return name === undefined ? schema : (schemas[name] ?? {});
}

function typesOf({ type, properties }: Schema): readonly string[] {
  if (type === undefined) return properties ? ['object'] : [];
  return typeof type === 'string' ? [type] : type;
}

function isOfType(value: unknown, schema: Schema): boolean {
  const own = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const types = typesOf(schema);
  const fits = types.includes(own) || (own === 'number' && types.includes('integer'));
  return fits && (schema.enum?.includes(value) ?? true);
}
