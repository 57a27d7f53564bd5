interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
}

export interface Model {
  readonly table: string;
  readonly columns: readonly Column[];
  /** `unique (a, b)` or `plain (a, b)`. */
  readonly indexes: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
  '@db.Uuid': 'uuid',
  '@db.SmallInt': 'smallint',
  '@db.Timestamptz(3)': 'timestamp(3) with time zone',
  'Unsupported("tsvector")': 'tsvector',
};

/** The models of a Prisma schema, as far as this project uses its language. */
export function readModels(schema: string): Model[] {
  return [...schema.matchAll(/^model \w+ \{\n(.*?)^\}/gms)].map(([, body = '']) => {
    const fields = [...body.matchAll(/^ {2}(\w+) +(\w+(?:\("\w+"\))?)(\[\])?(\?)? *(.*)$/gm)].filter(
      ([, , type = '']) => type in TYPES || type === 'DateTime',
    );
    const columnNames = new Map(
      fields.map(([, name = '', , , , rest = '']) => [name, /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name]),
    );
    const columns = fields.map(([, name = '', type = '', list, optional, rest = '']) => {
      const native = /@db\.\w+(\(\d+\))?/.exec(rest)?.[0];
      return {
        name: columnNames.get(name) ?? name,
        type: `${TYPES[native ?? type]}${list ?? ''}`,
        // Prisma has no required lists: they are nullable columns that are read as empty.
        required: optional === undefined && list === undefined,
        hasDefault: /@default|@updatedAt/.test(rest) && !rest.includes('@updatedAt'),
      };
    });
    const listed = (names: string) =>
      `(${names
        .split(/, */)
        .map((name) => columnNames.get(name))
        .join(', ')})`;
    const blocks = [...body.matchAll(/^ {2}@@(id|unique|index)\(\[([^\]]+)\]/gm)].map(
      ([, kind, names = '']) => `${kind === 'index' ? 'plain' : 'unique'} ${listed(names)}`,
    );
    const inline = fields
      .filter(([, , , , , rest = '']) => /@id\b|@unique/.test(rest))
      .map(([, name = '']) => `unique ${listed(name)}`);
    return { table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '', columns, indexes: [...blocks, ...inline] };
  });
}

/** An index that the database has, in the same words. */
export function describeIndex(definition: string): string {
  const [, unique, table, columns] =
    /^CREATE (UNIQUE )?INDEX \S+ ON public\.(\w+) USING \w+ (\([^)]*\))/.exec(definition) ?? [];
  return `${table} ${unique ? 'unique' : 'plain'} ${columns?.replaceAll('"', '')}`;
}
