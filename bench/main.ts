import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchAnswers } from './answers.ts';
import { benchBallots } from './ballots.ts';
import { benchClosing } from './closing.ts';
import { benchHome } from './home.ts';
import { benchLocks } from './locks.ts';
import { benchResults } from './results.ts';
import { type Figure, openSetting } from './setting.ts';
import { benchStart } from './start.ts';
import { benchWriting } from './writing.ts';

/** npm run bench [-- --json FILE] [-- --only answers]: figures and ratios, all measured in this one run. */
const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const figures: Figure[] = [];
const wanted = (name: string) => values.only === undefined || values.only === name;
const show = (more: Figure[]) => {
  for (const { name, value, unit, goal, met } of more)
    console.log(
      `${name.padEnd(52)} ${value.toPrecision(4).padStart(10)} ${unit.padEnd(6)} ${goal.padEnd(8)} ${goal ? (met ? 'met' : 'NOT MET') : ''}`,
    );
  figures.push(...more);
};

const setting = await openSetting();
try {
  if (wanted('answers')) show(await benchAnswers(setting));
  if (wanted('ballots')) show(await benchBallots(setting));
  if (wanted('locks')) show(await benchLocks(setting));
  if (wanted('closing')) show(await benchClosing(setting));
  if (wanted('results')) show(await benchResults(setting));
  if (wanted('writing')) show(await benchWriting(setting));
  if (wanted('home')) show(await benchHome(setting));
} finally {
  await setting.stop();
}
if (wanted('start')) show(await benchStart());
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
