/**
 * Lists at a fixed rate of arrivals against a running desk, for those who have k6 (https://k6.io):
 *
 *   k6 run -e DESK=http://localhost:3000/api/v1 -e KEY=gk_… bench/lists.k6.js
 *   RATE (200 a second), SECONDS (30) and Q (a word that is in a few tickets) may be set likewise.
 *
 * `npm run bench -- api` measures the same without k6, on tickets of its own making.
 */
import http from 'k6/http';
import { check } from 'k6';

const { DESK = 'http://localhost:3000/api/v1', KEY, RATE = '200', SECONDS = '30', Q = 'imprimante' } = __ENV;

const LISTS = {
  newest: '',
  updated: 'sort=-updatedAt',
  urgent: 'status=new,open,pending&sort=-priority',
  due: 'dueBefore=@tomorrow&sort=nextDueAt',
  unassigned: 'view=unassigned',
  breached: 'breached=true',
  recent: 'createdAfter=-P7D',
  short: 'fields=key,subject,status',
  search: `q=${encodeURIComponent(Q)}`,
};

const names = Object.keys(LISTS);

export const options = {
  // One kind of list after the other, so that a slow one does not show in the figures of the others.
  scenarios: Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        executor: 'constant-arrival-rate',
        rate: Number(RATE),
        timeUnit: '1s',
        duration: `${SECONDS}s`,
        startTime: `${index * (Number(SECONDS) + 2)}s`,
        preAllocatedVUs: 50,
        maxVUs: 500,
        env: { LIST: name },
      },
    ]),
  ),
  thresholds: Object.fromEntries(
    names.flatMap((name) => [
      [`http_req_duration{scenario:${name}}`, ['p(99)<=20']],
      [`checks{scenario:${name}}`, ['rate==1']],
    ]),
  ),
};

export default function () {
  const answer = http.get(`${DESK}/tickets?${LISTS[__ENV.LIST]}`, { headers: { Authorization: `Bearer ${KEY}` } });
  check(answer, { 'is a page': ({ status }) => status === 200 });
}
