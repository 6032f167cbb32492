// node scripts/run.mjs file.ts …: runs one of our files with the pinned Node.
import { ensureInstalled, main, run } from './node.mjs';

await main(() => {
  ensureInstalled();
  return run(process.argv.slice(2));
});
