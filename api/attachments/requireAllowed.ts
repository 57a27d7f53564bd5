import { isAllowed, isProgram } from '../../files/contentType';
import { Problem } from '../problem';

/**
 * @param allowed media types, such as `image/*`; null: all
 * @throws Problem 415 if it is a program, or not of an allowed type
 */
export function requireAllowed(
  file: { name: string; type: string },
  sample: Buffer,
  allowed: readonly string[] | null,
) {
  const { name, type } = file;
  if (isProgram(file, sample))
    throw new Problem('unsupported_media_type', `${name} is a program (${type}). Programs cannot be attached.`);
  if (!isAllowed(type, allowed))
    throw new Problem('unsupported_media_type', `${name} is ${type} by its content. Allowed: ${allowed?.join(', ')}.`);
}
