import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip as gzipCompress } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { createLogger, defineConfig, type Plugin, type UserConfig } from 'vite';

const brotli = promisify(brotliCompress);
const gzip = promisify(gzipCompress);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** In development the small pages are served at their real addresses: /r/<round>, /assessment and /results. */
const realAddresses: Plugin = {
  name: 'entente:real-addresses',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url === '/preview') request.url = '/respond/preview.html';
      if (request.url?.startsWith('/r/')) request.url = '/respond/index.html';
      if (/^\/results(\?|$)/.test(request.url ?? '')) request.url = '/results/index.html';
      if (/^\/assessment(\?|$)/.test(request.url ?? '')) request.url = '/assessment/index.html';
      next();
    });
  },
};

/** Beside each file that gains by it, the same compressed: the server hands out what a browser asks for. */
const compressed: Plugin = {
  name: 'entente:compressed',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const worth = Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name));
    await Promise.all(
      worth.map(async (name) => {
        const file = join(dir ?? '', name);
        const bytes = await readFile(file);
        if (bytes.length < 1024) return;
        const text = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        await writeFile(`${file}.br`, await brotli(bytes, { params: text }));
        await writeFile(`${file}.gz`, await gzip(bytes, { level: 9 }));
      }),
    );
  },
};

/**
 * Lists the files a browser loads for the page behind an invitation, with their hashes, in the form of sha256sum: what
 * anybody compares who wants to know whether a server hands out this very page.
 */
const printed: Plugin = {
  name: 'entente:printed',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const page = 'respond/index.html';
    const html = await readFile(join(dir ?? '', page), 'utf8');
    const files = new Set([page]);
    const follow = (name: string): void => {
      if (files.has(name)) return;
      files.add(name);
      const part = bundle[name];
      if (part?.type === 'chunk') for (const next of [...part.imports, ...part.dynamicImports]) follow(next);
    };
    for (const [, name] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)) follow(name as string);
    const lines = [...files].sort().map(async (name) => {
      const hash = createHash('sha256').update(await readFile(join(dir ?? '', name)));
      return `${hash.digest('hex')}  ${name}\n`;
    });
    await writeFile(join(dir ?? '', 'page.sha256'), (await Promise.all(lines)).join(''));
  },
};

/** The first `npm start` of somebody new says only what they can act on; these are so on purpose. */
const MEANT = [
  // The scripts in the head, which must run before anything is drawn.
  `can't be bundled without type="module"`,
  // Node's half of the blind signatures, which no browser asks for.
  'Module "crypto" has been externalized',
];
const customLogger = createLogger('warn');
const { warn } = customLogger;
customLogger.warn = (message, options) => {
  if (!MEANT.some((meant) => message.includes(meant))) warn(message, options);
};

const shared: UserConfig = {
  root: path('./src/web'),
  base: '/',
  customLogger,
  build: {
    outDir: path('./dist/web'),
    target: 'baseline-widely-available',
    // The policy of the server allows scripts and fonts from our own address only: nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // ECharts, fetched with the first picture it draws.
    chunkSizeWarningLimit: 600,
  },
};

/** The application, on React. Its pages come when they are opened; what several share comes in a few files, not in eighty. */
const application: UserConfig = {
  ...shared,
  publicDir: path('./src/web/public'),
  plugins: [react({ exclude: [/\/node_modules\//, /\/web\/(respond|assessment)\//] }), realAddresses, compressed],
  server: { port: 5173, proxy: { '/api': { target: 'http://127.0.0.1:3000', ws: true } } },
  build: {
    ...shared.build,
    emptyOutDir: true,
    // One sheet: a page's own share of it would be smaller than what asking for it costs.
    cssCodeSplit: false,
    // Says which files each page needs: its weight is tested.
    manifest: true,
    rolldownOptions: {
      input: { app: path('./src/web/index.html') },
      output: {
        chunkFileNames: ({ name }) => `assets/${name.startsWith('parts') ? 'parts' : '[name]'}-[hash].js`,
        codeSplitting: {
          groups: [
            {
              name: 'base',
              tags: ['$initial'],
              test: (id) => !id.includes('/web/index.html') && !id.endsWith('/web/main.tsx'),
              priority: 1,
            },
            { name: 'parts', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 50_000 },
          ],
        },
      },
    },
  },
};

const preact = (file: string) => path(`./node_modules/preact/${file}`);
/**
 * The pages that open without an account (`--mode pages`), on Preact: whoever follows a link has nothing of ours yet.
 * The respond page and the assessment name Preact themselves (`@jsxImportSource preact`); the page behind a link to
 * results has the parts of the application, which then run on Preact without knowing it.
 */
const pages: UserConfig = {
  ...shared,
  publicDir: false,
  plugins: [react({ exclude: [/\/node_modules\//, /\/web\/(respond|assessment)\//] }), compressed, printed],
  resolve: {
    alias: [
      { find: /^react(-dom)?$/, replacement: preact('compat/dist/compat.mjs') },
      { find: /^react-dom\/client$/, replacement: preact('compat/client.mjs') },
      { find: /^react\/jsx-runtime$/, replacement: preact('jsx-runtime/dist/jsxRuntime.mjs') },
    ],
  },
  build: {
    ...shared.build,
    emptyOutDir: false,
    manifest: '.vite/pages.json',
    rolldownOptions: {
      input: {
        respond: path('./src/web/respond/index.html'),
        preview: path('./src/web/respond/preview.html'),
        assessment: path('./src/web/assessment/index.html'),
        results: path('./src/web/results/index.html'),
      },
    },
  },
};

/** What draws first views on the server (`--mode first`): the application once more, for Node. */
const first: UserConfig = {
  ...shared,
  publicDir: false,
  plugins: [react({ exclude: [/\/node_modules\//] })],
  ssr: { noExternal: true },
  // Otherwise both builds of React come along.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: path('./dist/first'),
    emptyOutDir: true,
    target: 'node26',
    ssr: path('./src/web/first/worker.tsx'),
    // The languages that browsers fetch one by one are all at hand here.
    rolldownOptions: { checks: { ineffectiveDynamicImport: false } },
  },
};

export default defineConfig(({ mode }) => ({ application, pages, first })[mode] ?? application);
