import fc from 'fast-check';
import { firstOpen, loudHours, nextAt, openHours } from '../../../channels/notices/hours';
import { NOTICE_KINDS } from '../../../channels/notices/kinds';
import { judge, type Before, type Hearer, type Notice } from '../../../channels/notices/plan';
import { DEFAULT_PREFERENCES, withDefaults, type Preferences } from '../../../channels/notices/preferences';

const at = (text: string) => Date.parse(text);
const noon = at('2026-11-18T12:00:00Z');
const night = at('2026-11-18T23:30:00Z');
const NOTHING: Before = { lastAt: null, lastTicket: null, lastAlertAt: null };

function hearer(preferences: Partial<Preferences> = {}, more: Partial<Hearer> = {}): Hearer {
  return { side: 'desk', timeZone: 'Europe/Paris', preferences: withDefaults(preferences), windows: [], ...more };
}

function notice(more: Partial<Notice> = {}): Notice {
  return { kind: 'commented', ticketId: 'a', createdAt: noon, alert: false, ...more };
}

const ask = (one: Notice, whom: Hearer, before: Before = NOTHING, now = one.createdAt) =>
  judge(one, whom, before, { now, gatherMs: 30_000 });

describe('what a person chose', () => {
  test('mail goes at once, `none` never, a digest at the next hour of her day that she named', () => {
    const { kinds } = DEFAULT_PREFERENCES;
    expect(ask(notice(), hearer())).toEqual({ kind: 'send', digest: false });
    expect(ask(notice(), hearer({ kinds: { ...kinds, commented: 'none' } }))).toMatchObject({ kind: 'skip' });
    const digests = hearer({ kinds: { ...kinds, commented: 'digest' }, digestAt: '07:30' });
    const due = at('2026-11-19T06:30:00Z');
    expect(ask(notice(), digests)).toEqual({ kind: 'later', at: due, gathering: false });
    expect(ask(notice(), digests, NOTHING, due)).toEqual({ kind: 'send', digest: true });
  });

  test('what a person never said is as for everybody; what came with an older release is kept', () => {
    expect(withDefaults(undefined)).toEqual(DEFAULT_PREFERENCES);
    expect(withDefaults({ kinds: { status: 'none' } }).kinds).toEqual({ ...DEFAULT_PREFERENCES.kinds, status: 'none' });
  });

  test('of what no message is made, none is sent', () => {
    expect(ask(notice({ kind: 'toString' }), hearer())).toMatchObject({ kind: 'skip' });
  });
});

