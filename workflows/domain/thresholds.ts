import type { ClockName } from './codes';
import type { Escalation, Policy } from './policy';

/** What a clock does at some percent of its target. */
export interface Threshold {
  /** As it is remembered in `Clock.fired`: `w<percent>`, `b`, `e<percent>.<level>`. */
  readonly id: string;
  readonly percent: number;
  readonly what: 'warning' | 'breach' | 'escalation';
  readonly escalation: Escalation | null;
}

/** A clock's thresholds in the order in which they fire at one instant. */
export function thresholdsOf(policy: Policy, clock: ClockName): readonly Threshold[] {
  const thresholds: Threshold[] = [{ id: 'b', percent: 100, what: 'breach', escalation: null }];
  for (const percent of policy.warnings ?? []) {
    thresholds.push({ id: `w${percent}`, percent, what: 'warning', escalation: null });
  }
  for (const escalation of policy.escalations ?? []) {
    if (escalation.clock !== clock) continue;
    const { at, level } = escalation;
    thresholds.push({ id: `e${at}.${level}`, percent: at, what: 'escalation', escalation });
  }
  return thresholds.sort((a, b) => a.percent - b.percent || levelOf(a) - levelOf(b));
}

/**
 * Elapsed time at which `percent` of a target is reached: rounded up to whole milliseconds. Counted by hundreds, since
 * target × percent may leave the whole numbers that JavaScript holds exactly.
 */
export function thresholdTime(targetMs: number, percent: number): number {
  const hundreds = Math.floor(targetMs / 100);
  return hundreds * percent + Math.ceil(((targetMs - hundreds * 100) * percent) / 100);
}

/** The elapsed time at which the threshold of that id is reached. */
export function thresholdTimeOf(id: string, targetMs: number): number {
  return thresholdTime(targetMs, id === 'b' ? 100 : Number.parseInt(id.slice(1), 10));
}

/** Warnings and the breach come before any escalation. */
function levelOf(threshold: Threshold): number {
  return threshold.escalation?.level ?? 0;
}
