import type { Request, Response } from 'express';
import { readJsonBody, withinPatience } from './body';

/** Bytes of a body that comes from monitoring at most: it puts all that happens at once into one. */
export const MOST_BULKY_BYTES = 4 * 1024 * 1024;

const readJson = readJsonBody(MOST_BULKY_BYTES);

/**
 * Reads a large body of JSON into `req.body`. What cannot be stored is replaced: monitoring does not send again what was
 * refused, and a broken character is no reason to lose an alert.
 * @param patienceMs within which it must have come
 * @throws Problem 400, 408, 413, 415
 */
export async function readBulkyBody(req: Request, res: Response, patienceMs: number): Promise<void> {
  await new Promise<void>((done, failed) => {
    const next = (error?: unknown) =>
      error === undefined ? done() : failed(error instanceof Error ? error : new Error('the body could not be read'));
    void readJson(req, res, withinPatience(req, res, patienceMs, next));
  });
  req.body = mend(req.body as unknown);
}

/** The same without U+0000 and halves of surrogate pairs. Not recursive, so that no nesting overflows the stack. */
function mend(body: unknown): unknown {
  const whole: Record<string, unknown> = { body };
  const rest: object[] = [whole];
  for (let holder = rest.pop(); holder; holder = rest.pop()) {
    for (const [name, value] of Object.entries(holder) as [string, unknown][]) {
      const sound = soundText(name);
      if (sound !== name) Reflect.deleteProperty(holder, name);
      if (typeof value === 'string' || sound !== name) Reflect.set(holder, sound, soundValue(value));
      if (typeof value === 'object' && value !== null) rest.push(value);
    }
  }
  return whole.body;
}

function soundValue(value: unknown): unknown {
  return typeof value === 'string' ? soundText(value) : value;
}

function soundText(text: string): string {
  return text.isWellFormed() && !text.includes('\u0000') ? text : text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
