import type { Problem } from '../../domain/common/contract.ts';

/** What the server refused, as it said it (RFC 9457). `reference` can be quoted to whoever runs this installation. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly reference: string | null;
  constructor(problem: Problem, reference: string | null = null) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.reference = reference;
  }
  get status(): number {
    return this.problem.status;
  }
  get type(): string {
    return this.problem.type;
  }
  /** Sentences by field, with paths written `a.b.0.c`. */
  get fields(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const field of this.problem.fields ?? []) found[fieldPath(field.path)] ??= field.message;
    return found;
  }
  /** With 412: the record as it is now. */
  current<T>(): T | undefined {
    return this.problem.current as T | undefined;
  }
}

/** The request never reached the server. Nothing was changed. */
export class OfflineError extends Error {
  constructor(cause?: unknown) {
    super('The server could not be reached.', { cause });
    this.name = 'OfflineError';
  }
}

/** `/body/others/0/name`, `body.others[0].name` and `others.0.name` are one field: `others.0.name`. */
export function fieldPath(path: string): string {
  return path
    .replace(/\[(\w+)\]/g, '.$1')
    .replaceAll('/', '.')
    .replace(/^\.+/, '')
    .replace(/^body\./, '');
}

/** Reads an error reply; a proxy's HTML page or an empty body still becomes a problem with a status. */
export function toProblem(status: number, statusText: string, body: string): Problem {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'title' in parsed && typeof parsed.title === 'string') {
      return { type: 'about:blank', status, ...parsed, title: parsed.title } as Problem;
    }
    // The sign-in library has a shape of its own.
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed && typeof parsed.message === 'string') {
      const code = 'code' in parsed && typeof parsed.code === 'string' ? parsed.code : 'OTHER';
      return { type: `auth:${code}`, title: parsed.message, status };
    }
  } catch {
    // Not JSON: below.
  }
  return { type: 'about:blank', title: statusText || `HTTP ${status}`, status };
}

/** A fault of ours is quoted in its sentence: "… Reference 7c1e40aa." */
const referenceIn = (problem: Problem): string | null => /Reference (\S+?)\.?$/.exec(problem.detail ?? '')?.[1] ?? null;

/** A fresh key. `crypto.randomUUID` exists on secure addresses only; an installation in an office may have none. */
export function newKey(): string {
  if (window.isSecureContext) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Query = Record<string, string | number | boolean | null | undefined>;
type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Query;
  body?: unknown;
  version?: number;
  /** Same key, same submission: a repeated send is answered with the first result. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

const BASE = '/api/v1';

/** The address of a resource, e.g. for a download link: `address('/partnerships/…/participants/export.csv')`. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return BASE + path + (search.size > 0 ? `?${search}` : '');
}

export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  const response = await send(address(path, options.query), {
    method: options.method ?? 'GET',
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** `fetch` with our two kinds of failure. Also used for sign-in, which lives outside the API's base. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = (await asked(url, init.body)) ?? (await fetch(url, { credentials: 'same-origin', ...init }));
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new OfflineError(cause);
  }
  if (response.ok) return response;
  const problem = toProblem(response.status, response.statusText, await response.text());
  throw new ProblemError(problem, response.headers.get('x-request-id') ?? referenceIn(problem));
}

declare global {
  var early: Map<string, Promise<Response | undefined>> | undefined;
}
/** A reply that nobody has asked for by then is too old. */
const EARLY_MS = 10_000;
/** The reply to what the head of the page asked already (public/assets/early-2.js), for whoever asks the same first. */
async function asked(url: string, body: RequestInit['body']): Promise<Response | undefined> {
  const asking = url + (body ?? '');
  const reply = globalThis.early?.get(asking);
  globalThis.early?.delete(asking);
  return performance.now() - (globalThis.first?.woke ?? 0) < EARLY_MS ? reply : undefined;
}

/** A file the server makes on request, and names. */
export async function download(url: string, init: RequestInit = {}): Promise<void> {
  const response = await send(url, init);
  saveFile(await response.blob(), fileName(response));
}

/** The name the server gives a file. */
export const fileName = (response: Response): string =>
  /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';

export function saveFile(blob: Blob, name: string): void {
  const file = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = file;
  link.download = name;
  link.click();
  // Some browsers begin to read it a moment later.
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  request<T>(path, { query, signal });

/** `idempotencyKey`: one per submission the person makes, kept when the same submission is tried again. */
export const post = <T>(path: string, body?: unknown, idempotencyKey: string = newKey()): Promise<T> =>
  request<T>(path, { method: 'POST', body, idempotencyKey });

/** `version` of the record the change was made on; 412 means somebody else changed it since. */
export const patch = <T>(path: string, body: unknown, version?: number): Promise<T> =>
  request<T>(path, { method: 'PATCH', body, version });

/** Replaces something that is mine alone: the same again changes nothing. */
export const put = <T>(path: string, body: unknown): Promise<T> => request<T>(path, { method: 'PUT', body });

export const remove = <T = void>(path: string, version?: number): Promise<T> =>
  request<T>(path, { method: 'DELETE', version });
