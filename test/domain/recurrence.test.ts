import { findRecurring, type Incident, type KnownCause, type RecurrenceWays } from '../../workflows/domain/recurrence';
import { groupSubjects, tellingWords } from '../../workflows/domain/subjects';
import { fold } from '../../prisma/search';

const words = (subject: string) => tellingWords(fold(subject));

describe('Subjects', () => {
  const grouped = (...subjects: string[]) => {
    const leaders = groupSubjects(
      subjects.map((subject, at) => ({ id: String(at), words: words(subject) })),
      0.5,
    );
    return subjects.map((_, at) => leaders.get(String(at)) ?? null);
  };

  test.each([
    ['Bonjour, URGENT : l’imprimante du 2e étage ne marche plus !', 'imprimante etage'],
    ['RE: TR: Réseau très lent (bât. 12)', 'reseau tres lent bat'],
    ['Please help, my printer isn’t working', 'printer'],
    ['500', ''],
    ['Problème', ''],
  ])('%s says: %s', (subject, left) => {
    expect(words(subject)).toBe(left);
  });

  test('are alike but for accents, case, order, numbers, plurals and what every subject has', () => {
    expect(
      grouped(
        'Imprimante bloquée au 2e étage',
        'IMPRIMANTE BLOQUEE',
        'Les imprimantes sont bloquées (salle 311)',
        'Bonjour, étage 3 : imprimante bloquée',
        'Bourrage de l’imprimante',
        'Le réseau est lent',
        'Excel ne marche pas',
        'Outlook ne marche pas',
        'Panne',
        'Problème',
      ),
    ).toEqual(['0', '0', '0', '0', '4', '5', '6', '7', null, null]);
  });

  test('are compared with few others, though all have a word in common', () => {
    const letters = (n: number) =>
      [...n.toString(36)].map((one) => String.fromCharCode(97 + (parseInt(one, 36) % 26))).join('');
    const many = Array.from(
      { length: 5_000 },
      (_, at) => `dossier ${letters(at * 7_919_777)} ${letters(at * 104_729_333)}`,
    );
    const every = groupSubjects(
      [...many, ...many].map((one, at) => ({ id: String(at), words: one })),
      0.7,
    );
    // Each comes twice, and finds the one that it is.
    expect(many.filter((_, at) => every.get(String(at)) !== every.get(String(at + 5_000)))).toEqual([]);
    expect(new Set(every.values()).size).toBeGreaterThan(4_000);
  });
});

describe('What recurs', () => {
  const WAYS: RecurrenceWays = {
    fingerprint: { tickets: 3 },
    field: { tickets: 3, requesters: 2, fields: ['site'] },
    subject: { tickets: 3, requesters: 2, likeness: 0.5 },
    tag: { tickets: 3, requesters: 2, ignore: ['vip'] },
  };
  const incident = (id: string, more: Partial<Incident> = {}): Incident => ({
    ...{ id, requester: id, fingerprint: null, tags: [], fields: {}, words: '' },
    ...more,
  });
  const three = (more: (id: string) => Partial<Incident>) => ['a', 'b', 'c'].map((id) => incident(id, more(id)));
  const found = (incidents: readonly Incident[], known: readonly KnownCause[] = []) =>
    findRecurring(incidents, WAYS, known).map(({ way, cause, tickets, effect }) => [
      way,
      cause,
      tickets.map(({ id }) => id).join(''),
      effect,
    ]);

  test.each([
    [
      'a fingerprint, from one requester',
      three(() => ({ fingerprint: 'disk', requester: 'r' })),
      'fingerprint',
      'disk',
    ],
    ['a field', three(() => ({ fields: { site: 'Lyon' } })), 'field', 'site=Lyon'],
    ['subjects', three(() => ({ words: 'imprimante' })), 'subject', 'a'],
    ['a tag', three(() => ({ tags: ['vpn', 'vip', 'vpn'] })), 'tag', 'vpn'],
  ])('is found by %s', (_, incidents, way, cause) => {
    expect(found(incidents)).toEqual([[way, cause, 'abc', 'proposed']]);
    expect(found(incidents.slice(1))).toEqual([]);
  });

  test('is nothing if all of it is one person’s', () => {
    expect(found(three(() => ({ words: 'imprimante', tags: ['vpn'], requester: 'r' })))).toEqual([]);
  });

  test('counts each ticket once, for the surest way', () => {
    expect(found(three(() => ({ fingerprint: 'disk', words: 'disk full', tags: ['disk', 'storage'] })))).toEqual([
      ['fingerprint', 'disk', 'abc', 'proposed'],
    ]);
    const four = [...three(() => ({ words: 'vpn', tags: ['vpn'] })), incident('d', { tags: ['vpn'] })];
    expect(found(four)).toEqual([['subject', 'a', 'abc', 'proposed']]);
  });

  test('joins what is proposed, however few; and is not heard of while it is to be quiet', () => {
    const known = (state: KnownCause['state']): KnownCause[] => [
      { way: 'subject', cause: 'old', words: 'imprimante bloquee', state },
    ];
    const more = [incident('d', { words: 'imprimantes bloquees' })];
    expect(found(more, known('open'))).toEqual([['subject', 'old', 'd', 'joins']]);
    const many = three((id) => ({ words: `imprimante bloquee ${id === 'a' ? 'etage' : ''}`.trim(), tags: ['print'] }));
    expect(found(many, known('quiet'))).toEqual([['subject', 'old', 'abc', 'quiet']]);
    expect(found(many, known('over'))).toEqual([['subject', 'old', 'abc', 'proposed']]);
  });
});
