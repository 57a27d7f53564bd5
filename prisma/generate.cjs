/**
 * Generates the Prisma client without Prisma's schema engine: `generate` does not use that binary, but tries to download
 * it first, and some machines reach package registries only. Naming any existing file skips the download. Never set this
 * variable for `migrate deploy`: it would apply nothing and say so to nobody.
 */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { status } = spawnSync(
  process.execPath,
  [require.resolve('prisma/build/index.js'), 'generate', '--no-hints', '--schema', join(root, 'prisma/schema.prisma')],
  {
    stdio: process.env['GUICHET_VERBOSE'] ? 'inherit' : ['ignore', 'ignore', 'inherit'],
    cwd: root,
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: __filename },
  },
);
process.exit(status ?? 1);
