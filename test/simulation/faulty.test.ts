import { rehearseAnything } from '../../api/simulate';
import { FAULTY, wholeDocument } from './faulty';
import { stepOf } from './rehearsals';

it('the document from which the faulty ones are made is whole', () => {
  expect(rehearseAnything(wholeDocument())).toMatchObject({ ok: true });
});

describe('A rehearsal refuses', () => {
  it.each(FAULTY)('$name: $pointer', ({ document, pointer, code }) => {
    // As it comes over the wire: members that are undefined are not there.
    const rehearsed = rehearseAnything(JSON.parse(JSON.stringify(document)));
    const first = rehearsed.ok ? null : rehearsed.errors[0];
    expect(first).toMatchObject({ pointer, ...(code && { code }) });
    expect(first?.message.length).toBeGreaterThan(5);
  });
});

describe('Nobody can keep a process busy', () => {
  const day = Array.from({ length: 24 }, (_, hour) => [`${pad(hour)}:00`, `${pad(hour)}:30`]);
  const busy = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  const { calendars } = wholeDocument();

  const expectRefused = (document: object, pointer: string) => {
    // What is not refused keeps the process busy until the test's time is up.
    const rehearsed = rehearseAnything({ ...wholeDocument(), ...document });
    expect(rehearsed).toMatchObject({ ok: false, errors: [{ pointer, code: 'too_long' }] });
  };

  it('with a rehearsal of thousands of years', () => {
    const office = { timeZone: 'America/New_York', weekly: busy };
    expectRefused({ calendars: { office }, until: '9999-12-31T00:00:00Z' }, '/calendars/office');
  });

  it('with a target of thousands of years', () => {
    const clocks = { resolution: { targets: { high: 'PT99999999H' } } };
    expectRefused({ policy: { calendar: 'office', clocks } }, '/calendars/office');
  });

  it('with a script of thousands of steps', () => {
    const steps = Array.from({ length: 1_001 }, () => stepOf('2026-03-02 09:00 comment agent'));
    expectRefused({ script: [...wholeDocument().script, ...steps] }, '/script');
  });

  it('with a few steps of which each makes hundreds of things happen', () => {
    const always = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name) => [name, [['00:00', '24:00']]]);
    const target = { targets: { critical: 'PT1S', high: 'PT9000H' } };
    const policy = {
      calendar: 'always',
      clocks: { firstResponse: target, nextReply: target, resolution: target },
      warnings: Array.from({ length: 99 }, (_, index) => index + 1),
    };
    const steps = Array.from({ length: 400 }, (_, index) =>
      stepOf(`2026-03-02 09:00 reclassify ${index % 2 === 0 ? 'high' : 'critical'}`),
    ).map((step, index) => ({ ...step, at: new Date(Date.UTC(2026, 2, 2, 9, index)).toISOString() }));
    expectRefused(
      {
        calendars: { ...calendars, always: { timeZone: 'UTC', weekly: Object.fromEntries(always) as object } },
        policy,
        script: [...wholeDocument().script.slice(0, 1), ...steps],
      },
      '/script',
    );
  });
});

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
