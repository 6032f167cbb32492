import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { encodingOf, variesByEncoding } from './compress.ts';
import { notFound } from './errors.ts';

/** Made by the build, in the form of sha256sum. */
const PRINT = 'page.sha256';
const ROOT = join(import.meta.dirname, '../../../dist/web');
const outside = { config: { access: 'anyone' as const, outside: true }, schema: { hide: true } };

/**
 * The built pages: one for the application, one for respondents, the assessment that is the front page, and the API
 * described for people. `firstRun`: nobody has an account here yet.
 */
export async function webRoutes(app: FastifyInstance, firstRun: () => Promise<boolean>): Promise<void> {
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
  const firstViews = await Promise.all(
    FIRST_VIEWS.map(async ([address, modules]) => ({
      address,
      view: send(await preloading(marked(application), modules)),
    })),
  );
  const viewInside = (request: FastifyRequest, reply: FastifyReply) =>
    (firstViews.find(({ address }) => address.test(request.url))?.view ?? pageInside)(request, reply);
  const respond = send(await html('respond/index.html'));
  const results = send(await html('results/index.html'));
  const assessment = await html('assessment/index.html');
  const forVisitors = send(assessment);
  const forMembers = send(marked(assessment));

  // No log line and no counting by address for the page of a respondent.
  app.get('/r/*', { ...outside, config: { ...outside.config, silent: true, rateLimit: false } }, respond);
  app.get('/results', outside, results);
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
 * Pages that people come to from letters and bookmarks: their files and words are fetched together with those of the
 * application. What it says is English; see APPLICATION_LANGUAGES of the web.
 */
const FIRST_VIEWS: [RegExp, string[]][] = [
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
