import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OperatorError } from '../../cli/operatorError';
import { readSettings, TEMPORAL_VARIABLE_NAMES, VARIABLE_NAMES } from '../../cli/settings';
import { describeAllowed } from '../../cli/webhookSettings';

test('nothing set: embedded servers, port 3000, the data folder beside the caller', () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    dataFolder: resolve('.guichet'),
    databaseUrl: null,
    temporal: null,
    namespace: 'default',
    alarmSpreadMs: 60_000,
    demo: undefined,
    logLevel: 'info',
  });
});

test('an empty variable is an absent one', () => {
  const empty = Object.fromEntries([...VARIABLE_NAMES, ...TEMPORAL_VARIABLE_NAMES].map((name) => [name, '']));
  expect(readSettings(empty)).toEqual(readSettings({}));
});

test('each value reaches its setting', () => {
  expect(
    readSettings({
      PORT: '8080',
      GUICHET_DATA: '/srv/desk',
      GUICHET_ADMIN_KEY: 'a-long-enough-key',
      GUICHET_SECRET: 's'.repeat(32),
      GUICHET_DEMO: '0',
      GUICHET_RATE_LIMIT: '0',
      GUICHET_TRUSTED_PROXIES: '1',
      GUICHET_CORS_ORIGINS: 'https://a.example, http://b.example:8080',
      GUICHET_MAX_REQUESTS: '50',
      GUICHET_ALARM_SPREAD: '5',
      GUICHET_ROLL_AT_EVENTS: '30',
      GUICHET_PUBLIC_URL: 'https://desk.example/',
      GUICHET_HEALTH_PORT: '3001',
      GUICHET_METRICS_PORT: '9464',
      GUICHET_BUILD_ID: '0.2.0+4',
      GUICHET_LOG_LEVEL: 'warn',
      DATABASE_URL: 'postgresql://u:p@db/guichet',
      TEMPORAL_UI_URL: 'http://ui:8080/',
      GUICHET_SESSION_IDLE: '30',
      GUICHET_SESSION_LIFE: '8',
      GUICHET_OIDC_ISSUER: 'https://id.example/realms/town',
      GUICHET_OIDC_CLIENT_ID: 'desk',
      GUICHET_OIDC_CLIENT_SECRET: 'secret',
      GUICHET_OIDC_CREATE: 'requester',
      SMTP_URL: 'smtp://mail',
      GUICHET_NOTICE_GATHER: '120',
    }),
  ).toMatchObject({
    port: 8080,
    dataFolder: '/srv/desk',
    adminKey: 'a-long-enough-key',
    secret: 's'.repeat(32),
    demo: false,
    rateLimit: 0,
    trustedProxies: 1,
    workerMetrics: { host: '127.0.0.1', port: 9464 },
    build: { deploymentName: 'guichet', buildId: '0.2.0+4' },
    corsOrigins: ['https://a.example', 'http://b.example:8080'],
    capacity: { requests: 50 },
    alarmSpreadMs: 5_000,
    rollAtEvents: 30,
    publicUrl: 'https://desk.example',
    healthPort: 3001,
    logLevel: 'warn',
    databaseUrl: 'postgresql://u:p@db/guichet',
    temporalUiUrl: 'http://ui:8080',
    session: { idleMs: 1_800_000, lifeMs: 28_800_000 },
    oidc: {
      issuer: 'https://id.example/realms/town',
      clientId: 'desk',
      clientSecret: 'secret',
      createRequesters: true,
    },
    mail: { to: { smtpUrl: 'smtp://mail' }, domain: 'desk.example', takesReplies: false },
    gatherMs: 120_000,
  });
});

