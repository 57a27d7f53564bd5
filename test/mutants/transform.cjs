const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { relative, sep } = require('node:path');
const swc = require('@swc/jest');
const { mutate, ROOT } = require('./sites.cjs');

const SITES = createHash('sha256')
  .update(readFileSync(require.resolve('./sites.cjs')))
  .digest('hex');

/** The API as it stands, with its checks switched: `sites.cjs`. The sources on disk are not touched. */
module.exports = {
  createTransformer(options) {
    const transformer = swc.createTransformer(options);
    return {
      ...transformer,
      getCacheKey: (...args) =>
        createHash('sha256')
          .update(SITES)
          .update(transformer.getCacheKey(...args))
          .digest('hex'),
      process(source, path, ...rest) {
        const file = relative(ROOT, path).split(sep).join('/');
        const isApi = file.startsWith('api/') && !file.startsWith('api/schemas/') && file.endsWith('.ts');
        return transformer.process(isApi ? mutate(source, file).text : source, path, ...rest);
      },
    };
  },
};
