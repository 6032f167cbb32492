import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FirstView } from '../../domain/common/first-view.ts';
import { compress, encodingOf, variesByEncoding } from './compress.ts';
import { notFound } from './errors.ts';
import { openFirstViews } from './first-views.ts';

/** A server that has just started has better things to do first. */
const FIRST_MS = 2_000;
/** Made by the build, in the form of sha256sum. */
const PRINT = 'page.sha256';
const ROOT = join(import.meta.dirname, '../../../dist/web');
const outside = { config: { access: 'anyone' as const, outside: true }, schema: { hide: true } };

/**
 * The built pages: one for the application, one for respondents, the assessment that is the front page, and the API
 * described for people. `firstRun`: nobody has an account here yet.
 */
export async function webRoutes(
  app: FastifyInstance,
  firstRun: () => Promise<boolean>,
  patience: number,
): Promise<void> {
  app.get('/api/v1/openapi.json', outside, async () => app.swagger());
  app.get('/api', outside, async (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(app)));
  app.get('/api/style.css', outside, async (_request, reply) => reply.type('text/css').send(API_STYLE));
  if (!existsSync(join(ROOT, 'index.html'))) return;

  await app.register(fastifyStatic, {
    root: join(ROOT, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
    schemaHide: true,
    // Made by the build, beside each file.
    preCompressed: true,
  } as never);
  const html = async (file: string) => readFile(join(ROOT, file), 'utf8');
  // A page cannot see its own session cookie; it is told whether there is one. The application then asks early for what
  // it shows first, the assessment offers the right way in.
  const marked = (page: string) => page.replace('<html', '<html data-session');
  const application = await html('index.html');
  const page = send(application);
  const pageInside = send(marked(application));
  const views = openFirstViews(patience, (error) => app.log.error({ err: error.message }, 'first view'));
  app.addHook('onListen', () => void setTimeout(() => views.begin(), FIRST_MS).unref());
  app.addHook('onClose', () => views.stop());
  const drawn = await Promise.all(
    DRAWN.map(async ([address, modules]) => {
      const whole = await preloading(marked(application), modules);
      return { address, plain: send(whole), asleep: asleep(whole) };
    }),
  );
  const viewInside = async (request: FastifyRequest, reply: FastifyReply) => {
    const page = drawn.find(({ address }) => address.test(request.url));
    if (!page) return pageInside(request, reply);
    const view = await views.draw({ page: request.url, timeZone: zoneOf(request) }, readingAs(app, request, reply));
    if (!view) return page.plain(request, reply);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await compress(request, reply, page.asleep(view)));
  };
  const respond = send(await html('respond/index.html'));
  const results = send(asleep(await html('results/index.html'))());
  const assessment = await html('assessment/index.html');
  const forVisitors = send(assessment);
  const forMembers = send(marked(assessment));

  // No log line and no counting by address for the page of a respondent.
  app.get('/r/*', { ...outside, config: { ...outside.config, silent: true, rateLimit: false } }, respond);
  app.get('/results', outside, results);
  // What the page behind a link shows first. The secret is in the body, as wherever it is sent.
  app.post('/results/view', outside, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const ask = readingAs(app, request, reply);
    const { status, body } = await ask('/api/v1/results/read', request.body ?? {});
    if (status !== 200) return reply.code(status).type('application/problem+json').send(body);
    const view = await views.draw({ shared: JSON.parse(body), timeZone: null }, ask);
    if (!view) return reply.code(204).send();
    return reply.type('application/json').send(await compress(request, reply, JSON.stringify(view)));
  });
  // The same page in a frame of the application, with questions that nobody is asked yet.
  const preview = send(await html('respond/preview.html'));
  app.get('/preview', outside, (request, reply) => {
    const policy = String(reply.getHeader('content-security-policy') ?? '');
    reply.header('content-security-policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
    return preview(request, reply);
  });
  app.get('/assessment', outside, (request, reply) =>
    (hasSession(request) ? forMembers : forVisitors)(request, reply.header('vary', 'cookie')),
  );
  // The front page is for whoever is not signed in. On a fresh installation the application shows the way to the first
  // account; with the database away, the front page needs nothing from it.
  app.get('/', outside, async (request, reply) => {
    reply.header('vary', 'cookie');
    if (hasSession(request)) return pageInside(request, reply);
    return ((await firstRun().catch(() => false)) ? page : forVisitors)(request, reply);
  });
  for (const file of ['favicon.svg', 'robots.txt', 'manifest.webmanifest', PRINT])
    if (existsSync(join(ROOT, file)))
      app.get(`/${file}`, outside, async (_request, reply) =>
        reply
          .type(
            file.endsWith('.svg')
              ? 'image/svg+xml'
              : file.endsWith('.txt') || file === PRINT
                ? 'text/plain'
                : 'application/manifest+json',
          )
          .send(await readFile(join(ROOT, file))),
      );
  app.get('/*', outside, async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) throw notFound();
    return (hasSession(request) ? viewInside : page)(request, reply.header('vary', 'cookie'));
  });
}

/**
 * Pages that people come to from letters and bookmarks, with what they need besides the application's own files. They
 * are drawn here first, so that they can be read at once; where that cannot be done, their files and words are at least
 * fetched together. What the application says is English; see APPLICATION_LANGUAGES of the web.
 */
const DRAWN: [RegExp, string[]][] = [
  [
    /^\/partnerships\/[0-9a-f-]{36}\/listen\/[0-9a-f-]{36}(?:\?|$)/,
    [
      'partnerships/PartnershipFrame.tsx',
      'surveys/RoundPage.tsx',
      ...['common', 'surveys', 'instruments', 'results', 'reviews', 'delivery'].map((one) => `locales/en/${one}.json`),
    ],
  ],
];

