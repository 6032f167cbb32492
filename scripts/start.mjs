// npm start: installs and builds what is missing, then runs the server until it is told to stop.
import path from 'node:path';
import { ensureInstalled, main, projectRoot, run } from './node.mjs';
import { ensureWebBuilt } from './web-build.mjs';

await main(async () => {
  ensureInstalled();
  await ensureWebBuilt();
  // What Node made of the sources is kept for the next start, which is then a third shorter.
  const NODE_COMPILE_CACHE = path.join(projectRoot, 'node_modules/.cache/node');
  return run(['src/server/main.ts', ...process.argv.slice(2)], { env: { NODE_COMPILE_CACHE, ...process.env } });
});
