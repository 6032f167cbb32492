import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document, DocumentFile, DocumentVersion } from '../../../domain/documents/contract.ts';
import { LARGEST_FILE } from '../../../domain/documents/files.ts';
import { kindOf } from '../../../domain/documents/kinds.ts';
import { draftFrom } from '../../../domain/documents/ydoc.ts';
import { main } from '../../cli.ts';
import { inPartnership } from '../../platform/scope.ts';
import { type TestApp, type TestPerson, testApp } from '../../testing/app.ts';
import { addFile, leadsSign, propose, ratify, startShared } from '../../testing/documents.ts';
import { type Alliance, alliance } from '../../testing/factories.ts';
import { readPdf } from '../../testing/pdf.ts';
import { another, must } from '../../testing/principals.ts';
import { deleteFiles } from '../file-queries.ts';
import { writeDraft } from '../queries.ts';

let t: TestApp;
let first: Alliance;
let a: Alliance;
let D: string;
beforeAll(async () => {
  t = await testApp();
  first = await alliance(t);
});
afterAll(() => t.close());
const fresh = async () => {
  a = await another(first);
  D = `${a.path}/documents`;
};

const PDF = Buffer.from('%PDF-1.7\nThe contract as it was signed\n%%EOF\n');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const idOf = async (who: TestPerson) => (await t.sql('select id from person where email = $1', [who.email])).rows[0].id;
const read = async (who: TestPerson, id: string) => must(await who.get<Document>(`${D}/${id}`));
const send = (who: TestPerson, id: string, bytes: unknown, name = 'Contract.pdf') =>
  who.send<DocumentFile & { detail: string; type: string }>(
    'POST',
    `${D}/${id}/files?name=${encodeURIComponent(name)}`,
    bytes,
  );
const onDisk = () => readdir(join(t.config.dataDir, 'files', a.partnership.id)).catch(() => [] as string[]);
const start = (wish: object = {}) => startShared(a.north, a.path, { kind: 'contract-record', ...wish });

/** Writes a paper with this file into a draft, as the editor does. */
async function name(who: TestPerson, id: string, file: string | undefined): Promise<void> {
  const kind = kindOf('contract-record');
  const { draft } = await read(who, id);
  const content = { ...draft?.content, papers: [{ id: 'r1', title: 'Contract', ...(file && { file }) }] };
  await inPartnership(t.services.db, await idOf(who), a.partnership.id, (tx, scope) =>
    writeDraft(tx, scope, id, draftFrom(kind, content as never), t.clock.now()),
  );
}

async function download(who: TestPerson, id: string, file: string) {
  const { statusCode, rawPayload, headers } = await t.app.inject({
    url: `/api/v1${D}/${id}/files/${file}`,
    headers: { cookie: who.cookie ?? '' },
  });
  return { status: statusCode, bytes: rawPayload, headers };
}

