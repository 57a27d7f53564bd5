const { join } = require('node:path');
const base = require('../../jest.config.cjs');

const [[pattern, [, options]]] = Object.entries(base.transform);

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/mutants/mutants.run.ts'],
  transform: { [pattern]: [join(__dirname, 'transform.cjs'), options] },
  testTimeout: 1_200_000,
};
