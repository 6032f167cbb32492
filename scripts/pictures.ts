import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM, QUIET, RunningProduct } from './running-product.ts';
import { openSample } from './sample.ts';

/** npm run pictures: the pictures of the guide, taken from the running product with its sample alliance. */
const PLACE = join(import.meta.dirname, '../docs/guide/pictures');
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

const product = await RunningProduct.start();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
try {
  mkdirSync(PLACE, { recursive: true });
  await product.signUp('Lena Hart', 'lena@example.org');
  const pages = await openSample(product);
  const shots: { name: string; path: string; size: typeof DESK; signedIn: boolean; keys?: string[] }[] = [
    { name: 'home', path: '/', size: DESK, signedIn: true },
    { name: 'overview', path: pages.overview, size: DESK, signedIn: true },
    { name: 'results', path: pages.results, size: { width: 1280, height: 1440 }, signedIn: true },
    // The session of the sample is over and stands at its end; its first item says more.
    { name: 'review-session', path: pages.review, size: DESK, signedIn: true, keys: Array(9).fill('ArrowLeft') },
    { name: 'results-phone', path: await pages.shared(), size: PHONE, signedIn: false },
    { name: 'actions', path: pages.actions, size: DESK, signedIn: true },
    { name: 'rounds', path: pages.rounds, size: DESK, signedIn: true },
    { name: 'assessment', path: '/assessment', size: DESK, signedIn: false },
    { name: 'respond', path: await pages.respond(), size: PHONE, signedIn: false },
  ];
  for (const { name, path, size, signedIn, keys = [] } of shots) {
    const context = await browser.newContext({
      viewport: size,
      locale: 'en-GB',
      timezoneId: 'Europe/Oslo',
      reducedMotion: 'reduce',
    });
    if (signedIn) await context.addCookies(product.cookies);
    const page = await context.newPage();
    // The stream of live updates never ends, so "network idle" would not come.
    await page.goto(product.url + path);
    await page.locator('h1').first().waitFor();
    await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'hidden' });
    for (const key of keys) await page.keyboard.press(key);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(PLACE, `${name}.png`) });
    await context.close();
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
  await product.stop();
}
