import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../domain/documents/canonical.ts';
import type { ChainFile, Link, ProofFile } from '../../domain/documents/chain.ts';
import type { Document } from '../../domain/documents/contract.ts';
import { main } from '../cli.ts';
import { openSigner } from '../platform/signer.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { inForce, propose, ratify } from '../testing/documents.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { readPdf } from '../testing/pdf.ts';
import { must } from '../testing/principals.ts';
import { verify } from './verify.ts';

let t: TestApp;
let a: Alliance;
let one: Document;
let proof: Buffer;
let chain: Buffer;
let key: string;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
  one = await inForce(a.north, a.rail, a.path, { title: 'Agreement of Nordhavn and Railia' });
  await inForce(a.rail, a.north, a.path, { kind: 'joint-business-plan', title: 'Plan' });
  must(await a.north.post(`${a.path}/documents/${one.id}/draft`));
  const now = must(await a.north.get<Document>(`${a.path}/documents/${one.id}`));
  must(await a.north.patch(`${a.path}/documents/${one.id}`, now.version, { title: 'Agreement, amended' }));
  const proposed = await propose(a.north, a.path, one.id);
  for (const who of [a.north, a.rail]) must(await ratify(who, a.path, proposed));
  proof = await file(`${a.path}/documents/${one.id}/versions/2/proof.json`);
  chain = await file(`${a.path}/chain.json`);
  key = must(await t.nobody.get<{ publicKey: string }>('/signing-key')).publicKey;
});
afterAll(() => t.close());

const file = async (path: string): Promise<Buffer> => {
  const { statusCode, rawPayload } = await t.app.inject({
    url: `/api/v1${path}`,
    headers: { cookie: a.rail.cookie ?? '' },
  });
  expect(statusCode).toBe(200);
  return rawPayload;
};
const written = (value: unknown) => Buffer.from(`${canonicalJson(value)}\n`);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a proof and a chain are proven, and tell what they prove', () => {
  const verdict = verify(proof, { key });
  expect(verdict.problems).toEqual([]);
  expect(verdict.text?.title).toBe('Agreement, amended');
  expect(verdict.links[0]).toMatchObject({ position: 3, event: 'in-force', document: { number: 2, supersedes: 1 } });
  expect(verdict.links[0]?.ratifications.map((yes) => yes.party.name).sort()).toEqual([
    'Nordhavn Terminals',
    'Railia Freight',
  ]);
  expect(verdict.head).toMatchObject({ installation: 'http://entente.test', position: 3 });
  const whole = verify(chain, { key, head: sha256((JSON.parse(`${proof}`) as ProofFile).link) });
  expect(whole.problems).toEqual([]);
  expect(whole.links.map((link) => link.position)).toEqual([1, 2, 3]);
});

/** Something a byte could become by accident or by intent. */
function mutate(bytes: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * bytes.length);
  const other = Math.floor(random() * bytes.length);
  const copy = Buffer.from(bytes);
  switch (Math.floor(random() * 6)) {
    case 0:
      copy[at] = (copy[at] as number) ^ (1 << Math.floor(random() * 8));
      return copy;
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([32 + Math.floor(random() * 95)]), bytes.subarray(at)]);
    case 3:
      [copy[at], copy[other]] = [copy[other] as number, copy[at] as number];
      return copy;
    case 4:
      return bytes.subarray(0, at);
    default: {
      const [from, to] = [Math.min(at, other), Math.max(at, other)];
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to), bytes.subarray(from, to)]);
    }
  }
}

test.each([
  ['proof', () => proof],
  ['chain', () => chain],
])('none of 1,000 random changes to a %s passes, with or without the published key', (_, original) => {
  // Mulberry32: the same thousand every time.
  let seed = 20261122;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  let tried = 0;
  while (tried < 1000) {
    const changed = mutate(original(), random);
    if (changed.equals(original())) continue;
    tried++;
    expect(verify(changed).problems, `change ${tried}`).not.toEqual([]);
    expect(verify(changed, { key }).problems, `change ${tried}`).not.toEqual([]);
  }
});

