import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alliance } from '../src/server/testing/factories.ts';
import { openSite, type Site } from './browser.ts';

/**
 * Last year's survey, from a spreadsheet to the results page: two groups of a published study (Bliese, Halverson &
 * Rothberg 2000). Averages of groups 1 and 4, as R computes them: AF06 3.2372…, 3.1923…
 */
let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const FILE = join(import.meta.dirname, '../src/domain/surveys/fixtures/bhr2000-two-groups.csv');
const columns = (readFileSync(FILE, 'utf8').split(/\r?\n/)[0] ?? '').split(',').slice(1);
const instrument = {
  key: 'bhr',
  version: '2000',
  scale: { min: 1, max: 5 },
  items: columns.map((key) => ({ key, text: `Item ${key}` })),
};
/** The average of a column in one group, from the file itself. */
function average(column: string, group: string): number {
  const [header = '', ...lines] = readFileSync(FILE, 'utf8').trim().split(/\r?\n/);
  const at = header.split(',').indexOf(column);
  const values = lines
    .map((line) => line.split(','))
    .filter((row) => row[0] === group)
    .map((row) => Number(row[at]));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('a published data set becomes a closed round with the figures of the file', async () => {
  expect(average('AF06', '1')).toBeCloseTo(3.23728813559322, 12);
  const a = await alliance(site);
  const visitor = await site.visitor();
  const [name = '', value = ''] = (a.north.cookie ?? '').split(/=(.*)/s);
  await visitor.context.addCookies([{ name, value: value.split(';')[0] ?? '', url: site.url }]);
  const { page } = visitor;
  await visitor.go(`${a.path}/listen/import`);
  await visitor.at('Import a past survey');
  await page.getByLabel('Answers, as a CSV file').setInputFiles(FILE);
  await page.getByLabel('What was asked').selectOption({ label: 'Another questionnaire' });
  await page
    .getByLabel('Questionnaire, as a JSON file')
    .setInputFiles({ name: 'bhr.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(instrument)) });
  await page.getByLabel('Column that names the party').selectOption('GRP');
  await visitor.button('Read the file').click();
  await page.getByLabel('“1” is').selectOption({ label: 'Nordhavn Terminals' });
  await page.getByLabel('“4” is').selectOption({ label: 'Railia Freight' });
  await page.getByLabel('Day it closed').fill('2025-06-30');
  await visitor.button(/^Check/).click();
  await page.getByText('85 answers can be imported.').waitFor();
  await visitor.looksRight();
  await visitor.button('Import').last().click();
  await page.waitForURL(/\/listen\/[0-9a-f-]{36}$/);
  await page.getByText('85 of 85').first().waitFor();
  await visitor.looksRight();
  for (const column of columns) {
    const row = page.getByRole('row').filter({ hasText: `Item ${column}` });
    const text = ((await row.first().textContent()) ?? '').replaceAll(/\s+/g, ' ');
    for (const group of ['1', '4']) {
      const mean = average(column, group);
      // One decimal, half up; a mean just above 3 keeps a second decimal so that it does not read as 3.0.
      const shown =
        mean > 3 && mean < 3.05
          ? (Math.round(mean * 100) / 100).toFixed(2)
          : (Math.floor(mean * 10 + 0.5) / 10).toFixed(1);
      expect(text, `${column}, group ${group}`).toContain(shown);
    }
  }
  await visitor.close();
});
