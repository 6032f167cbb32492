/** `entente verify`: whether a joint text, or a complete copy, is as it was signed, without a server or a network. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Canonical } from '../../domain/documents/canonical.ts';
import { inGroups } from '../../domain/documents/chain.ts';
import { isRows } from '../../domain/documents/content.ts';
import { fileText } from '../../domain/documents/files.ts';
import { type CopyVerdict, verifyCopy } from '../parting/verify-copy.ts';
import { type Command, type Streams, UsageError } from '../platform/command.ts';
import { verify } from './verify.ts';

const help = `Usage: entente verify <file.json | copy.zip | folder> [--key KEY] [--head HASH] [--file PAPER]

Checks a proof file of a joint document, or the signed chain of a partnership, without a server: that nothing of it was
changed, that every party of the text ratified it, that the links follow on each other, and who signed.
Use - in place of the file to read standard input.
Of a complete copy, packed or unpacked, it checks that each of its files is the one that was signed, that none is
missing or was added, and every proof inside.

  --key KEY     the public key that your installation publishes (at <its address>/api/v1/signing-key).
                Without it the key in the file is used, and shown for you to compare
  --head HASH   a head of the chain that you kept, from a letter or a printed document; blanks do not matter.
                It has to be in the file: a history that was cut off or written anew does not have it
  --file PAPER  a file at hand, such as a signed contract: whether it is, byte for byte, one that the text names.
                With a proof file; a chain holds no texts
  --help        this text

Exit code: 0 everything fits, 1 something does not (each is named), 2 a problem with the command as typed.

Examples:
  entente verify agreement-version-3-proof.json --key 3Jx…
  entente verify contract-version-1-proof.json --key 3Jx… --file contract.pdf
  entente verify chain.json --key 3Jx… --head "9f2c 71d0 …"
  entente verify northern-corridor-copy-2027-03-31.zip --key 3Jx…
`;

export const verifyCommand: Command = { help, run };

async function run(args: string[], { stdin, stdout, stderr }: Streams): Promise<number> {
  const { values, positionals } = parse(args);
  const [path, ...more] = positionals;
  if (path === undefined) throw new UsageError('name the file to check.');
  if (more.length > 0) throw new UsageError('one file at a time.');
  const { key, head, file } = values;
  if (key !== undefined && !/^[\w-]{43}$/.test(key)) throw new UsageError('--key is 43 letters, digits, - and _.');
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head.replaceAll(/\s/g, '')))
    throw new UsageError('--head is 64 hexadecimal digits; blanks between them do not matter.');
  const form = path === '-' ? 'file' : await formOf(path);
  if (form !== 'file') {
    if (head !== undefined) throw new UsageError('--head is for one proof or chain; a copy has several.');
    const found = await verifyCopy(path, form === 'folder', key);
    if (found.problems.length > 0) return notProven(path, found.problems, stderr);
    stdout.write(copyReport(found, key !== undefined));
    return 0;
  }
  const bytes = await (path === '-' ? all(stdin) : readFile(path)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code ?? error.message}).`);
  });
  const verdict = verify(bytes, { ...(key && { key }), ...(head && { head }) });
  if (verdict.problems.length > 0) return notProven(path, verdict.problems, stderr);
  if (file === undefined) {
    stdout.write(report(verdict, key !== undefined));
    return 0;
  }
  if (!verdict.text) throw new UsageError('--file goes with a proof file; a chain holds no texts.');
  const paper = paperIn(verdict.text, await hashOf(file));
  if (!paper) {
    stderr.write(
      `NOT PROVEN: ${file}\n  No paper of this text has these bytes: it is another file, or it was changed.\n`,
    );
    return 1;
  }
  stdout.write(`${report(verdict, key !== undefined)}PROVEN: ${file} is, byte for byte, ${paper}.\n`);
  return 0;
}

/** What a text calls the file with this hash: one that was added to it, or one kept elsewhere whose hash was typed. */
function paperIn({ files = [], content }: Canonical, sha256: string): string | undefined {
  const added = files.find((one) => one.sha256 === sha256);
  if (added) return `the file “${added.name}” of this text`;
  const rows = Object.values(content).flatMap((part) => (isRows(part) ? part : []));
  const typed = rows.find((row) => `${row['sha256'] ?? ''}`.replaceAll(/\s/g, '').toLowerCase() === sha256);
  return typed && `“${typed['title']}”, by the SHA-256 that stands in this text`;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? error}).`);
  }
  return hash.digest('hex');
}

function notProven(path: string, problems: readonly string[], stderr: Streams['stderr']): number {
  stderr.write(`NOT PROVEN: ${path}\n${problems.map((one) => `  ${one}\n`).join('')}`);
  return 1;
}

/** A folder, an archive by its first bytes, or a file. */
async function formOf(path: string): Promise<'folder' | 'archive' | 'file'> {
  try {
    if ((await stat(path)).isDirectory()) return 'folder';
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50 ? 'archive' : 'file';
    } finally {
      await file.close();
    }
  } catch {
    // Reading it says what is wrong.
    return 'file';
  }
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args, allowPositionals: true, options: { key: text, head: text, file: text } });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}.`);
  }
}

async function all(stdin: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stdin) parts.push(part);
  return Buffer.concat(parts);
}

function copyReport({ manifest, proofs }: CopyVerdict, keyGiven: boolean): string {
  if (!manifest) return '';
  return [
    `PROVEN: complete copy of ${manifest.partnership.name} for ${manifest.party.name}, taken ${manifest.takenAt}`,
    `${manifest.files.length + 1} files, each as it was signed by ${manifest.installation}; ${proofs} proofs among them`,
    whichKey(manifest.publicKey, keyGiven),
    '',
  ].join('\n');
}

const whichKey = (publicKey: string, keyGiven: boolean): string =>
  keyGiven
    ? 'Signed with the key you gave.'
    : `Signed with the key ${publicKey}, which stands in the file itself: compare it with the one the installation publishes, or give it with --key.`;

const EVENTS = { 'in-force': 'in force', joined: 'joined', left: 'left, not bound any more' } as const;

function report({ links, text, head, publicKey }: ReturnType<typeof verify>, keyGiven: boolean): string {
  const lines = links.flatMap((link) => [
    `${link.position}  ${link.at}  ${EVENTS[link.event]}: “${link.document.title}”, version ${link.document.number}`,
    ...link.ratifications.map(
      (one) => `     ratified for ${one.party.name} by ${one.person.name}, ${one.role}, ${one.at}`,
    ),
    `     text ${inGroups(link.document.hash)}`,
  ]);
  const about = links[0] ? `PROVEN: ${links[0].partnership.name}` : 'PROVEN: a chain in which nothing is in force yet';
  return [
    about,
    ...lines,
    ...(text?.files ?? []).map((file) => `     file ${fileText(file)}, SHA-256 ${inGroups(file.sha256)}`),
    ...(head ? [`Head ${inGroups(head.hash)}, link ${head.position}, signed by ${head.installation}`] : []),
    whichKey(publicKey, keyGiven),
    '',
  ].join('\n');
}
