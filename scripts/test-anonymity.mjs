// npm run test:anonymity: the matcher of src/server/surveys/anonymity.test.ts on 200 simulated rounds of 30 people, as
// often as ROUNDS and PEOPLE say. npm test runs the same on a few small ones.

import { spawnSync } from 'node:child_process';
import { main } from './node.mjs';

await main(() => {
  const env = { ROUNDS: '200', PEOPLE: '30', ...process.env };
  const test = ['scripts/test.mjs', '--only', 'api', 'surveys/anonymity'];
  return spawnSync(process.execPath, test, { stdio: 'inherit', env }).status ?? 1;
});
