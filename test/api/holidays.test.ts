import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  admin = await desk.person('admin');
});
afterAll(() => desk.stop());

const holidays = async (query: string, language = 'fr') =>
  (await admin.client.get(`/holidays?${query}`, { 'Accept-Language': language })).body;

test('the public holidays of a country come in the language of whoever asks', async () => {
  const french = await holidays('country=fr&from=2026&to=2027');
  expect(french).toMatchObject({ country: 'FR', region: null });
  expect(french.data[0]).toEqual({ date: '2026-01-01', name: 'Nouvel An', type: 'public', days: 1 });
  expect(french.data.map(({ date }: { date: string }) => date)).toEqual(
    expect.arrayContaining(['2026-04-06', '2026-05-14', '2026-07-14', '2027-03-29', '2027-12-25']),
  );
  expect((await holidays('country=FR&from=2026&to=2026', 'en')).data[0].name).toBe("New Year's Day");
  // What nobody has translated comes in English.
  expect((await holidays('country=JP&from=2026&to=2026')).data[1].name).toBe('Coming of Age Day');
});

test('its exceptions make a calendar that is closed on them', async () => {
  const { exceptions } = await holidays('country=FR&region=mq&from=2026&to=2028');
  expect(exceptions).toContainEqual({ date: '2026-05-22', name: 'Abolition de l’esclavage', intervals: [] });
  const office = { timeZone: 'America/Martinique', weekly: { fri: [['08:00', '17:00']] }, exceptions };
  const made = await admin.client.put('/calendars/martinique', office, { 'If-None-Match': '*' });
  expect([made.status, made.body.exceptions]).toEqual([201, exceptions]);
});

test('one of several days closes each of them, a half day none; two on a date are one exception', async () => {
  const eid = await holidays('country=SA&from=2027&to=2027');
  expect(eid.data).toContainEqual(expect.objectContaining({ date: '2027-03-09', days: 4 }));
  expect(eid.exceptions.map(({ date }: { date: string }) => date)).toEqual(
    expect.arrayContaining(['09', '10', '11', '12'].map((day) => `2027-03-${day}`)),
  );
  const austria = await holidays('country=AT&from=2027&to=2027&type=bank');
  expect(austria.data).toContainEqual({ date: '2027-12-24', name: 'Veille de Noël', type: 'bank', days: 0 });
  expect(austria.exceptions).toEqual([]);
  // The night on which the clocks change: Easter has 23 hours that year.
  expect((await holidays('country=CH&from=2027&to=2027')).exceptions).toContainEqual(
    expect.objectContaining({ date: '2027-03-28' }),
  );
  const all = await holidays('country=US&from=2026&to=2030&type=public,bank,school,optional,observance');
  const dates = all.exceptions.map(({ date }: { date: string }) => date);
  expect(dates).toEqual([...new Set(dates)].sort());
  expect(all.data.length).toBeGreaterThan(dates.length);
});

test('countries and regions have names', async () => {
  const { data } = (await admin.client.get('/holidays/countries', { 'Accept-Language': 'fr' })).body;
  const germany = data.find(({ code }: { code: string }) => code === 'DE');
  expect(germany.name).toBe('Allemagne');
  expect(germany.regions).toContainEqual({ code: 'BY-A', name: 'Bayern: Stadt Augsburg' });
  for (const { code, regions } of data.filter(({ code }: { code: string }) => ['DE', 'FR', 'GB'].includes(code)))
    for (const region of regions)
      expect([region.code, (await holidays(`country=${code}&region=${region.code}&from=2026&to=2026`)).region]).toEqual(
        [region.code, region.code],
      );
});

test.each([
  ['', 'country', 'required'],
  ['country=France', 'country', 'invalid_format'],
  ['country=XX', 'country', 'unknown'],
  ['country=FR&region=ZZ', 'region', 'unknown'],
  ['country=FR&region=../x', 'region', 'invalid_format'],
  ['country=FR&from=1999', 'from', 'invalid'],
  ['country=FR&from=2027&to=2026', 'to', 'invalid'],
  ['country=FR&from=2026&to=2036', 'to', 'too_long'],
  ['country=FR&type=birthday', 'type', 'invalid_value'],
])('%s is refused at %s', async (query, parameter, code) => {
  const { errors } = await holidays(query);
  expect(errors[0]).toMatchObject({ parameter, code });
});
