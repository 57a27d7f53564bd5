import type { Level, Priority, TicketType } from './codes';
import type { PriorityMatrix } from './commands';

/** Impact × urgency → priority, until administrators store another. */
export const DEFAULT_MATRIX: PriorityMatrix = {
  high: { high: 'critical', medium: 'high', low: 'medium' },
  medium: { high: 'high', medium: 'medium', low: 'low' },
  low: { high: 'medium', medium: 'low', low: 'low' },
};

/** The priority of a ticket of which neither impact nor urgency is known. */
export const TYPE_PRIORITY: Readonly<Record<TicketType, Priority>> = {
  incident: 'high',
  alert: 'medium',
  request: 'low',
};

/**
 * The priority that follows from what is known. Of impact and urgency, one alone is read with the other as `medium`:
 * half an answer says more than the type does.
 */
export function priorityOf(known: {
  readonly type: TicketType;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly matrix: PriorityMatrix;
}): Priority {
  const { type, impact, urgency, matrix } = known;
  if (impact === null && urgency === null) return TYPE_PRIORITY[type];
  return matrix[impact ?? 'medium'][urgency ?? 'medium'];
}
