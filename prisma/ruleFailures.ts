import type { PrismaClient } from './client';

export interface FailingCondition {
  readonly kind: 'rule' | 'policy';
  readonly id: string;
  readonly version: number;
  /** False: an edit has replaced the version since. */
  readonly current: boolean;
  readonly message: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Its key; null if it is gone. */
  readonly lastTicket: string | null;
}

const SHOWN = 200;

/** Conditions that could not be evaluated for tickets: those in use first, then the latest. */
export function failingConditions(prisma: PrismaClient): Promise<FailingCondition[]> {
  return prisma.$queryRaw<FailingCondition[]>`
    SELECT f.kind, f.id, f.version, d.version IS NOT NULL AS current, f.message, f.count,
           f.first_at AS "firstAt", f.last_at AS "lastAt", t.key AS "lastTicket"
      FROM rule_failures f
      LEFT JOIN documents d ON d.current AND d.version = f.version
           AND (f.kind = 'rule' AND d.kind = 'triageRules' OR f.kind = 'policy' AND d.kind = 'policy' AND d.id = f.id)
      LEFT JOIN tickets t ON t.id = f.last_ticket_id
     ORDER BY current DESC, f.last_at DESC, f.kind, f.id LIMIT ${SHOWN}`;
}