type Manifest = Record<string, { file: string; imports?: string[]; css?: string[] }>;

/** The page with a word to the browser about the files of more modules of it. */
async function preloading(page: string, modules: string[]): Promise<string> {
  const manifest = JSON.parse(await readFile(join(ROOT, '.vite/manifest.json'), 'utf8')) as Manifest;
  const files = new Set<string>();
  const follow = (name: string) => {
    const part = manifest[name];
    if (!part || files.has(part.file)) return;
    files.add(part.file);
    for (const style of part.css ?? []) files.add(style);
    for (const next of part.imports ?? []) follow(next);
  };
  modules.forEach(follow);
  const links = [...files]
    .filter((file) => !page.includes(file))
    .map((file) =>
      file.endsWith('.css')
        ? `<link rel="preload" as="style" crossorigin href="/${file}">`
        : `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}">`,
    );
  return page.replace('</head>', `${links.join('\n')}\n</head>`);
}

/**
 * A page whose scripts wait in a template until they are needed (public/assets/first-2.js), so that a telephone can show
 * what was drawn here without working through them. Without a view it stays as it is until its own script has one.
 */
function asleep(page: string): (view?: NonNullable<FirstView>) => string {
  const take = (tag: RegExp) => {
    const found = [...page.matchAll(tag)].map(([whole]) => whole).join('');
    page = page.replaceAll(tag, '');
    return found;
  };
  const files = take(/<link rel="modulepreload"[^>]*>\n?/g);
  const scripts = take(/<script (?:type="module"|src="\/assets\/early)[^>]*><\/script>\n?/g);
  const waiting = `<template id="files">${files}</template><template id="scripts">${scripts}</template>
<script src="/assets/first-2.js"></script>
</body>`;
  page = page.replace('<html', '<html data-first').replace('</body>', () => waiting);
  return (view) =>
    view
      ? page
          .replace(/<title>[^<]*/, () => `<title>${escaped(view.title)}`)
          .replace(/<div id="root">[\s\S]*<\/div>(?=\s*<noscript>)/, () => `<div id="root">${view.html}</div>`)
      : page;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Asks the API as the browser behind a request would. What it says to the browser (a session goes on) is handed on. */
const readingAs =
  (app: FastifyInstance, { headers, ip }: FastifyRequest, reply: FastifyReply) =>
  async (url: string, payload?: unknown): Promise<{ status: number; body: string }> => {
    const { cookie, 'user-agent': agent } = headers;
    const answer = await app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url,
      remoteAddress: ip,
      headers: { accept: 'application/json', ...(cookie ? { cookie } : {}), ...(agent ? { 'user-agent': agent } : {}) },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const cookies = answer.headers['set-cookie'];
    if (cookies && !reply.sent) reply.header('set-cookie', cookies);
    return { status: answer.statusCode, body: answer.body };
  };

/** The reader's zone, as the application left it for its next first view. */
const zoneOf = ({ headers }: FastifyRequest): string | null => {
  const zone = /(?:^|;\s*)entente\.zone=([\w%+-]{1,64})/.exec(headers.cookie ?? '')?.[1];
  try {
    return zone
      ? new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(zone) }).resolvedOptions().timeZone
      : null;
  } catch {
    return null;
  }
};

/** Addresses of the style sheets of the page behind an invitation, for pages the server writes itself. */
export async function respondStyles(): Promise<string[]> {
  const html = await readFile(join(ROOT, 'respond/index.html'), 'utf8').catch(() => '');
  return [...html.matchAll(/<link[^>]+href="(\/assets\/[^"]+\.css)"/g)].map((match) => match[1] as string);
}

let print: Promise<string | null> | undefined;
/** What the page behind an invitation is, as far as browsers load it: the hash of the list of its files. */
export function respondPrint(): Promise<string | null> {
  print ??= readFile(join(ROOT, PRINT)).then(
    (list) => createHash('sha256').update(list).digest('hex'),
    () => null,
  );
  return print;
}

/** A page, compressed once. */
function send(html: string) {
  const forms = { br: brotliCompressSync(html), gzip: gzipSync(html, { level: 9 }) };
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const encoding = encodingOf(request);
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    variesByEncoding(reply);
    return encoding ? reply.header('content-encoding', encoding).send(forms[encoding]) : reply.send(html);
  };
}

/** Whether a session cookie is there; whether it is good is found out by whoever needs to know. */
const hasSession = (request: FastifyRequest): boolean =>
  /(?:^|;\s*)(?:__Host-)?entente\.session_token=[^;]/.test(request.headers.cookie ?? '');

const API_STYLE = `body{font:17px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse;width:100%}td,th{text-align:start;padding:.4rem .6rem;border-bottom:1px solid #8884;vertical-align:top}code{font-size:.9em}`;

type Operation = { summary?: string; tags?: string[]; security?: unknown[] };

function apiPage(app: FastifyInstance): string {
  const paths = (app.swagger() as { paths?: Record<string, Record<string, Operation>> }).paths ?? {};
  const rows = Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, operation]) =>
          `<tr><td><code>${method.toUpperCase()}</code></td><td><code>${path}</code></td><td>${operation.summary ?? ''}</td><td>${operation.security?.length === 0 ? 'anyone' : 'signed in'}</td></tr>`,
      ),
    )
    .join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Entente API</title>
<link rel="stylesheet" href="/api/style.css"></head>
<body><h1>Entente API</h1><p>The whole description, for programs: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<table><thead><tr><th>Method</th><th>Path</th><th>What it does</th><th>Who</th></tr></thead><tbody>${rows}</tbody></table></body></html>`;
}
