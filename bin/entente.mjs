#!/usr/bin/env node
// Starts the command line on the Node that Entente is pinned to, whatever runs this file.
import { fileURLToPath } from 'node:url';
import { ensureInstalled, main, run } from '../scripts/node.mjs';

const cli = fileURLToPath(new URL('../src/server/cli.ts', import.meta.url));

await main(async () => {
  // Standard output belongs to the command: a note about installing must not end up in somebody's JSON.
  console.log = console.error;
  ensureInstalled();
  return run([cli, ...process.argv.slice(2)], { cwd: process.cwd() });
});
