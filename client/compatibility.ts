/** What is read of an OpenAPI document and of JSON Schema here; the rest does not break programs. */
type Json = Readonly<Record<string, unknown>>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Json;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content?: Readonly<Record<string, { schema?: Json }>>;
  };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema?: Json }>> }>>;
}
export interface Contract {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Json>> };
}

/** Requests may be taken that were not before; answers may say more than before. */
type Direction = 'request' | 'answer';

/**
 * What a program written for `before` would stumble over in `after`.
 * @returns a sentence for each; none when the major version rose, which says so
 */
export function findBreaks(before: Contract, after: Contract): string[] {
  if (majorOf(after) > majorOf(before)) return [];
  const compare = new Comparison(before, after);
  for (const [path, methods] of Object.entries(before.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const now = after.paths[path]?.[method];
      const where = `${method.toUpperCase()} ${path}`;
      if (now) compare.operation(where, operation, now);
      else compare.breaks.push(`${where} is gone`);
    }
  return compare.breaks;
}

function majorOf({ info }: Contract): number {
  return Number(info.version.split('.')[0]);
}

class Comparison {
  readonly breaks: string[] = [];
  /** Pairs of named schemas that were compared, or are being: what holds itself ends here. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly before: Contract,
    private readonly after: Contract,
  ) {}

  operation(where: string, before: Operation, after: Operation): void {
    this.parameters(where, before.parameters ?? [], after.parameters ?? []);
    if (!before.requestBody?.required && after.requestBody?.required) this.tell(`${where}: a body is required now`);
    for (const [type, { schema }] of Object.entries(before.requestBody?.content ?? {})) {
      const now = after.requestBody?.content?.[type];
      if (!now) this.tell(`${where}: ${type} is not taken any more`);
      else this.schema(`${where}: body`, 'request', schema, now.schema);
    }
    for (const [status, answer] of Object.entries(before.responses ?? {})) {
      const now = after.responses?.[status];
      // Refusals are told by their codes; one that cannot come any more disturbs nobody.
      if (!now && status < '400') this.tell(`${where}: is not answered ${status} any more`);
      for (const [type, { schema }] of now ? Object.entries(answer.content ?? {}) : [])
        if (!now?.content?.[type]) this.tell(`${where}: ${status} is not ${type} any more`);
        else this.schema(`${where}: ${status}`, 'answer', schema, now.content[type]?.schema);
    }
  }

  private parameters(where: string, before: readonly Parameter[], after: readonly Parameter[]): void {
    const same = (one: Parameter) => (other: Parameter) => other.name === one.name && other.in === one.in;
    for (const one of before) {
      const now = after.find(same(one));
      const name = `${where}: ${one.in} ${one.name}`;
      // Parameters that are not known are refused, so one that is gone breaks a call.
      if (!now) this.tell(`${name} is gone`);
      else {
        if (!one.required && now.required) this.tell(`${name} is required now`);
        this.schema(name, 'request', one.schema, now.schema);
      }
    }
    for (const one of after)
      if (one.required && !before.some(same(one))) this.tell(`${where}: ${one.in} ${one.name} is new and required`);
  }

  private schema(where: string, direction: Direction, was: Json | undefined, is: Json | undefined): void {
    if (!was || !is) return;
    const names = `${direction} ${String(was.$ref)} ${String(is.$ref)}`;
    if (was.$ref !== undefined && is.$ref !== undefined) {
      if (this.seen.has(names)) return;
      this.seen.add(names);
    }
    const [before, after] = [resolve(this.before, was), resolve(this.after, is)];
    this.types(where, direction, before, after);
    this.values(where, direction, before, after);
    if (direction === 'request') this.bounds(where, before, after);
    this.members(where, direction, before, after);
    for (const nested of ['items', 'additionalProperties'])
      if (isObject(before[nested]) && isObject(after[nested]))
        this.schema(`${where}[]`, direction, before[nested], after[nested]);
    for (const several of ['anyOf', 'oneOf', 'allOf', 'prefixItems'])
      this.several(where, direction, several, before, after);
  }

  private types(where: string, direction: Direction, before: Json, after: Json): void {
    const [was, is] = [typesOf(before), typesOf(after)];
    if (was.length === 0 || is.length === 0) return;
    const [less, more] = direction === 'request' ? [is, was] : [was, is];
    const lost = more.filter((type) => !less.includes(type) && !(type === 'integer' && less.includes('number')));
    if (lost.length > 0)
      this.tell(`${where}: ${direction === 'request' ? 'does not take' : 'may now be'} ${lost.join(', ')}`);
  }

  /** Codes only grow: programs are told to expect new ones in answers, so only what is taken away breaks them. */
  private values(where: string, direction: Direction, before: Json, after: Json): void {
    const [was, is] = [valuesOf(before), valuesOf(after)];
    if (direction === 'answer' || !is) return;
    if (!was) this.tell(`${where}: takes certain values only`);
    else
      for (const value of was) if (!is.includes(value)) this.tell(`${where}: does not take ${JSON.stringify(value)}`);
  }

  private bounds(where: string, before: Json, after: Json): void {
    for (const name of ['minimum', 'minLength', 'minItems', 'exclusiveMinimum'])
      if (numberOf(after[name], -Infinity) > numberOf(before[name], -Infinity)) this.tell(`${where}: ${name} rose`);
    for (const name of ['maximum', 'maxLength', 'maxItems', 'exclusiveMaximum'])
      if (numberOf(after[name], Infinity) < numberOf(before[name], Infinity)) this.tell(`${where}: ${name} fell`);
    for (const name of ['pattern', 'format'])
      if (after[name] !== undefined && after[name] !== before[name]) this.tell(`${where}: another ${name}`);
    if (before.additionalProperties !== false && after.additionalProperties === false && after.properties)
      this.tell(`${where}: does not take further members`);
  }

  private members(where: string, direction: Direction, before: Json, after: Json): void {
    const [was, is] = [membersOf(before), membersOf(after)];
    const [must, had] = [requiredOf(after), requiredOf(before)];
    for (const [name, schema] of Object.entries(was)) {
      const now = is[name];
      if (!now) {
        if (after.properties !== undefined) this.tell(`${where}/${name} is gone`);
      } else this.schema(`${where}/${name}`, direction, schema, now);
    }
    for (const name of direction === 'request' ? must.filter((one) => !had.includes(one)) : [])
      this.tell(`${where}/${name} is required now`);
    for (const name of direction === 'answer' ? had.filter((one) => is[one] && !must.includes(one)) : [])
      this.tell(`${where}/${name} may be missing now`);
  }

  private several(where: string, direction: Direction, name: string, before: Json, after: Json): void {
    const [was, is] = [before[name], after[name]];
    if (!Array.isArray(was) || !Array.isArray(is)) return;
    if (direction === 'request' && is.length < was.length) this.tell(`${where}: takes fewer forms`);
    was.slice(0, is.length).forEach((one: Json, index) => this.schema(where, direction, one, is[index] as Json));
  }

  private tell(what: string): void {
    this.breaks.push(what);
  }
}

function resolve({ components }: Contract, schema: Json): Json {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').pop() : undefined;
  return name === undefined ? schema : (components?.schemas?.[name] ?? {});
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function typesOf({ type }: Json): readonly string[] {
  if (Array.isArray(type)) return type as string[];
  return typeof type === 'string' ? [type] : [];
}

function valuesOf(schema: Json): readonly unknown[] | undefined {
  if (Array.isArray(schema.enum)) return schema.enum as unknown[];
  return 'const' in schema ? [schema.const] : undefined;
}

function membersOf({ properties }: Json): Readonly<Record<string, Json>> {
  return (properties ?? {}) as Readonly<Record<string, Json>>;
}

function requiredOf({ required }: Json): readonly string[] {
  return (required ?? []) as readonly string[];
}

function numberOf(value: unknown, absent: number): number {
  return typeof value === 'number' ? value : absent;
}
