/** "What is it waiting for?": answered from the state alone. */
export type WaitingFor =
  | 'triage'
  | 'team'
  | 'agent'
  | 'requester'
  | 'vendor'
  | 'scheduled'
  | 'survey'
  | 'closing'
  | 'nothing';

/** Code of what comes next; clocks' thresholds carry their clock and percent in `params`. */
export interface NextStep {
  readonly at: number;
  readonly what:
    | 'warning'
    | 'breach'
    | 'escalation'
    | 'wake'
    | 'nudge'
    | 'noAnswer'
    | 'closeAfter'
    | 'surveySend'
    | 'surveyRemind'
    | 'surveyExpire';
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ProcessView {
  readonly waitingFor: WaitingFor;
  /** UTC epoch milliseconds. */
  readonly since: number;
  readonly next: NextStep | null;
}
