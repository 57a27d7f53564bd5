import type { PrismaClient } from '../prisma/client';
import type { DocumentBodies, DocumentKind, StoredDocument } from '../prisma/documents';

/** Bodies kept in memory at most; a desk has some dozens of documents. */
const KEPT = 1_000;

/**
 * The current configuration documents, without reading their bodies each time: a version never changes, so one query
 * asks which versions are current, and only those not seen yet are fetched.
 */
export class Configuration {
  private readonly seen = new Map<string, StoredDocument>();

  constructor(private readonly prisma: PrismaClient) {}

  /** The current documents of some kinds, as of now. */
  async current(kinds: readonly DocumentKind[]): Promise<CurrentDocuments> {
    const versions = await this.prisma.document.findMany({
      where: { current: true, kind: { in: [...kinds] } },
      select: { kind: true, id: true, version: true },
    });
    const missing = versions.filter((version) => !this.seen.has(nameOf(version)));
    if (missing.length > 0) {
      if (this.seen.size > KEPT) this.seen.clear();
      const rows = await this.prisma.document.findMany({ where: { OR: missing } });
      for (const { kind, id, version, document, createdAt, createdBy } of rows) {
        // Checked when it was stored.
        const stored = { kind, id, version, document, createdAt, createdBy } as unknown as StoredDocument;
        this.seen.set(nameOf(stored), stored);
      }
    }
    return new CurrentDocuments(
      versions.map((version) => this.seen.get(nameOf(version))).filter((found) => found !== undefined),
    );
  }
}

/** Documents that were current at one instant. */
export class CurrentDocuments {
  constructor(private readonly documents: readonly StoredDocument[]) {}

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
