/** The folders and who may import whom: what `docs/architecture.md` draws. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(workflows|activities|channels|api|files|prisma|cli|test|bench)/', pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('domain-is-pure', '^workflows/domain/', [], 'The domain imports nothing of ours'),
    {
      name: 'domain-has-no-libraries',
      comment: 'Only the compilation of calendars may use a library: it reads zone data, outside the workflow',
      severity: 'error',
      from: { path: '^workflows/domain/', pathNot: '^workflows/domain/compile\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'workflows-read-no-zones',
      comment: 'Zone data must not reach the workflow bundle: a replay years later would compute something else',
      severity: 'error',
      from: { path: '^workflows/(?!domain/)' },
      to: { path: '^workflows/domain/(compile|simulate)\\.ts$' },
    },
    only('workflows-stand-alone', '^workflows/(?!domain/)', ['^workflows/'], 'Workflows import the domain only'),
    only(
      'activities-know-channels',
      '^activities/',
      ['^workflows/', '^prisma/', '^files/', '^channels/'],
      'Activities run channels',
    ),
    only(
      'channels-know-workflows-and-prisma',
      '^channels/',
      ['^workflows/(contract|start|domain/)', '^prisma/', '^files/', '^api/locales/'],
      'Channels serve activities, API and CLI alike; what codes are called is the same everywhere',
    ),
    only(
      'api-knows-no-activities',
      '^api/',
      ['^workflows/', '^prisma/', '^files/', '^channels/'],
      'The API asks workflows, never activities',
    ),
    only(
      'files-know-prisma',
      '^files/',
      ['^prisma/'],
      'Files are kept, scanned and swept for API and activities alike',
    ),
    only('prisma-knows-the-domain', '^prisma/', ['^workflows/domain/'], 'Seeds and set-up use the words of the domain'),
    {
      name: 'holidays-in-the-api-only',
      comment: 'A holiday is a dated exception once a calendar is stored: workers must not decide anew what was one',
      severity: 'error',
      from: { pathNot: '^api/' },
      to: { path: '^node_modules/date-holidays/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(workflows|activities|channels|api|files|prisma|cli)/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'prisma/generated'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.cjs', '.js', '.json'],
      conditionNames: ['require', 'node', 'import', 'default'],
    },
  },
};
