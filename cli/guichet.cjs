#!/usr/bin/env node
/** Runs the TypeScript as it is: there is no build to forget. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`guichet: Node ${process.versions.node} is too old; install Node 20.19 or newer.`);
  process.exit(1);
}
require('tsx/cjs');
require('./main.ts');
