import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export const CHROMIUM =
  [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find((one) => one && existsSync(one)) ??
  'chromium';
export const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

/** The product as `npm start` runs it, with data of its own that are thrown away, and somebody signed in. */
export class RunningProduct {
  readonly url: string;
  cookie = '';
  readonly #server: ChildProcess;
  readonly #dir: string;

  private constructor(url: string, server: ChildProcess, dir: string) {
    this.url = url;
    this.#server = server;
    this.#dir = dir;
  }

  static async start(): Promise<RunningProduct> {
    const dir = mkdtempSync(join(tmpdir(), 'entente-running-'));
    chmodSync(dir, 0o711);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const server = spawn('node', ['scripts/start.mjs'], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: dir, PORT: `${port}`, PUBLIC_URL: url, LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of server.stdout as NodeJS.ReadableStream) {
      said += chunk;
      if (said.includes('Entente is open at')) break;
    }
    if (!said.includes('Entente is open at')) throw new Error('The product did not start: the reason is above.');
    return new RunningProduct(url, server, dir);
  }

  async signUp(name: string, email: string): Promise<void> {
    const reply = await this.#send('POST', '/api/auth/sign-up/email', {
      name,
      email,
      password: 'shown to nobody at all',
    });
    this.cookie = reply.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await this.#send(method, `/api/v1${path}`, body)).json() as Promise<T>;
  }

  /** For a browser's context. */
  get cookies(): { name: string; value: string; url: string }[] {
    return this.cookie.split('; ').map((pair) => {
      const [name, value] = pair.split('=') as [string, string];
      return { name, value, url: this.url };
    });
  }

  async stop(): Promise<void> {
    this.#server.kill('SIGTERM');
    await once(this.#server, 'exit');
    rmSync(this.#dir, { recursive: true, force: true });
  }

  async #send(method: string, path: string, body?: unknown): Promise<Response> {
    const reply = await fetch(this.url + path, {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
