import { hashSecret, makeApiKey, parseBearer, verifySecret } from '../../prisma/apiKeys';
import { openDatabase, type PrismaClient } from '../../prisma/client';
import { putDocument, currentDocument, deleteDocument } from '../../prisma/documents';
import { migrate } from '../../prisma/migrate';
import { verifyPassword } from '../../prisma/passwords';
import { seedDemo } from '../../prisma/seed';
import { setUpDatabase, signingSecret } from '../../prisma/setup';
import { createEmptyTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
let prisma: PrismaClient;
beforeEach(async () => {
  base = await createEmptyTestDatabase();
  await migrate(base.url);
  prisma = base.database.prisma;
});
afterEach(() => base.drop());

/** All that set-up and seed write, as it stands. */
async function contents() {
  const [users, apiKeys, teams, documents, settings, memberships] = await Promise.all([
    prisma.user.findMany({ orderBy: { id: 'asc' } }),
    prisma.apiKey.findMany({ orderBy: { id: 'asc' } }),
    prisma.team.findMany({ orderBy: { id: 'asc' } }),
    prisma.document.findMany({ orderBy: [{ kind: 'asc' }, { id: 'asc' }, { version: 'asc' }] }),
    prisma.setting.findMany({ orderBy: { name: 'asc' } }),
    prisma.membership.findMany({ orderBy: [{ teamId: 'asc' }, { userId: 'asc' }] }),
  ]);
  return { users, apiKeys, teams, documents, settings, memberships };
}

describe('set-up', () => {
  test('makes an administrator with the given key, a team, the default documents and a secret', async () => {
    await setUpDatabase(prisma, { adminKey: 'any sixteen chars'.replaceAll(' ', '-') });
    const { users, apiKeys, teams, documents } = await contents();
    expect(users).toMatchObject([{ email: 'admin@guichet.local', role: 'admin', active: true }]);
    expect(apiKeys).toMatchObject([{ id: 'admin', userId: users[0]?.id }]);
    const parts = parseBearer('any-sixteen-chars');
    expect(parts).toEqual({ id: 'admin', secret: 'any-sixteen-chars' });
    expect(verifySecret('any-sixteen-chars', apiKeys[0]?.secretHash ?? new Uint8Array())).toBe(true);
    expect(verifySecret('any-sixteen-charz', apiKeys[0]?.secretHash ?? new Uint8Array())).toBe(false);
    expect(teams.map((team) => team.id)).toEqual(['desk']);
    expect(documents.map(({ kind, id }) => `${kind}/${id}`)).toEqual([
      'calendar/always',
      'mailPolicy/default',
      'matrix/default',
      'policy/alert',
      'policy/incident',
      'policy/request',
      'policy/survey-follow-up',
      'problemDetection/default',
      'triageRules/default',
    ]);
    expect((await signingSecret(prisma)).length).toBeGreaterThanOrEqual(32);
  });

  test('repeated, and by many at once, changes nothing', async () => {
    const second = openDatabase(base.url);
    const both = [prisma, second.prisma];
    try {
      const adminKey = 'sixteen-characters-or-more';
      await Promise.all(Array.from({ length: 8 }, (_, n) => setUpDatabase(both[n % 2] ?? prisma, { adminKey })));
      const before = await contents();
      expect(before.users).toHaveLength(1);
      await setUpDatabase(prisma, { adminKey: 'another-key-at-a-later-start' });
      await setUpDatabase(prisma);
      expect(await contents()).toEqual(before);
    } finally {
      await second.close();
    }
  });

  test('leaves what an administrator has changed or deleted', async () => {
    await setUpDatabase(prisma);
    const policy = await currentDocument(prisma, 'policy', 'alert');
    if (!policy) throw new Error('no policy');
    const document = { ...policy.document, name: 'Mine' };
    await putDocument(prisma, { kind: 'policy', id: 'alert', document, expectedVersion: 1, by: null });
    await deleteDocument(prisma, 'policy', 'request', 1);
    await setUpDatabase(prisma);
    expect(await currentDocument(prisma, 'policy', 'alert')).toMatchObject({ version: 2, document: { name: 'Mine' } });
    expect(await currentDocument(prisma, 'policy', 'request')).toBeNull();
  });

  test('takes a given secret, also a new one, and keeps it otherwise', async () => {
    await expect(signingSecret(prisma)).rejects.toThrow('guichet migrate');
    await setUpDatabase(prisma, { secret: 'a'.repeat(32) });
    await setUpDatabase(prisma);
    expect(await signingSecret(prisma)).toBe('a'.repeat(32));
    await setUpDatabase(prisma, { secret: 'b'.repeat(32) });
    expect(await signingSecret(prisma)).toBe('b'.repeat(32));
  });

  test.each(['fifteen-charact', 'with a space in it', 'àccents-cannot-travel-in-headers'])(
    'refuses the key %p',
    async (key) => {
      await expect(setUpDatabase(prisma, { adminKey: key })).rejects.toThrow(RangeError);
      expect(await prisma.user.count()).toBe(0);
    },
  );
});

describe('demonstration', () => {
  test('has three teams, a dozen agents, and a key for each role that works; once', async () => {
    await setUpDatabase(prisma);
    const [first, ...others] = await Promise.all([seedDemo(prisma), seedDemo(prisma), seedDemo(prisma)]).then((all) =>
      all.sort((a, b) => b.keys.length - a.keys.length),
    );
    expect(others).toEqual([{ keys: [] }, { keys: [] }]);
    expect(first?.keys.map((key) => key.role).sort()).toEqual(['admin', 'agent', 'lead', 'requester', 'service']);
    for (const { secret, role, email, password } of first?.keys ?? []) {
      const parts = parseBearer(secret);
      const row = await prisma.apiKey.findUniqueOrThrow({ where: { id: parts?.id ?? '' }, include: { user: true } });
      expect(verifySecret(parts?.secret ?? '', row.secretHash)).toBe(true);
      expect(row.user?.role ?? 'service').toBe(role);
      expect(row.user?.email ?? '').toBe(email);
      const kept = row.userId === null ? null : await prisma.password.findUnique({ where: { userId: row.userId } });
      expect([role, password === undefined]).toEqual([role, role === 'service']);
      if (password !== undefined) expect(await verifyPassword(password, kept?.hash ?? '')).toBe(true);
    }
    const before = await contents();
    expect(before.teams.map((team) => team.name).sort()).toEqual([
      'Accès',
      'Infrastructure',
      'Messagerie',
      'Service desk',
    ]);
    expect(before.users.filter((user) => user.role === 'agent' || user.role === 'lead')).toHaveLength(12);
    await setUpDatabase(prisma);
    expect(await contents()).toEqual(before);
  });
});

describe('API keys', () => {
  test('are found by their id and known by the hash of their secret', () => {
    const { id, secret, bearer, hash } = makeApiKey();
    expect(parseBearer(bearer)).toEqual({ id, secret });
    expect(hash).toEqual(hashSecret(secret));
    expect(verifySecret(secret, hash)).toBe(true);
    expect(verifySecret(`${secret}0`, hash)).toBe(false);
    expect(verifySecret(secret, hash.subarray(1))).toBe(false);
    expect(makeApiKey().bearer).not.toBe(bearer);
  });

  test.each(['', 'short', 'x'.repeat(513)])('%p is no key', (value) => {
    expect(parseBearer(value)).toBeNull();
  });
});

describe('documents', () => {
  const calendar = { timeZone: 'UTC', weekly: {} };
  const put = (expectedVersion: number | null, timeZone = 'UTC') =>
    putDocument(prisma, { kind: 'calendar', id: 'c', document: { ...calendar, timeZone }, expectedVersion, by: 'me' });

  test('an edit adds a version and keeps the old one; a deletion keeps all', async () => {
    expect(await put(null)).toMatchObject({ outcome: 'stored', stored: { version: 1, createdBy: 'me' } });
    expect(await put(1, 'Europe/Paris')).toMatchObject({ outcome: 'stored', stored: { version: 2 } });
    expect(await currentDocument(prisma, 'calendar', 'c')).toMatchObject({ document: { timeZone: 'Europe/Paris' } });
    expect(await deleteDocument(prisma, 'calendar', 'c', 1)).toEqual({ outcome: 'conflict', currentVersion: 2 });
    expect(await deleteDocument(prisma, 'calendar', 'c', 2)).toEqual({ outcome: 'deleted' });
    expect(await currentDocument(prisma, 'calendar', 'c')).toBeNull();
    expect(await put(2)).toEqual({ outcome: 'conflict', currentVersion: null });
    // A new one goes on counting, so that a version never means two things.
    expect(await put(null)).toMatchObject({ outcome: 'stored', stored: { version: 3 } });
    expect(await prisma.document.count()).toBe(3);
  });

  test.each([
    ['creating what is there', null, 1],
    ['replacing an older version', 7, 1],
  ])('%s is a conflict that names the current version', async (_what, expected, currentVersion) => {
    await put(null);
    expect(await put(expected)).toEqual({ outcome: 'conflict', currentVersion });
    expect(await prisma.document.count()).toBe(1);
  });

  test('of many who write at once on the same version, one does', async () => {
    for (const expected of [null, 1]) {
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => put(expected)));
      expect(outcomes.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
    }
    expect(await prisma.document.count()).toBe(2);
  });
});
