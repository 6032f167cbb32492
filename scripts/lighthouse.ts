import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../bench/setting.ts';
import { CHROMIUM, QUIET, RunningProduct } from './running-product.ts';
import { openSample } from './sample.ts';

/**
 * npm run lighthouse: the pages that strangers and sponsors open on a phone, measured by Lighthouse (mobile, simulated
 * slow line) on the running product; the median of three runs each. Lighthouse itself is fetched when this is run, or
 * taken from the path in LIGHTHOUSE: it brings two hundred packages that nothing else needs.
 */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = 3;
/** Now and then Lighthouse finds no beginning in what its browser recorded. That says nothing about the page. */
const TRIES = 3;
const GOALS = { performance: 95, accessibility: 100 };

const product = await RunningProduct.start();
const place = mkdtempSync(join(tmpdir(), 'entente-lighthouse-'));
let missed = 0;
try {
  await product.signUp('Lena Hart', 'lena@example.org');
  const pages = await openSample(product);
  const wanted: [string, string, boolean][] = [
    ['assessment', '/assessment', false],
    ['results by link', await pages.shared(), false],
    ['results page', pages.results, true],
    ['respond page', await pages.respond(), false],
  ];
  for (const [name, path, signedIn] of wanted) {
    const runs = Array.from({ length: RUNS }, (_, i) =>
      measure(product.url + path, signedIn, join(place, `${i}.json`)),
    );
    const parts = Object.entries(GOALS).map(([category, goal]) => {
      const score = median(runs.map((run) => run.categories[category]?.score ?? 0)) * 100;
      if (score < goal) missed++;
      return `${category} ${Math.round(score)}${score < goal ? ` (goal ${goal}, NOT MET)` : ''}`;
    });
    const figures = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'total-byte-weight'];
    console.log(name.padEnd(14), parts.join(' · '));
    console.log(' '.repeat(14), figures.map((one) => `${one} ${runs[0]?.audits[one]?.displayValue}`).join(' · '));
    for (const audit of Object.values(runs[0]?.audits ?? {}))
      if (audit.score === 0 && runs[0]?.categories['accessibility']?.auditRefs.some((one) => one.id === audit.id))
        console.log(' '.repeat(14), `accessibility: ${audit.title}`);
  }
} finally {
  await product.stop();
  rmSync(place, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;

type Report = {
  categories: Record<string, { score: number | null; auditRefs: { id: string }[] }>;
  audits: Record<string, { id: string; title: string; score: number | null; displayValue?: string }>;
};

function measure(url: string, signedIn: boolean, file: string, tries = TRIES): Report {
  const here = process.env['LIGHTHOUSE'];
  const fetched = ['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse'];
  const done = spawnSync(
    here ?? 'npm',
    [
      ...(here ? [] : fetched),
      ...[
        url,
        '--quiet',
        '--output=json',
        `--output-path=${file}`,
        `--only-categories=${Object.keys(GOALS).join(',')}`,
      ],
      `--chrome-flags=--headless ${QUIET.join(' ')}`,
      ...(signedIn ? [`--extra-headers=${JSON.stringify({ cookie: product.cookie })}`] : []),
    ],
    { env: { ...process.env, CHROME_PATH: CHROMIUM }, encoding: 'utf8' },
  );
  if (done.status !== 0 && tries > 1 && done.stderr.includes('NO_NAVSTART'))
    return measure(url, signedIn, file, tries - 1);
  if (done.status !== 0) throw new Error(`Lighthouse failed on ${url}: ${done.stderr}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}
