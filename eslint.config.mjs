import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'prisma/generated',
      'coverage',
      '.guichet',
      '**/*.cjs',
      '**/*.mjs',
      'api/static',
      'client/types.ts',
      'bench/*.k6.js',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A forgotten await loses an acknowledgement or an error.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      // `type` says as well as `interface` that a thing is a record of others.
      '@typescript-eslint/consistent-type-definitions': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // A replay must compute what the first run computed: nothing here may read a clock, a zone or chance.
    files: ['workflows/domain/**/*.ts'],
    ignores: ['workflows/domain/compile.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'crypto',
        'Intl',
        'structuredClone',
        'fetch',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The instant is an argument.' },
        { object: 'Math', property: 'random', message: 'Chance is an argument.' },
      ],
    },
  },
  {
    files: ['cli/**/*.ts', 'bench/**/*.ts', 'docs/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // Bodies of answers are reached into by the names of the contract, and each test says what it expects of them.
    files: ['api', 'channels', 'complaints', 'servers']
      .map((folder) => `test/${folder}/**/*.ts`)
      .concat('test/support/deskClient.ts'),
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'call', 'argument', 'return'].map((use) => [
        `@typescript-eslint/no-unsafe-${use}`,
        'off',
      ]),
    ),
  },
  {
    files: ['test/**/*.ts'],
    // Tests take methods apart to hand them to Jest, and tell on the console what they wait for.
    rules: {
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'off',
    },
  },
  prettier,
);
