import { listCountries, listHolidays } from '../holidays';
import { requireDesk } from '../require';
import { route, type Route } from '../route';
import { countryList, holidayList, holidayQuery } from '../schemas/holidays';

const tag = 'Configuration';

export const holidayRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/holidays',
    tag,
    summary: 'Holidays of a country, and the exceptions that close a calendar on them',
    query: holidayQuery,
    answers: { 200: holidayList },
    allow: requireDesk('read', 'Config'),
    handle: async ({ query, locale }) => ({ status: 200, body: await listHolidays(query, locale) }),
  }),
  route({
    method: 'get',
    path: '/holidays/countries',
    tag,
    summary: 'Countries and regions whose holidays are known',
    answers: { 200: countryList },
    allow: requireDesk('read', 'Config'),
    handle: async ({ locale }) => ({ status: 200, body: await listCountries(locale) }),
  }),
];