describe('adding and reading', () => {
  beforeAll(fresh);

  test('a file comes in, is known by its hash, and goes out as it was, with no right in a browser', async () => {
    const { id } = await start();
    const made = must(await send(a.north, id, PDF, '../Våre «Contract».exe'));
    expect(made).toMatchObject({
      name: 'Våre «Contract».pdf',
      type: 'application/pdf',
      size: PDF.length,
      sha256: sha256(PDF),
      named: null,
    });
    expect((await read(a.rail, id)).files).toEqual([made]);
    expect(await onDisk()).toEqual([sha256(PDF)]);
    const { status, bytes, headers } = await download(a.rail, id, made.id);
    expect([status, bytes.equals(PDF)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="V_re _Contract_.pdf"; filename*=UTF-8''V%C3%A5re%20%C2%ABContract%C2%BB.pdf`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      etag: `"${sha256(PDF)}"`,
    });
    const { rows } = await t.sql(`select type, after from event where subject_id = $1 order by id`, [id]);
    expect(rows.at(-1)).toEqual({ type: 'document.file-added', after: { file: made.name, sha256: made.sha256 } });
  });

  test('sent again it is the same file, also by two at once and under another name', async () => {
    const { id } = await start();
    const made = await Promise.all(
      [1, 2, 3].map(async (at) => must(await send(at % 2 ? a.north : a.rail, id, PDF, `${at}.pdf`))),
    );
    expect(new Set(made.map((one) => one.id)).size).toBe(1);
    expect((await read(a.north, id)).files).toHaveLength(1);
    expect((await onDisk()).filter((one) => one.endsWith('.part'))).toEqual([]);
    const { rows } = await t.sql(
      `select count(*)::int as n from event where subject_id = $1 and type like '%file-added'`,
      [id],
    );
    expect(rows[0].n).toBe(1);
    // Nothing of it is kept where sendings are.
    const kept = await t.sql(`select from idempotency_key where route like '%/files%'`);
    expect(kept.rowCount).toBe(0);
  });

  test('what is not a file that is kept here is refused with a sentence, and leaves nothing behind', async () => {
    const { id } = await start();
    const before = await onDisk();
    for (const [bytes, why] of [
      [Buffer.from('<html><script>alert(1)</script>'), 'Accepted are PDF'],
      [Buffer.from('MZ\u0090\0\u0003', 'latin1'), 'not kept here'],
      [Buffer.alloc(0), 'empty'],
      [{ some: 'json' }, 'Send the bytes'],
      [undefined, 'Send the bytes'],
    ] as const) {
      const refused = await send(a.north, id, bytes);
      expect([refused.status, refused.body.detail], why).toEqual([400, expect.stringContaining(why)]);
    }
    for (const name of ['', 'x'.repeat(256)]) expect((await send(a.north, id, PDF, name)).status).toBe(400);
    expect((await a.north.send('POST', `${D}/${id}/files`, PDF)).status).toBe(400);
    expect(await onDisk()).toEqual(before);
    expect((await read(a.north, id)).files).toEqual([]);
  });

  test('too large is refused before it is read where it says so, and while it is read where it does not', async () => {
    const { id } = await start();
    const before = await onDisk();
    let asked = 0;
    const endless = () =>
      new Readable({
        read() {
          asked += 65_536;
          this.push(Buffer.alloc(65_536, 'a'));
        },
      });
    const inject = (headers: Record<string, string>) =>
      t.app.inject({
        method: 'POST',
        url: `/api/v1${D}/${id}/files?name=a.txt`,
        headers: { cookie: a.north.cookie ?? '', 'content-type': 'application/octet-stream', ...headers },
        payload: endless(),
      });
    const said = await inject({ 'content-length': `${LARGEST_FILE + 1}` });
    expect([said.statusCode, said.json().detail]).toEqual([413, expect.stringContaining('25 MB at most')]);
    expect(asked).toBeLessThan(1_000_000);
    const silent = await inject({});
    expect([silent.statusCode, silent.json().type, silent.headers['connection']]).toEqual([
      413,
      '/problems/too-large',
      'close',
    ]);
    expect(asked).toBeLessThan(LARGEST_FILE + 2_000_000);
    expect(await onDisk()).toEqual(before);
  });

  test('nobody adds to what rests, what they cannot see, or without being signed in', async () => {
    const { id } = await start();
    const mine = must(await a.north.post<Document>(D, { kind: 'contract-record', examples: true }));
    expect((await t.nobody.send('POST', `${D}/${id}/files?name=a.pdf`, PDF)).status).toBe(401);
    expect((await send(a.rail, mine.id, PDF)).status).toBe(404);
    expect((await send(await t.person(), id, PDF)).status).toBe(404);
    await leadsSign(a.path, id, a.north, a.rail);
    await propose(a.north, a.path, id);
    const rests = await send(a.north, id, PDF);
    expect([rests.status, rests.body.type]).toEqual([409, '/problems/document-proposed']);
  });
});

describe('a private draft', () => {
  beforeAll(fresh);

  test('keeps its files to itself, and shares with it only those its text names', async () => {
    const mine = must(await a.north.post<Document>(D, { kind: 'contract-record', examples: true }));
    const named = must(await send(a.north, mine.id, PDF));
    const spare = must(await send(a.north, mine.id, Buffer.from('For us alone'), 'Inside.txt'));
    await name(a.north, mine.id, named.id);
    const never = '0190a000-0000-7000-8000-000000000000';
    for (const method of ['GET', 'DELETE']) {
      const ask = (id: string) => a.rail.send(method, `${D}/${mine.id}/files/${id}`);
      const [theirs, nothing] = [await ask(named.id), await ask(never)];
      expect([theirs.status, theirs.body]).toEqual([404, nothing.body]);
    }
    // The lock beneath.
    const seen = await inPartnership(t.services.db, await idOf(a.rail), a.partnership.id, (tx) =>
      tx.selectFrom('document_file').select('id').execute(),
    );
    expect(seen).toEqual([]);
    expect(JSON.stringify((await a.rail.get(`${a.path}/record`)).body)).not.toContain('file-added');

    const shared = must(await a.north.post<Document>(`${D}/${mine.id}/share`));
    expect(shared.files.map(({ id, named: by }) => [id, by])).toEqual([[named.id, 'draft']]);
    expect((await download(a.rail, mine.id, named.id)).bytes.equals(PDF)).toBe(true);
    expect((await download(a.north, mine.id, spare.id)).status).toBe(404);
    expect(JSON.stringify((await a.rail.get(`${a.path}/record`)).body)).not.toContain('Inside');
  });
});

describe('removing', () => {
  beforeAll(fresh);

  test('what a text names stays: the draft lets go of it first, a proposed one never does', async () => {
    const { id } = await start();
    const made = must(await send(a.north, id, PDF));
    const url = `${D}/${id}/files/${made.id}`;
    await name(a.north, id, made.id);
    expect(await a.rail.delete<{ type: string }>(url)).toMatchObject({
      status: 409,
      body: { type: '/problems/file-in-draft' },
    });
    await leadsSign(a.path, id, a.north, a.rail);
    const proposed = await propose(a.north, a.path, id);
    expect(proposed.files[0]?.named).toBe('version');
    expect(await a.rail.delete(url)).toMatchObject({ status: 409, body: { type: '/problems/file-proposed' } });
    must(await a.rail.post(`${D}/${id}/versions/1/decline`, { reason: 'Another contract' }));
    await name(a.north, id, undefined);
    expect((await a.rail.delete(url)).status).toBe(409);
    // The lock beneath, for whoever is let past the rule.
    const past = inPartnership(t.services.db, await idOf(a.north), a.partnership.id, (tx, scope) =>
      deleteFiles(tx, scope, id, [made.id]),
    );
    await expect(past).rejects.toMatchObject({ code: '23503' });
    await expect(t.sql('delete from document_file where id = $1', [made.id])).rejects.toMatchObject({ code: '23503' });
    await expect(t.sql(`update document_file set name = 'x' where id = $1`, [made.id])).rejects.toMatchObject({
      code: '42501',
    });
    // Thrown away as a whole, the document keeps what its declined version names.
    const now = await read(a.north, id);
    expect((await a.north.send('DELETE', `${D}/${id}`, undefined, { 'if-match': `"${now.version}"` })).status).toBe(
      204,
    );
    await t.services.jobs.run('sweep-files', { partnership: a.partnership.id, hashes: made.sha256 });
    expect(await onDisk()).toContain(made.sha256);
    expect((await download(a.north, id, made.id)).status).toBe(404);
  });

  test('removed, its bytes go as well, unless another document has them', async () => {
    const [one, other] = [await start(), await start()];
    const bytes = randomBytes(50).toString('hex');
    const made = await Promise.all(
      [one, other].map(({ id }) => addFile(a.north, a.path, id, { name: 'a.txt', bytes: Buffer.from(bytes) })),
    );
    const hash = made[0]?.sha256 as string;
    const sweep = () => t.services.jobs.run('sweep-files', { partnership: a.partnership.id, hashes: hash });
    expect((await a.rail.delete(`${D}/${one.id}/files/${made[0]?.id}`)).status).toBe(204);
    await sweep();
    expect((await download(a.rail, other.id, made[1]?.id as string)).bytes.toString()).toBe(bytes);
    const now = await read(a.north, other.id);
    await a.north.send('DELETE', `${D}/${other.id}`, undefined, { 'if-match': `"${now.version}"` });
    const queued = await t.sql(`select data from pgboss.job where name = 'sweep-files' and data->>'hashes' = $1`, [
      hash,
    ]);
    expect(queued.rowCount).toBe(2);
    await sweep();
    await sweep();
    expect(await onDisk()).not.toContain(hash);
  });

  test('added and removed at the same moment, a file that is named has its bytes', async () => {
    const [one, other] = [await start(), await start()];
    for (let turn = 0; turn < 12; turn++) {
      const file = { name: 'a.txt', bytes: Buffer.from(`Turn ${turn} ${randomBytes(8).toString('hex')}`) };
      const made = await addFile(a.north, a.path, one.id, file);
      const remove = async () => {
        await a.north.delete(`${D}/${one.id}/files/${made.id}`);
        await t.services.jobs.run('sweep-files', { partnership: a.partnership.id, hashes: made.sha256 });
      };
      const [, again] = await Promise.all([remove(), addFile(a.rail, a.path, other.id, file), remove()]);
      const { status, bytes } = await download(a.north, other.id, again.id);
      expect([status, bytes.equals(file.bytes)]).toEqual([200, true]);
    }
  });

  test('what an end in the middle left behind is swept after a day; what rows name stays', async () => {
    const { id } = await start();
    const made = must(await send(a.north, id, Buffer.from('named'), 'a.txt'));
    const directory = join(t.config.dataDir, 'files', a.partnership.id);
    const old = new Date(t.clock.now().epochMilliseconds - 25 * 3_600_000);
    const orphan = sha256(Buffer.from('orphan'));
    for (const [file, when] of [
      ['old.part', old],
      ['new.part', new Date(t.clock.now().epochMilliseconds)],
      [orphan, old],
    ] as const) {
      await writeFile(join(directory, file), 'x');
      await utimes(join(directory, file), when, when);
    }
    await utimes(join(directory, made.sha256), old, old);
    await t.services.jobs.run('sweep-files');
    const left = await onDisk();
    expect([
      left.includes('old.part'),
      left.includes('new.part'),
      left.includes(orphan),
      left.includes(made.sha256),
    ]).toEqual([false, true, false, true]);
  });
});

describe('what is ratified', () => {
  beforeAll(fresh);

  test('covers the file: text, page, PDF, proof and entente verify say which one', async () => {
    const { id } = await start();
    const made = must(await send(a.north, id, PDF));
    await name(a.north, id, made.id);
    await leadsSign(a.path, id, a.north, a.rail);
    const proposed = await propose(a.north, a.path, id);
    for (const who of [a.north, a.rail]) must(await ratify(who, a.path, proposed));
    const version = must(await a.rail.get<DocumentVersion>(`${D}/${id}/versions/1`));
    const { id: file, name: called, type, size, sha256: hash } = made;
    expect(version.files).toEqual([{ id: file, name: called, type, size, sha256: hash }]);
    const take = async (url: string) =>
      (await t.app.inject({ url: `/api/v1${D}/${id}/versions/1/${url}`, headers: { cookie: a.rail.cookie ?? '' } }))
        .rawPayload;
    expect((await take('text.md')).toString()).toContain('Contract.pdf (PDF, 45 bytes)<br>SHA-256');
    const printed = readPdf(await take('proof.pdf'))
      .pages.join(' ')
      .replaceAll(/\s+/g, '');
    expect(printed).toContain('Contract.pdf(PDF,45bytes)');
    expect(printed).toContain(hash);

    const proof = await take('proof.json');
    const paper = join(t.config.dataDir, 'paper.pdf');
    const run = async (args: string[]) => {
      let out = '';
      const write = (text: string) => {
        out += text;
      };
      const sink = { write } as never;
      const code = await main(['verify', '-', ...args], {
        stdin: Readable.from([proof]) as never,
        stdout: sink,
        stderr: sink,
      });
      return [code, out] as const;
    };
    await writeFile(paper, PDF);
    const [code, out] = await run(['--file', paper]);
    expect([code, out]).toEqual([0, expect.stringContaining('byte for byte, the file “Contract.pdf” of this text')]);
    expect(out).toContain(`file Contract.pdf (PDF, 45 bytes), SHA-256 ${hash.slice(0, 4)} `);
    await writeFile(paper, Buffer.concat([PDF, Buffer.from(' ')]));
    expect(await run(['--file', paper])).toEqual([1, expect.stringContaining('NOT PROVEN')]);
  });

  test('a draft that names a file of another document, or none, cannot be proposed', async () => {
    const [one, other] = [await start(), await start()];
    const made = must(await send(a.north, other.id, PDF));
    await name(a.north, one.id, made.id);
    const { draft } = await read(a.north, one.id);
    expect(draft?.files).toEqual([]);
    expect(draft?.findings[0]?.message).toContain('the file is not there any more');
    const refused = await a.north.post(`${D}/${one.id}/proposal`, {
      hash: draft?.hash,
      expiresOn: '2026-12-15',
      timeZone: 'Europe/Oslo',
    });
    expect(refused.status).toBe(400);
  });
});

describe('the disk', () => {
  beforeAll(fresh);

  test('a damaged or missing file is said, never sent; adding it again mends it', async () => {
    const { id } = await start();
    const made = must(await send(a.north, id, PDF));
    const path = join(t.config.dataDir, 'files', a.partnership.id, made.sha256);
    await writeFile(path, Buffer.concat([PDF.subarray(0, 20), Buffer.from('X'), PDF.subarray(21)]));
    const damaged = await download(a.north, id, made.id);
    expect([damaged.status, JSON.parse(damaged.bytes.toString()).type]).toEqual([500, '/problems/file-damaged']);
    expect(damaged.headers['content-disposition']).toBeUndefined();
    must(await send(a.rail, id, PDF));
    expect((await download(a.north, id, made.id)).bytes.equals(PDF)).toBe(true);
    expect(await readFile(path)).toEqual(PDF);
    expect((await stat(path)).mode & 0o77).toBe(0);
  });

  test('a sending that breaks off leaves nothing behind, and 25 MB never stand in memory', async () => {
    const { id } = await start();
    await t.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = t.app.server.address() as { port: number };
    const sending = (length: number) =>
      request({
        port,
        method: 'POST',
        path: `/api/v1${D}/${id}/files?name=long.txt`,
        headers: { cookie: a.north.cookie ?? '', 'content-type': 'application/octet-stream', 'content-length': length },
      });
    const broken = sending(1_000_000);
    broken.on('error', () => {});
    broken.write(Buffer.alloc(300_000, 'a'));
    await expect.poll(async () => (await onDisk()).some((one) => one.endsWith('.part')), { timeout: 5000 }).toBe(true);
    broken.destroy();
    await expect.poll(onDisk, { timeout: 5000 }).not.toContainEqual(expect.stringMatching(/part$/));
    expect((await read(a.north, id)).files).toEqual([]);

    // What nobody holds any more is thrown away before it is measured; both ends of the line are in this process.
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const held = () => {
      collect();
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      return arrayBuffers + heapUsed;
    };
    const before = held();
    let most = 0;
    const whole = sending(LARGEST_FILE);
    const answered = new Promise<number>((resolve, reject) => {
      whole.on('error', reject);
      whole.on('response', (response) => resolve(response.resume().statusCode ?? 0));
    });
    const piece = Buffer.alloc(100_000, 'line of a text\n');
    for (let sent = 0; sent < LARGEST_FILE; sent += piece.length) {
      if (!whole.write(piece)) await new Promise((resume) => whole.once('drain', resume));
      if (sent % 5_000_000 === 0) most = Math.max(most, held() - before);
    }
    whole.end();
    expect(await answered).toBe(201);
    expect(most).toBeLessThan(6_000_000);
    const [made] = (await read(a.north, id)).files;
    const back = await download(a.north, id, made?.id as string);
    expect([back.bytes.length, sha256(back.bytes)]).toEqual([LARGEST_FILE, made?.sha256]);
  }, 60_000);
});