describe('quiet hours', () => {
  const office = {
    timeZone: 'Europe/Paris',
    weekly: { thu: [['08:00', '18:00']], fri: [['09:00', '17:00']] },
  } as const;
  const windows = [openHours(office, night), loudHours({ from: '20:00', to: '09:30' }, 'Europe/Paris', night)];

  test('wait for the first instant that both the shift and the person allow', () => {
    expect(ask(notice({ createdAt: night }), hearer({}, { windows }))).toEqual({
      kind: 'later',
      at: at('2026-11-19T08:30:00Z'),
      gathering: false,
    });
  });

  test('do not hold back an escalation', () => {
    const escalated = notice({ kind: 'escalated', createdAt: night });
    expect(ask(escalated, hearer({}, { windows }))).toEqual({ kind: 'send', digest: false });
  });

  test('of a shift that never begins again do not swallow what is to be told', () => {
    const over = [openHours({ timeZone: 'UTC', weekly: {} }, night)];
    expect(ask(notice({ createdAt: night }), hearer({}, { windows: over }))).toMatchObject({ kind: 'send' });
  });

  test('of a day or a night leave the rest of the day, also when clocks change', () => {
    const from = at('2026-03-28T00:00:00Z');
    const [siesta, sleep] = [
      loudHours({ from: '12:00', to: '14:00' }, 'Europe/Paris', from),
      loudHours({ from: '22:00', to: '06:00' }, 'Europe/Paris', from),
    ];
    expect(firstOpen([siesta], at('2026-03-28T11:30:00Z'))).toBe(at('2026-03-28T13:00:00Z'));
    expect(firstOpen([sleep], at('2026-03-29T01:30:00Z'))).toBe(at('2026-03-29T04:00:00Z'));
    expect(nextAt('08:00', 'Europe/Paris', at('2026-03-28T07:00:00Z'))).toBe(at('2026-03-29T06:00:00Z'));
    expect(nextAt('23:59', 'Asia/Kolkata', noon)).toBe(at('2026-11-18T18:29:00Z'));
  });

  test('the first open instant lies in every window, and nothing before it does', () => {
    const window = fc
      .uniqueArray(fc.nat(100), { minLength: 2, maxLength: 12 })
      .map((edges) => edges.sort((a, b) => a - b))
      .map((edges) => edges.flatMap((edge, i) => (i % 2 ? [[edges[i - 1] ?? 0, edge] as const] : [])))
      .map((intervals) => ({ id: 'w', version: 1, from: 0, until: 100, intervals }));
    fc.assert(
      fc.property(fc.array(window, { maxLength: 3 }), fc.nat(100), (windows, start) => {
        const open = (t: number) => windows.every(({ intervals }) => intervals.some(([a, b]) => a <= t && t < b));
        const instants = Array.from({ length: 101 - start }, (_, i) => start + i);
        expect(firstOpen(windows, start)).toBe(instants.find(open) ?? null);
      }),
    );
  });
});

describe('bursts', () => {
  const seconds = (n: number) => noon + n * 1_000;

  test('a requester is told at once, whatever she was told before', () => {
    const before = { lastAt: noon, lastTicket: 'b', lastAlertAt: noon };
    expect(ask(notice({ alert: true }), hearer({}, { side: 'requester' }), before)).toMatchObject({ kind: 'send' });
  });

  test('at the desk what follows upon a message of another ticket waits for what comes with it', () => {
    const before = { lastAt: seconds(-10), lastTicket: 'b', lastAlertAt: null };
    expect(ask(notice(), hearer(), before)).toEqual({ kind: 'later', at: seconds(20), gathering: true });
    expect(ask(notice({ ticketId: 'b' }), hearer(), before)).toMatchObject({ kind: 'send' });
    expect(ask(notice(), hearer(), before, seconds(20))).toMatchObject({ kind: 'send' });
  });

  test('alerts wait from the first on, and in a storm for minutes', () => {
    const alert = notice({ alert: true, kind: 'escalated' });
    expect(ask(alert, hearer())).toEqual({ kind: 'later', at: seconds(30), gathering: true });
    const storm = { lastAt: seconds(-10), lastTicket: 'b', lastAlertAt: seconds(-10) };
    expect(ask(alert, hearer(), storm, seconds(40))).toEqual({ kind: 'later', at: seconds(290), gathering: true });
  });

  test('whatever is put off is told in the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NOTICE_KINDS),
        fc.boolean(),
        fc.constantFrom('desk', 'requester'),
        fc.option(fc.integer({ min: -3_600, max: 0 })),
        (kind, alert, side, last) => {
          const lastAt = last === null ? null : seconds(last);
          const before = { lastAt, lastTicket: 'z', lastAlertAt: lastAt };
          const windows = [loudHours({ from: '11:00', to: '15:00' }, 'Europe/Paris', noon)];
          const one = notice({ kind, alert });
          let now = noon;
          for (let times = 0; times < 5; times++) {
            const verdict = ask(one, hearer({}, { side, windows }), before, now);
            if (verdict.kind !== 'later') return expect(verdict.kind).toBe('send');
            expect(verdict.at).toBeGreaterThan(now);
            now = verdict.at;
          }
          throw new Error(`${kind} is put off for ever`);
        },
      ),
    );
  });
});
