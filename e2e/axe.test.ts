import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf } from './axe.ts';

/** Contrast is worked out once for each look of text: none that is bad may pass for one that was good. */
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await browser.newPage();
});
afterAll(() => browser?.close());

const complaints = async (main: string) => {
  await page.setContent(
    `<!doctype html><html lang="en"><title>Test</title><body style="background: rgb(255, 255, 255); color: rgb(0, 0, 0)"><main><h1>Test</h1>${main}</main>`,
  );
  return complaintsOf(page);
};

test.each([
  ['a good one', '<p id="it">Words</p>', false],
  ['the same again', '<p id="it">Words</p>', false],
  ['pale on white', '<p id="it" style="color: rgb(190, 190, 190)">Words</p>', true],
  ['pale on white, once more', '<p>Good</p><p id="it" style="color: rgb(190, 190, 190)">Words</p>', true],
  ['black on a dark ground', '<div style="background: rgb(40, 40, 40)"><p id="it">Words</p></div>', true],
  ['black behind a veil', '<div style="opacity: 0.3"><p id="it">Words</p></div>', true],
  ['large', '<p id="it" style="color: rgb(130, 130, 130); font-size: 30px">Words</p>', false],
  ['the same, small', '<p id="it" style="color: rgb(130, 130, 130); font-size: 15px">Words</p>', true],
  [
    'switched off',
    '<button id="off" disabled style="color: rgb(170, 170, 170); background: rgb(255, 255, 255)">Go</button>',
    false,
  ],
  [
    'the same, switched on',
    '<button id="it" style="color: rgb(170, 170, 170); background: rgb(255, 255, 255)">Go</button>',
    true,
  ],
])('contrast: %s', async (_, main, bad) => {
  expect(await complaints(main)).toEqual(bad ? ['color-contrast: #it'] : []);
});

test('everything else is looked at every time, in frames, too', async () => {
  for (let time = 0; time < 2; time++)
    expect(await complaints('<p>Words</p><img id="it" src="data:,">')).toEqual(['image-alt: #it']);
  expect(
    await complaints(`<iframe title="Frame" srcdoc="<html lang=en><title>Inside</title><img src='data:,'>"></iframe>`),
  ).toEqual(['image-alt: iframe img']);
});
