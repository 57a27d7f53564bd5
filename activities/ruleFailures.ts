import { Prisma } from '../prisma/client';
import { ONLY } from '../prisma/defaults';
import type { ConditionFailure } from '../prisma/triage';
import type { CurrentConfiguration } from './configuration';
import type { ActivityDeps } from './deps';

/** Conditions that failed on one ticket: logged as they come, then kept for those who wrote them. */
export class FailureNotes {
  private readonly noted: ConditionFailure[] = [];

  constructor(
    private readonly deps: ActivityDeps,
    private readonly ticket: { readonly id: string; readonly key: string },
  ) {}

  readonly tell = (failure: ConditionFailure): void => {
    this.noted.push(failure);
    const { kind, id, message } = failure;
    this.deps.logger.warn({ key: this.ticket.key, [kind]: id, problem: message }, 'Skipped');
  };

  /**
   * Counts the failures. One that cannot be counted is in the log: the ticket is not to wait for it. The same ticket
   * counts once in a row, since an activity may be tried again.
   */
  async keep(current: CurrentConfiguration): Promise<void> {
    if (this.noted.length === 0) return;
    // In one order for all, so that two tickets never wait for each other.
    const inOrder = [...this.noted].sort((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));
    const rows = inOrder.map(({ kind, id, message }) => {
      const version = current.find(kind === 'rule' ? 'triageRules' : 'policy', kind === 'rule' ? ONLY : id)?.version;
      return Prisma.sql`(${kind}, ${id}, ${version ?? 0}::int, ${message.slice(0, 1_000)}, ${this.ticket.id}::uuid)`;
    });
    try {
      await this.deps.prisma.$executeRaw`
        INSERT INTO rule_failures AS kept (kind, id, version, message, last_ticket_id)
        VALUES ${Prisma.join(rows)}
        ON CONFLICT (kind, id, version) DO UPDATE
           SET count = kept.count + 1, message = EXCLUDED.message, last_ticket_id = EXCLUDED.last_ticket_id,
               last_at = EXCLUDED.last_at
         WHERE kept.last_ticket_id <> EXCLUDED.last_ticket_id`;
    } catch (error) {
      this.deps.logger.error({ key: this.ticket.key, error: String(error) }, 'Failures of rules were not counted');
    }
  }
}
