// npm start: installs and builds what is missing, then runs the server until it is told to stop.
import { ensureInstalled, main, run } from './node.mjs';
import { ensureWebBuilt } from './web-build.mjs';

await main(async () => {
  ensureInstalled();
  await ensureWebBuilt();
  return run(['src/server/main.ts', ...process.argv.slice(2)]);
});
