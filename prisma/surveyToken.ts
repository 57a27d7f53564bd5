import { sign, verify } from './tokens';

/** Which survey of which ticket a link is for. */
export interface SurveyRef {
  readonly ticketId: string;
  /** From 1. */
  readonly no: number;
}

export function surveyToken(secret: string, { ticketId, no }: SurveyRef): string {
  return sign(secret, 'survey', `${ticketId} ${String(no)}`);
}

/** @returns null if this is no token of ours */
export function readSurveyToken(secret: string, token: string): SurveyRef | null {
  const payload = verify(secret, 'survey', token)?.toString('utf8');
  const [, ticketId, no] = /^([0-9a-f-]{36}) (\d{1,6})$/.exec(payload ?? '') ?? [];
  return ticketId !== undefined && no !== undefined ? { ticketId, no: Number(no) } : null;
}

export function surveyUrl(publicUrl: string, secret: string, ref: SurveyRef): string {
  return `${publicUrl}/api/v1/surveys/${surveyToken(secret, ref)}`;
}
