import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Unzip, UnzipInflate } from 'fflate';
import { isInside, MANIFEST, type Manifest, manifestFile, manifestText } from '../../domain/parting/manifest.ts';
import { verify } from '../documents/verify.ts';
import { isSigned } from '../platform/signer.ts';

export type CopyVerdict = { problems: string[]; manifest: Manifest | null; proofs: number };
type Found = { path: string; bytes: number; sha256: string };
/** Kept whole while reading: the list of files, and proofs, which are checked as such. */
const isKept = (path: string) => path === MANIFEST || /(\.proof|(^|\/)chain)\.json$/.test(path);
const KEPT_MOST = 64 * 1024 * 1024;

/**
 * Checks a complete copy, packed or unpacked, with nothing but itself: that the list of its files is signed, that each
 * file is the one named there, that none is missing or was added, and every proof inside.
 */
export async function verifyCopy(path: string, folder: boolean, key?: string): Promise<CopyVerdict> {
  const verdict: CopyVerdict = { problems: [], manifest: null, proofs: 0 };
  const problem = (sentence: string) => void verdict.problems.push(sentence);
  const kept = new Map<string, Buffer>();
  let found: Found[];
  try {
    found = folder ? await inFolder(path, kept) : await inArchive(path, kept);
  } catch (error) {
    problem(`It cannot be unpacked: ${(error as Error).message}.`);
    return verdict;
  }
  const manifest = read(kept.get(MANIFEST), problem, key);
  verdict.manifest = manifest;
  if (!manifest) return verdict;
  const seen = new Map<string, Found>();
  for (const one of found) {
    if (seen.has(one.path)) problem(`${one.path} is in it twice.`);
    seen.set(one.path, one);
  }
  for (const file of manifest.files) {
    const one = seen.get(file.path);
    if (!isInside(file.path)) problem(`${file.path} is no path of a copy.`);
    else if (!one) problem(`${file.path} is missing.`);
    else if (one.sha256 !== file.sha256 || one.bytes !== file.bytes) problem(`${file.path} was changed.`);
  }
  const named = new Set([MANIFEST, ...manifest.files.map((file) => file.path)]);
  for (const { path: other } of found) if (!named.has(other)) problem(`${other} was added.`);
  for (const [name, bytes] of kept) {
    if (name === MANIFEST) continue;
    verdict.proofs++;
    for (const sentence of verify(bytes, key === undefined ? {} : { key }).problems) problem(`${name}: ${sentence}`);
  }
  return verdict;
}

function read(bytes: Buffer | undefined, problem: (sentence: string) => void, key?: string): Manifest | null {
  if (!bytes) {
    problem(`There is no ${MANIFEST} in it: this is no complete copy, or only a part of one.`);
    return null;
  }
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as Manifest;
    const { publicKey, signature, ...body } = manifest;
    if (body.format !== 'entente-copy/1' || !Buffer.from(manifestFile(manifest), 'utf8').equals(bytes))
      throw new Error();
    const signed = Buffer.from(signature, 'base64url');
    if (signed.toString('base64url') !== signature || !isSigned(manifestText(body), signed, publicKey))
      problem(`The signature of ${MANIFEST} does not fit: somebody else wrote it, or it was changed.`);
    if (key !== undefined && publicKey !== key) problem('It was signed with another key than the one you trust.');
    return manifest;
  } catch {
    problem(`${MANIFEST} is not as Entente wrote it.`);
    return null;
  }
}

async function inFolder(folder: string, kept: Map<string, Buffer>): Promise<Found[]> {
  const found: Found[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(join(folder, '/').length).replaceAll('\\', '/');
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of createReadStream(full)) {
      hash.update(piece);
      bytes += piece.length;
    }
    if (isKept(path) && bytes <= KEPT_MOST) kept.set(path, await readFile(full));
    found.push({ path, bytes, sha256: hash.digest('hex') });
  }
  return found;
}

/** Read as it comes: an archive of any size takes the memory of one file's pieces. */
async function inArchive(path: string, kept: Map<string, Buffer>): Promise<Found[]> {
  const found: Found[] = [];
  let open = 0;
  let failed: Error | null = null;
  const unzip = new Unzip((file) => {
    open++;
    const hash = createHash('sha256');
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    file.ondata = (error, piece, final) => {
      if (error) failed = error;
      if (!piece) return;
      hash.update(piece);
      bytes += piece.length;
      if (isKept(file.name) && bytes <= KEPT_MOST) pieces.push(piece.slice());
      if (!final) return;
      open--;
      if (isKept(file.name)) kept.set(file.name, Buffer.concat(pieces));
      found.push({ path: file.name, bytes, sha256: hash.digest('hex') });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for await (const piece of createReadStream(path)) {
    unzip.push(new Uint8Array(piece));
    if (failed) throw failed;
  }
  unzip.push(new Uint8Array(), true);
  if (failed) throw failed;
  if (open > 0 || found.length === 0) throw new Error('it is cut off, or no archive');
  return found;
}
