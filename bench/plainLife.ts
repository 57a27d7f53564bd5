import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchDesk } from './desk';

/** Open, accept, two comments, resolve, survey answered, closed. @returns the length of its history until it is closed */
export async function measurePlainLife(desk: BenchDesk): Promise<{ events: number; bytes: number }> {
  const key = await desk.openTicket({ fields: { bench: 'life' } });
  await desk.waitUntilTriaged(key);
  await desk.command(key, 'accept', {});
  await desk.command(key, 'comments', { body: 'We are looking into it.' });
  await desk.command(key, 'comments', { body: 'It was the mailbox; it is larger now.' });
  await desk.command(key, 'resolve', { resolution: 'done' });
  await desk.answerSurvey(key, 5);
  while ((await desk.status(key)) !== 'closed') await sleep(100);
  return desk.historyOf(key);
}
