import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inGroups } from '../src/domain/documents/chain.ts';
import type { DocumentCard } from '../src/domain/documents/contract.ts';
import { leadsSign, startShared } from '../src/server/testing/documents.ts';
import { type Alliance, alliance } from '../src/server/testing/factories.ts';
import { must } from '../src/server/testing/principals.ts';
import { wordFile, wordParagraph } from '../src/server/testing/word-file.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** A contract that exists already: its summary comes from a Word file, the signed paper itself as a file beside it. */

let site: Site;
let a: Alliance;
let north: Visitor;
let rail: Visitor;
beforeAll(async () => {
  site = await openSite();
  a = await alliance(site);
  north = await site.visitor();
  rail = await site.visitor({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
  await north.as(a.north);
  await rail.as(a.rail);
});
afterAll(() => site?.close());

const saved = (visitor: Visitor, text: string | RegExp) => visitor.page.getByText(text).first().waitFor();
const PAPER = Buffer.from('%PDF-1.7\nFramework contract, signed in Bergen\n%%EOF\n');
const HASH = createHash('sha256').update(PAPER).digest('hex');

test('the other party reads, takes along and checks the paper that one party added', async () => {
  await startShared(a.north, a.path, { kind: 'joint-business-plan', title: 'Plan of 2027' });
  await north.go(`${a.path}/agree/new/contract-record`);
  await north.at('Contract record');
  await north.field(/^A Word file you have/).check();
  const word = wordFile(
    wordParagraph('Contract Nordhavn – Railia', 'Titel') +
      wordParagraph('What was contracted', 'berschrift1') +
      wordParagraph('Two trains a day until 2028.') +
      wordParagraph('Coffee', 'berschrift1') +
      wordParagraph('Black.'),
  );
  await north
    .field('Word file (.docx)')
    .setInputFiles({ name: 'contract.docx', mimeType: 'application/zip', buffer: word });
  await saved(north, /^2 parts/);
  await north.looksRight();
  await north.field(/^All parties, from the beginning/).check();
  await north.button('Start writing').click();
  await saved(north, 'All parties see this draft');
  await north.page.locator('.joint-text', { hasText: 'Two trains a day until 2028.' }).waitFor();

  await north.button('Add a line: Papers').click();
  const row = north.page.getByRole('group', { name: 'Papers, 1' });
  const choose = (name: string, buffer: Buffer) =>
    row.getByLabel(/^File/).setInputFiles({ name, mimeType: '', buffer });
  await choose('contract.pdf', Buffer.from('<html>'));
  await saved(north, /This kind of file is not kept here\. Accepted are PDF/);
  await north.looksRight();
  await choose('Framework contract.docx', PAPER);
  await row.getByRole('link', { name: 'Framework contract.pdf' }).waitFor();
  expect(await row.getByLabel(/^Paper/).inputValue()).toBe('Framework contract');
  await north.looksRight();

  const { items } = must(await a.north.get<{ items: DocumentCard[] }>(`${a.path}/documents`));
  await leadsSign(a.path, items.find((one) => one.kind === 'contract-record')?.id as string, a.north, a.rail);
  await north.button('Propose').click();
  await north.page.getByRole('dialog').getByRole('button', { name: 'Propose', exact: true }).click();
  await saved(north, 'Proposed: every party is asked');

  await rail.go(`${a.path}/agree?state=me`);
  await rail.at('Agree');
  expect(await rail.link(/^Open\s*: Plan of 2027/).count()).toBe(0);
  await rail.field('State').selectOption('');
  await rail.link(/^Open\s*: Plan of 2027/).waitFor();
  await rail.field('Search titles and kinds').fill('contract');
  await expect.poll(() => rail.page.url()).toContain('q=contract');
  await rail.link(/^Read and decide/).click();
  await rail.at('Contract record');
  await saved(rail, `SHA-256 ${inGroups(HASH)}`);
  const [file] = await Promise.all([rail.page.waitForEvent('download'), rail.link('Framework contract.pdf').click()]);
  expect(file.suggestedFilename()).toBe('Framework contract.pdf');
  expect(
    createHash('sha256')
      .update(await readFile(await file.path()))
      .digest('hex'),
  ).toBe(HASH);
  // On paper, too, it says which file it is.
  await rail.page.emulateMedia({ media: 'print' });
  expect(await rail.page.getByText(inGroups(HASH)).isVisible()).toBe(true);
  for (const visitor of [north, rail]) await visitor.close();
});
