import type { Answer } from '../stack/deskCaller';
import { uuidAt } from '../api/random';
import { insist, type Request } from './client';
import type { Fault, Scene } from './fault';
import type { Act, Deed } from './journal';

const TIMES = 10;
const ROUNDS = 8;

/** Each request is sent ten times at once under one key, by a client that trusts nobody. */
export const duplicatesFault: Fault = {
  name: 'duplicates',
  title: 'Every request ten times at once',
  needs: 'desk',
  people: false,
  run: async (scene) => {
    const misses: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const subject = { subject: `Demande de compte (round ${round} ${scene.random.hex(8)})` };
      const opened = await tenTimes(scene, 'open', null, '/tickets', subject, misses);
      if (opened === null) continue;
      const say = (deed: Deed, path: string, body: unknown) =>
        tenTimes(scene, deed, opened, `/tickets/${opened}${path}`, body, misses);
      await say('accept', '/accept', undefined);
      await say('comment', '/comments', { body: `Words ${scene.random.hex(12)}`, visibility: 'public' });
      await say('pend', '/pend', { reason: 'vendor' });
      await say('resume', '/resume', undefined);
      await say('resolve', '/resolve', { resolution: 'done' });
      await say('reopen', '/reopen', undefined);
    }
    return { returns: [], misses, notes: [] };
  },
};

/** @returns key of the ticket; null: there was no answer */
async function tenTimes(
  { rig, journal, random }: Scene,
  deed: Deed,
  ticket: string | null,
  path: string,
  body: unknown,
  misses: string[],
): Promise<string | null> {
  const text = deed === 'open' ? (body as { subject: string }).subject : (body as { body?: string } | undefined)?.body;
  const act: Act = { deed, ticket, id: uuidAt(Date.now(), random), ...(text !== undefined && { text }) };
  const request: Request = { role: deed === 'open' ? 'requester' : 'agent', method: 'POST', path, body };
  const first = Array.from({ length: TIMES }, () =>
    rig.call(request.role, 'POST', path, body, act.id).catch(() => null),
  );
  const answers = (await Promise.all(first)).filter((answer): answer is Answer => answer !== null);
  for (const { status } of answers) journal.see(status);
  const last = await insist(rig, journal, act, request);
  const done = answers.filter(({ status }) => status === 200 || status === 201);
  const bodies = new Set([...done, ...(last ? [last] : [])].map((answer) => JSON.stringify(answer.body)));
  if (bodies.size > 1) misses.push(`${deed} of ${String(ticket)} under ${act.id} was answered in ${bodies.size} ways`);
  const odd = answers.filter(
    (answer) => ![200, 201, 202, 503].includes(answer.status) && answer.body.code !== 'idempotency_in_flight',
  );
  for (const { status, body: said } of odd)
    misses.push(`${deed} of ${String(ticket)}: ${status} ${JSON.stringify(said)}`);
  if (!last) return null;
  return ticket ?? String(last.body.key);
}
