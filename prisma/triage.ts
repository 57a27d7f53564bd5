/** What the stored rules and policies say of a ticket: for its triage, and for whoever tries rules out. */
import type { Level, Priority, TicketType } from '../workflows/domain/codes';
import type { PriorityMatrix } from '../workflows/domain/commands';
import { priorityOf } from '../workflows/domain/matrix';
import { factsOf, type Admission } from './admission';
import { holds, type TicketFacts } from './conditions';
import { DEFAULT_TEAM } from './defaults';
import type { StoredDocument, TriageRule } from './documents';

/** A condition that could not be evaluated for a ticket, so that its rule or policy was passed over. */
export interface ConditionFailure {
  readonly kind: 'rule' | 'policy';
  /** Of the rule or the policy. */
  readonly id: string;
  /** Names and codes of the condition, never texts of the ticket. */
  readonly message: string;
}

export type TellFailure = (failure: ConditionFailure) => void;

/** What triage goes by. */
export interface TriageBasis {
  readonly rules: readonly TriageRule[];
  readonly matrix: PriorityMatrix;
  hasTeam(id: string): boolean;
}

export interface Classified {
  readonly rule: TriageRule | null;
  readonly type: TicketType;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly priority: Priority;
  /** Null: there is not even the default team. */
  readonly team: string | null;
  /** Of the ticket and of the rule. */
  readonly tags: readonly string[];
  /** The rule names a team that is gone. */
  readonly lostTeam: string | null;
}

/** What somebody has said holds; then what the first rule says that holds; then what every desk takes for granted. */
export function classify(ticket: Admission, basis: TriageBasis, tell: TellFailure): Classified {
  const rule = firstMatch(basis.rules, factsOf(ticket), tell);
  const { given } = ticket;
  const type = given.type ?? rule?.set.type ?? ticket.type;
  const impact = given.impact ?? rule?.set.impact ?? null;
  const urgency = given.urgency ?? rule?.set.urgency ?? null;
  const wished = given.team ?? rule?.set.team ?? DEFAULT_TEAM;
  const fallback = basis.hasTeam(DEFAULT_TEAM) ? DEFAULT_TEAM : null;
  return {
    rule: rule ?? null,
    ...{ type, impact, urgency },
    priority: given.priority ?? priorityOf({ type, impact, urgency, matrix: basis.matrix }),
    team: basis.hasTeam(wished) ? wished : fallback,
    tags: [...ticket.tags, ...(rule?.set.tags ?? [])],
    lostTeam: basis.hasTeam(wished) ? null : wished,
  };
}

/** What conditions of policies see of a ticket: also what the rules have added. */
export function factsOnceClassified(ticket: Admission, classified: Classified): TicketFacts {
  const { type, impact, urgency, priority, team, tags } = classified;
  return {
    ...factsOf(ticket),
    ...{ type, impact: impact ?? '', urgency: urgency ?? '', priority, team: team ?? '', tags },
  };
}

/** The policy of the lowest order whose condition holds for the ticket; null if none applies. */
export function choosePolicy(
  policies: readonly StoredDocument<'policy'>[],
  facts: TicketFacts,
  tell: TellFailure,
): StoredDocument<'policy'> | null {
  const inOrder = [...policies].sort((a, b) => a.document.order - b.document.order || (a.id < b.id ? -1 : 1));
  return inOrder.find(({ id, document }) => holdsOrSkips(document.when, facts, { kind: 'policy', id }, tell)) ?? null;
}

function firstMatch(rules: readonly TriageRule[], facts: TicketFacts, tell: TellFailure): TriageRule | undefined {
  return rules.find(({ id, when }) => holdsOrSkips(when, facts, { kind: 'rule', id }, tell));
}

/** A condition that fails on this ticket does not hold; the ones after it still count. */
function holdsOrSkips(
  when: string,
  facts: TicketFacts,
  which: Omit<ConditionFailure, 'message'>,
  tell: TellFailure,
): boolean {
  try {
    return holds(when, facts);
  } catch (error) {
    tell({ ...which, message: error instanceof Error ? error.message : String(error) });
    return false;
  }
}
