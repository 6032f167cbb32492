import { createServer } from 'node:net';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '../src/server/testing/app.ts';
import { complaintsOf } from './axe.ts';

export type Site = TestApp & {
  url: string;
  browser: Browser;
  visitor: (options?: BrowserContextOptions) => Promise<Visitor>;
};

/** An address that browsers do not take for this machine: without TLS they give it no cryptography. */
export const FAR = 'entente.far';

/** The built application behind a real port, and a browser in front of it. */
export async function openSite(env: Record<string, string> = {}, name = 'localhost'): Promise<Site> {
  const port = await freePort();
  const url = `http://${name}:${port}`;
  const t = await testApp({ env: { PUBLIC_URL: url, PORT: `${port}`, ...env }, at: new Date().toISOString() });
  await t.app.listen({ port, host: '127.0.0.1' });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${FAR} 127.0.0.1`,
    ],
  });
  const close = t.close;
  return {
    ...t,
    url,
    browser,
    visitor: (options) => Visitor.arrive(browser, url, options),
    async close() {
      await browser.close();
      await close();
    },
  };
}

/** One person with a browser of their own. Whatever the console complains about fails the test. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly #url: string;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.#url = url;
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      // The browser logs every reply of 4xx by itself; refusals are part of what is tested.
      if (/Failed to load resource/.test(message.text())) return;
      this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async arrive(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Oslo',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(15_000);
    return new Visitor(context, await context.newPage(), url);
  }

  /** Signed in as somebody the factories made. */
  async as(person: TestPerson): Promise<void> {
    for (const pair of person.cookie?.split('; ') ?? []) {
      const [name, value] = pair.split('=') as [string, string];
      await this.context.addCookies([{ name, value, url: this.#url }]);
    }
  }

  async go(path: string): Promise<void> {
    await this.page.goto(path.startsWith('http') ? path : this.#url + path);
  }

  /** The page has its heading, and axe finds nothing against it. */
  async at(heading: string | RegExp): Promise<void> {
    const found = this.page.getByRole('heading', { name: heading }).first();
    await found.waitFor().catch(async (error: Error) => {
      const headings = await this.page.getByRole('heading').allTextContents();
      throw new Error(`${error.message}\nHeadings of ${this.page.url()}: ${headings.join(' · ')}`);
    });
    await this.looksRight();
  }

  async looksRight(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    // What is wrong stays wrong: a page on its way to another, or in the middle of saving, is looked at again.
    let found = await complaintsOf(this.page);
    for (let again = 0; found.length > 0 && again < 3; again++) {
      await this.page.waitForTimeout(500);
      found = await complaintsOf(this.page);
    }
    expect(found).toEqual([]);
    expect(this.complaints).toEqual([]);
  }

  button = (name: string | RegExp) => this.page.getByRole('button', { name });
  link = (name: string | RegExp) => this.page.getByRole('link', { name });
  field = (name: string | RegExp, options?: { exact?: boolean }) => this.page.getByLabel(name, options);

  async close(): Promise<void> {
    expect(this.complaints).toEqual([]);
    await this.context.close();
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