describe('whoever knows the format', () => {
  const parsed = () => JSON.parse(`${proof}`) as ProofFile;
  const links = () => (JSON.parse(`${chain}`) as ChainFile).links;
  const problems = (value: unknown, trusted: Parameters<typeof verify>[1] = { key }) =>
    verify(written(value), trusted).problems;

  test('cannot change the text, a name, a role, a day or the number', () => {
    for (const [what, by] of [
      ['two working days', 'two working weeks'],
      ['Railia Freight', 'Railia Freighter'],
    ] as const)
      expect(problems({ ...parsed(), text: parsed().text.replace(what, by) })).toContain(
        'The text is not the one that was ratified.',
      );
    for (const [what, by] of [
      [a.rail.name, 'Somebody Else'],
      ['"role":"lead"', '"role":"sponsor"'],
      ['"number":2', '"number":3'],
      [/"at":"\d{4}/, '"at":"1999'],
    ] as const)
      expect(problems({ ...parsed(), link: parsed().link.replace(what, by) })).toContain(
        'Link 3 was changed after it was signed.',
      );
  });

  test('cannot sign it anew with a key of their own', () => {
    const own = openSigner('somebody else');
    const link = parsed().link.replace(a.rail.name, 'Somebody Else');
    const head = parsed().head.replace(/[0-9a-f]{64}/, sha256(link));
    const forged = { ...parsed(), link, head, signature: own.sign(head).toString('base64url') };
    expect(problems(forged)).not.toEqual([]);
    expect(problems({ ...forged, publicKey: own.publicKey })).toEqual([
      'It was signed with another key than the one you trust.',
    ]);
  });

  test('cannot put an older link under a newer text, leave a party out, or add a field', () => {
    const [first] = links();
    expect(problems({ ...parsed(), ...first })).toContain('The text is not the one that was ratified.');
    const link = JSON.parse(parsed().link) as Link;
    const alone = canonicalJson({ ...link, ratifications: link.ratifications.slice(0, 1) });
    expect(problems({ ...parsed(), link: alone })).toContain('Not every party of the text has ratified it.');
    expect(problems({ ...parsed(), note: 'x' })).toEqual(['There are other fields in it than there should be.']);
  });

  test('cannot reorder the chain, take a link out, or cut its end off for whoever kept a head', () => {
    const whole = JSON.parse(`${chain}`) as ChainFile;
    const [x, y, z] = whole.links;
    for (const order of [
      [y, x, z],
      [x, z],
      [y, z],
      [x, y, y, z],
      [x, y, z, x],
    ])
      expect(problems({ ...whole, links: order }).length, `${order.length}`).toBeGreaterThan(0);
    const head = sha256(z?.link as string);
    expect(problems({ ...whole, links: [x, y] })).toEqual([]);
    expect(problems({ ...whole, links: [x, y] }, { key, head })).toEqual([
      'The head you gave is not in this file: it was cut off, or another history was written.',
    ]);
  });

  test('cannot edit stored bytes: the next file that leaves does not prove any more', async () => {
    await t.sql(
      'alter table chain_link disable trigger keep; alter table document_version disable trigger keep_version',
    );
    const change = async (edit: string, undo: string, path: string) => {
      await t.sql(edit);
      const found = verify(await file(path), { key }).problems;
      await t.sql(undo);
      expect(verify(await file(path), { key }).problems).toEqual([]);
      return found;
    };
    const swap = (from: string, to: string) =>
      `update chain_link set entry = replace(entry, '${from}', '${to}'), hash = sha256(convert_to(replace(entry, '${from}', '${to}'), 'UTF8')) where position = 1`;
    expect(
      await change(swap(a.rail.name, 'Somebody Else'), swap('Somebody Else', a.rail.name), `${a.path}/chain.json`),
    ).not.toEqual([]);
    const text = (from: string, to: string) =>
      `update document_version set canonical = replace(canonical, '${from}', '${to}'),
         hash = sha256(convert_to(replace(canonical, '${from}', '${to}'), 'UTF8')) where document_id = '${one.id}' and number = 2`;
    const path = `${a.path}/documents/${one.id}/versions/2/proof.json`;
    expect(
      await change(text('two working days', 'nine working days'), text('nine working days', 'two working days'), path),
    ).toEqual(['The text is not the one that was ratified.']);
    await t.sql('alter table chain_link enable trigger keep; alter table document_version enable trigger keep_version');
  });
});

test('entente verify says what it checked, and ends with 0, 1 or 2', async () => {
  const run = async (bytes: Buffer, ...args: string[]) => {
    let [out, err] = ['', ''];
    const stdin = (async function* () {
      yield new Uint8Array(bytes);
    })();
    const streams = {
      stdin,
      stdout: { write: (s: string) => (out += s) },
      stderr: { write: (s: string) => (err += s) },
    };
    return { code: await main(['verify', '-', ...args], streams), out, err };
  };
  const good = await run(proof, '--key', key);
  expect(good.code).toBe(0);
  expect(good.out).toContain('PROVEN: Northern Corridor Alliance');
  expect(good.out).toContain('in force: “Agreement, amended”, version 2');
  expect(good.out).toContain(`ratified for Railia Freight by ${a.rail.name}, lead`);
  expect(good.out).toContain('Signed with the key you gave.');
  expect((await run(proof)).out).toContain('compare it with the one the installation publishes');
  const head = sha256((JSON.parse(`${proof}`) as ProofFile).link).replace(/(.{4})/g, '$1 ');
  expect((await run(chain, '--key', key, '--head', head)).code).toBe(0);
  const bad = await run(Buffer.from(`${proof}`.replace('Alliance', 'Alliances')), '--key', key);
  expect([bad.code, bad.out]).toEqual([1, '']);
  expect(bad.err).toContain('NOT PROVEN');
  for (const args of [['--key', 'short'], ['--head', 'xyz'], ['another.json'], ['--what']])
    expect((await run(proof, ...args)).code, args.join(' ')).toBe(2);
  expect(
    await main(['verify', '/nowhere.json'], {
      stdin: (async function* () {})(),
      stdout: { write() {} },
      stderr: { write() {} },
    }),
  ).toBe(2);
});

test('a ratified text is printed with who ratified it, every section and the head on each page', async () => {
  const path = `${a.path}/documents/${one.id}/versions`;
  const pdf = await file(`${path}/2/proof.pdf`);
  const { pages, info } = readPdf(pdf);
  const text = pages.join(' ');
  for (const words of [
    'Agreement, amended',
    'Version 2, in force',
    'Ratified by Railia Freight',
    `${a.rail.name}, partnership lead`,
    'with password',
    'How we part',
    'Both leads, together',
  ])
    expect(text, words).toContain(words);
  const head = sha256((JSON.parse(`${proof}`) as ProofFile).link);
  for (const page of pages)
    expect(page).toContain(`link 3, head ${head.slice(0, 4)} ${head.slice(4, 8)} … ${head.slice(-4)}`);
  expect(text).toContain('entente verify FILE');
  expect(info).toContain('/Lang');
  expect((await file(`${path}/2/proof.pdf`)).equals(pdf)).toBe(true);
  expect(readPdf(await file(`${path}/1/proof.pdf`)).pages.join(' ')).toContain('Version 1, superseded');
  const none = await a.rail.get(`${path}/9/proof.json`);
  expect(none.status).toBe(404);
});
