import type { DocumentBodies } from '../../prisma/documents';
import { faultsOf, type Expression } from '../alerts/language';
import { pointerTo } from '../faults';
import type { Resource } from '../resourceKind';
import { alertSource } from '../schemas/alerts';
import { listOfStored, missingPeople, missingTeams, storedAs } from './stored';

type Body = DocumentBodies['alertSource'];

/** How alerts are read, grouped and routed. */
export const alertSources: Resource<Body> = {
  name: 'alert source',
  path: '/alert-sources/{id}',
  subject: 'Triage',
  body: alertSource,
  ...storedAs('alertSource'),
  ...listOfStored('alertSource'),
  check: async (tx, body) => {
    const teams = body.rules.flatMap(({ set }, index) =>
      set?.team === undefined ? [] : [{ pointer: `/rules/${index}/set/team`, id: set.team }],
    );
    const people = body.requester === undefined ? [] : [{ pointer: '/requester', id: body.requester }];
    const faults = faultsOf(expressionsOf(body));
    return [...faults, ...(await missingTeams(tx, teams)), ...(await missingPeople(tx, people))];
  },
  // Alerts that still come are read as usual, or refused.
  usedBy: () => Promise.resolve([]),
};

function expressionsOf({ read, rules, ...body }: Body): Expression[] {
  const early = (
    name: 'alerts' | 'fingerprint' | 'firing' | 'startsAt',
    answers: Expression['answers'],
  ): Expression => ({
    ...{ pointer: `/read/${name}`, text: read?.[name], answers, early: true },
  });
  const each = (path: readonly string[], record: Readonly<Record<string, string>> = {}, rest: object = {}) =>
    Object.entries(record).map(([name, text]): Expression => ({
      pointer: pointerTo([...path, name]),
      text,
      answers: 'any',
      ...rest,
    }));
  return [
    early('alerts', 'list'),
    early('fingerprint', 'any'),
    early('firing', 'bool'),
    early('startsAt', 'any'),
    ...each(['read', 'labels'], read?.labels, { early: true }),
    ...each(['read', 'annotations'], read?.annotations, { early: true }),
    ...(['group', 'subject', 'description'] as const).map((name): Expression => ({
      pointer: `/${name}`,
      text: body[name],
      answers: 'any',
    })),
    ...rules.flatMap(({ when, set }, index): Expression[] => [
      { pointer: `/rules/${index}/when`, text: when, answers: 'bool' },
      ...each(['rules', String(index), 'set', 'fields'], set?.fields),
    ]),
  ];
}
