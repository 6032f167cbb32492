import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Alliance, alliance } from '../src/server/testing/factories.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** Lists of people as they really come: a nasty file of an old spreadsheet, mended on the spot, and five thousand rows. */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let directory: string;
beforeAll(async () => {
  site = await openSite();
  a = await alliance(site);
  astrid = await site.visitor();
  const [name = '', value = ''] = (a.north.cookie ?? '').split(/=(.*)/s);
  await astrid.context.addCookies([{ name, value: value.split(';')[0] ?? '', url: site.url }]);
  directory = await mkdtemp(join(tmpdir(), 'entente-people-'));
});
afterAll(async () => {
  await site?.close();
  await rm(directory, { recursive: true, force: true });
});

/** What a spreadsheet on Windows writes when it is not asked. */
const windows1252 = (text: string): Buffer => {
  const signs: Record<string, number> = { '€': 0x80, '„': 0x84, '“': 0x93, '”': 0x94, '’': 0x92, '–': 0x96 };
  return Buffer.from([...text].map((sign) => signs[sign] ?? sign.charCodeAt(0)));
};

const NASTY = windows1252(
  [
    'Partei;Vorname;Name;E-Mail-Adresse;Rolle;Funktion;Entscheidet;Sprache;Gehalt',
    'Nordhavn Terminals;Zoë;Müller-Lüdenscheidt;ZOE@north.example;Leitung;"Kai; Lager",;ja;Deutsch;1 €'.replace(
      ',;',
      ';',
    ),
    ';José;Ålund;"José <jose@north.example>";Mitglied;"=HYPERLINK(""http://evil.example"")";nein;;',
    ';;„Bo“ O’Neill;bo@north;Chef;Kran;;;',
    '',
    ';;;;;;;;',
    ';Ann;Dahl;zoe@north.example;;"zwei',
    'Zeilen";;;',
    'Railia Freight;Eve;Lund;eve@rail.example;;;;;',
    ';Kim;"Ohne Ende;kim@north.example;;;;;',
    ';Sanna;Åkesson;;;;;;',
    `;Lang;${'x'.repeat(130)};lang@north.example;;;;;`,
  ].join('\r\n'),
);

test('a nasty file is read, told row by row, mended on the spot and saved', async () => {
  const { page } = astrid;
  await astrid.go(`${a.path}/people/import`);
  await astrid.at('Import people');
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'Teilnehmer.csv', mimeType: 'application/vnd.ms-excel', buffer: NASTY });
  await page.getByText('Teilnehmer.csv, read as WINDOWS-1252.').waitFor();
  await astrid.button('Check the rows').click();
  await page.getByText('3 new, 0 known already, 5 to mend.').waitFor();
  await page.getByText(/not known and were left out: Gehalt/).waitFor();
  await astrid.looksRight();
  const row = (line: number) => page.getByRole('listitem').filter({ hasText: `Line ${line}` });
  await row(4).getByText('“bo@north” is not an e-mail address.').waitFor();
  await row(4).getByText('“Chef” is not a role').waitFor();
  await row(7).getByText('The same address stands in line 2.').waitFor();
  await row(9).getByText('Railia Freight adds its own people').waitFor();
  await row(10).getByText('A quotation mark in this row does not fit').waitFor();

  await row(4).getByRole('button', { name: /^Mend/ }).click();
  await astrid.looksRight();
  await row(4).getByLabel('E-mail address').fill('bo@north.example');
  await row(4).getByLabel('Role').selectOption('lead');
  await row(4).getByRole('button', { name: 'Check this row' }).click();
  await row(4).getByText('New', { exact: true }).waitFor();
  await row(10).getByRole('button', { name: /^Mend/ }).click();
  await row(10).getByLabel('Name', { exact: true }).fill('Kim Ohne Ende');
  await row(10).getByRole('button', { name: 'Check this row' }).click();
  await page.getByText('5 new, 0 known already, 3 to mend.').waitFor();
  // Both are meant, though the second is said before the first was answered.
  let answered = () => {};
  const both = new Promise<void>((done) => {
    answered = done;
  });
  await page.route('**/participants/import', (route) => both.then(() => route.continue()));
  for (const line of [7, 9])
    await row(line)
      .getByRole('button', { name: /^Leave out/ })
      .click();
  answered();
  await page.getByText('5 new, 0 known already, 1 to mend. 2 left out.').waitFor();
  await page.unroute('**/participants/import');
  await page.getByLabel(/^Left out/).check();
  await row(7)
    .getByRole('button', { name: /^Take back in/ })
    .click();
  await page.getByText('5 new, 0 known already, 2 to mend. 1 left out.').waitFor();
  await page.getByLabel(/^All/).check();
  await row(11).getByText('Railia Freight has somebody of this name already.').waitFor();
  await astrid.looksRight();
  await astrid.button('Save 5 people').click();
  await page.getByText('5 people added').first().waitFor();
  await page.getByText('Zoë Müller-Lüdenscheidt').waitFor();
  await page.getByText('„Bo“ O’Neill').waitFor();
  await page.getByText('Kai; Lager').waitFor();

  // Out again: nothing a spreadsheet would run, and every letter as it was.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export (CSV)' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(text).toContain(
    'Zoë Müller-Lüdenscheidt,zoe@north.example,lead,Kai; Lager,,,yes,de'.replace('Kai; Lager', '"Kai; Lager"'),
  );
});

test('a file that is no text says so, and a workbook is not taken for one', async () => {
  const { page } = astrid;
  await astrid.go(`${a.path}/people/import`);
  const buffer = Buffer.from('PK\x03\x04 a workbook', 'latin1');
  await page.getByLabel('CSV file').setInputFiles({ name: 'people.xlsx', mimeType: 'application/zip', buffer });
  await astrid.button('Check the rows').click();
  await page.getByText('This is not a text file.').waitFor();
  await astrid.looksRight();
});

test('five thousand people are checked and saved in seconds, with progress that survives a reload', async () => {
  const { page } = astrid;
  const file = join(directory, 'five-thousand.csv');
  const lines = Array.from(
    { length: 5000 },
    (_, i) =>
      `Person ${i},person.${i}@north.example,${i % 50 === 7 ? 'chief' : 'member'},Team ${i % 40},,"Region ${i % 9}, north"`,
  );
  await writeFile(file, `\uFEFFname,email,role,function,level,region\r\n${lines.join('\r\n')}\r\n`);
  await astrid.go(`${a.path}/people/import`);
  await page.getByLabel('CSV file').setInputFiles(file);
  const begun = performance.now();
  await astrid.button('Check the rows').click();
  await page.getByText('4900 new, 0 known already, 100 to mend.').waitFor();
  const checked = performance.now();
  await page.getByLabel(/^All/).check();
  await page.getByText('Show 100 more of 5,000').waitFor();
  await astrid.looksRight();
  const clicked = performance.now();
  await astrid.button('Save 4900 people').click();
  await page.waitForURL(/saving=/);
  const address = page.url();
  await page.getByText('4900 people added').first().waitFor({ timeout: 30_000 });
  const saved = performance.now();
  console.log(
    `in the browser: checked in ${Math.round(checked - begun)} ms, saved in ${Math.round(saved - clicked)} ms`,
  );
  // Whoever comes back to the address finds how it ended.
  await astrid.go(address);
  await page.getByText('4,900 people added').or(page.getByText('4900 people added')).first().waitFor();
  await astrid.looksRight();
  await astrid.go(`${a.path}/people/import?saving=00000000-0000-7000-8000-000000000000`);
  await page.getByText('Nobody was saved').waitFor();
  await astrid.looksRight();
  await astrid.close();
});
