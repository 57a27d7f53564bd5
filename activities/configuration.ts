import type { PrismaClient } from '../prisma/client';
import type { DocumentBodies, DocumentKind, StoredDocument } from '../prisma/documents';

/** Bodies kept in memory at most; a desk has some dozens of documents. */
const KEPT = 1_000;

/**
 * The configuration that triage goes by, without reading documents each time: a version never changes, so one query
 * asks which versions are current, and only those not seen yet are fetched.
 */
export class Configuration {
  private readonly seen = new Map<string, StoredDocument>();

  constructor(private readonly prisma: PrismaClient) {}

  /** What holds now: one query, and a second one only after an edit. */
  async current(): Promise<CurrentConfiguration> {
    const rows = await this.prisma.$queryRaw<
      { kind: string; id: string; version: number; assignment: string | null }[]
    >`/* prepared */
      SELECT kind, id, version, NULL AS assignment FROM documents WHERE current
      UNION ALL
      SELECT 'team', id, version, assignment FROM teams`;
    const versions = rows
      .filter((row) => row.assignment === null)
      .map(({ kind, id, version }) => ({ kind, id, version }));
    const missing = versions.filter((version) => !this.seen.has(nameOf(version)));
    if (missing.length > 0) {
      if (this.seen.size > KEPT) this.seen.clear();
      const wanted = this.seen.size === 0 ? versions : missing;
      const fetched = await this.prisma.document.findMany({ where: { OR: wanted } });
      for (const row of fetched) {
        // Checked when it was stored.
        const stored = row as unknown as StoredDocument;
        this.seen.set(nameOf(stored), stored);
      }
    }
    return new CurrentConfiguration(
      versions.map((version) => this.seen.get(nameOf(version))).filter((found) => found !== undefined),
      new Map(rows.flatMap(({ id, assignment }) => (assignment === null ? [] : [[id, assignment]]))),
    );
  }
}

/** Documents and teams as they were at one instant. */
export class CurrentConfiguration {
  constructor(
    private readonly documents: readonly StoredDocument[],
    private readonly teams: ReadonlyMap<string, string>,
  ) {}

  hasTeam(id: string): boolean {
    return this.teams.has(id);
  }

  /** Whether a team looks for an agent by itself. */
  assignsByItself(team: string): boolean {
    return this.hasTeam(team) && this.teams.get(team) !== 'manual';
  }

  all<K extends DocumentKind>(kind: K): StoredDocument<K>[] {
    return this.documents.filter((stored): stored is StoredDocument<K> => stored.kind === kind);
  }

  find<K extends DocumentKind>(kind: K, id: string): StoredDocument<K> | undefined {
    return this.all(kind).find((stored) => stored.id === id);
  }

  body<K extends DocumentKind>(kind: K, id: string): DocumentBodies[K] | undefined {
    return this.find(kind, id)?.document;
  }
}

function nameOf({ kind, id, version }: { kind: string; id: string; version: number }): string {
  return `${kind}/${id}/${version}`;
}
