import { checkCondition } from '../../prisma/conditions';
import type { InputError } from '../problem';

/** @returns an error that says where in the text the mistake is; none if the condition can be evaluated */
export function faultsOfCondition(pointer: string, when: string): InputError[] {
  const mistake = checkCondition(when);
  if (!mistake) return [];
  const { line, column, excerpt } = mistake;
  const message = `Line ${line}, column ${column}: ${mistake.message}`;
  return [{ pointer, code: 'invalid_condition', message, line, column, excerpt }];
}