test.each([
  ['PORT', '70000', /^PORT must be a port .* not "70000"\.$/],
  ['PORT', '3e3', /^PORT must be a port/],
  ['GUICHET_RATE_LIMIT', '-1', /^GUICHET_RATE_LIMIT must be requests a minute/],
  ['GUICHET_TRUSTED_PROXIES', 'nginx', /^GUICHET_TRUSTED_PROXIES must be the number of proxies/],
  ['GUICHET_CORS_ORIGINS', '*', /^GUICHET_CORS_ORIGINS must be sites such as/],
  ['GUICHET_CORS_ORIGINS', 'https://a.example, https://b.example/x', /^GUICHET_CORS_ORIGINS must be sites such as/],
  ['GUICHET_MAX_REQUESTS', '0', /^GUICHET_MAX_REQUESTS must be requests that a process serves/],
  ['GUICHET_ALARM_SPREAD', '1m', /^GUICHET_ALARM_SPREAD must be seconds/],
  ['GUICHET_CACHED_TICKETS', '0', /^GUICHET_CACHED_TICKETS must be a number of tickets/],
  ['GUICHET_ALARM_RATE', 'many', /^GUICHET_ALARM_RATE must be a number a second/],
  ['GUICHET_NOTICE_GATHER', '3601', /^GUICHET_NOTICE_GATHER must be seconds, from 0 to 3600/],
  ['GUICHET_DEMO', 'yes', /^GUICHET_DEMO must be 0 or 1, not "yes"\.$/],
  ['GUICHET_PUBLIC_URL', 'desk.example', /^GUICHET_PUBLIC_URL must be an http or https address/],
  ['GUICHET_LOG_LEVEL', 'loud', /^GUICHET_LOG_LEVEL must be trace, debug/],
  ['GUICHET_BUILD_ID', 'of today', /^GUICHET_BUILD_ID must be up to 100 letters, digits and/],
  ['GUICHET_DEPLOYMENT', 'a.b', /^GUICHET_DEPLOYMENT must be up to 100 letters, digits and/],
  ['GUICHET_SESSION_IDLE', '0', /^GUICHET_SESSION_IDLE must be minutes/],
  ['GUICHET_OIDC_ISSUER', 'http://id.example', /^GUICHET_OIDC_ISSUER must be the https address/],
  ['GUICHET_OIDC_ISSUER', 'https://id.example', /^GUICHET_OIDC_CLIENT_ID is not set, but other/],
  ['GUICHET_OIDC_CREATE', 'requester', /^GUICHET_OIDC_ISSUER is not set, but other/],
  ['GUICHET_OIDC_CREATE', 'admin', /^GUICHET_OIDC_CREATE must be requester/],
  ['DATABASE_URL', 'mysql://host/db', /^DATABASE_URL must be a PostgreSQL address/],
  ['IMAP_URL', 'imap://desk@mail.example?starttls=maybe', /^IMAP_URL must be .* always or never/],
  ['IMAP_URL', 'imaps://desk@mail.example?starttls=never', /^IMAP_URL must be .* always or never/],
  ['GUICHET_IMAP_CA', '/nowhere/ca.pem', /^GUICHET_IMAP_CA must be a file .* not "\/nowhere\/ca.pem"\.$/],
  ['GUICHET_IMAP_CA', __filename, /^GUICHET_IMAP_CA must be a file/],
  ['TEMPORAL_CONFIG_FILE', '/nowhere/temporal.toml', /^The TEMPORAL_… settings cannot be used: .*ENOENT/],
  ['TEMPORAL_PROFILE', 'nosuch', /^The TEMPORAL_… settings cannot be used: .*nosuch/],
])('%s=%s is explained in one sentence', (name, value, sentence) => {
  const read = () => readSettings({ HOME: '/nowhere', [name]: value });
  expect(read).toThrow(OperatorError);
  expect(read).toThrow(sentence);
});

test('several wrong values are told at once, and secrets are not repeated', () => {
  const env = { PORT: 'x', GUICHET_SECRET: 'too-short-a-secret', GUICHET_ADMIN_KEY: 'short', DATABASE_URL: 'pw@host' };
  let message = '';
  try {
    readSettings(env);
  } catch (error) {
    message = String(error);
  }
  for (const name of Object.keys(env)) expect(message).toContain(name);
  for (const secret of [env.GUICHET_SECRET, env.GUICHET_ADMIN_KEY, env.DATABASE_URL]) {
    expect(message).not.toContain(`"${secret}"`);
  }
});

test('TEMPORAL_… variables are read as every Temporal tool reads them', () => {
  const { temporal, namespace } = readSettings({
    TEMPORAL_ADDRESS: 'temporal:7233',
    TEMPORAL_NAMESPACE: 'desk',
    TEMPORAL_API_KEY: 'key',
  });
  expect(temporal).toMatchObject({
    namespace: 'desk',
    connection: { address: 'temporal:7233', apiKey: 'key', tls: true },
  });
  expect(namespace).toBe('desk');
});

test('a profile counts when it is named, not when it merely lies in the home folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'guichet-home-'));
  const file = join(home, 'temporal.toml');
  writeFileSync(file, '[profile.default]\naddress = "elsewhere:7233"\nnamespace = "theirs"\n');
  expect(readSettings({ HOME: home, XDG_CONFIG_HOME: home }).temporal).toBeNull();
  expect(readSettings({ TEMPORAL_CONFIG_FILE: file }).temporal).toMatchObject({
    connection: { address: 'elsewhere:7233' },
    namespace: 'theirs',
  });
  expect(readSettings({ TEMPORAL_CONFIG_FILE: file }).namespace).toBe('theirs');
  rmSync(home, { recursive: true });
});

test('docs/operations.md tells of every variable', () => {
  const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
  expect(VARIABLE_NAMES.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('what webhooks may reach inside is told to whoever asks', () => {
  const told = (env: Record<string, string>) => describeAllowed(readSettings(env).webhooks.allowed);
  expect(told({})).toContain('nothing inside');
  expect(told({ GUICHET_WEBHOOK_ALLOW: 'crm.internal, 10.2.0.0/16' })).toContain('inside crm.internal, 10.2.0.0/16');
});
