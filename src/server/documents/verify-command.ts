/** `entente verify`: whether a joint text is the one that every party ratified, without a server or a network. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Canonical } from '../../domain/documents/canonical.ts';
import { inGroups } from '../../domain/documents/chain.ts';
import { isRows } from '../../domain/documents/content.ts';
import { fileText } from '../../domain/documents/files.ts';
import { type Command, type Streams, UsageError } from '../platform/command.ts';
import { verify } from './verify.ts';

const help = `Usage: entente verify <file.json> [--key KEY] [--head HASH] [--file PAPER]

Checks a proof file of a joint document, or the signed chain of a partnership, without a server: that nothing of it was
changed, that every party of the text ratified it, that the links follow on each other, and who signed.
Use - in place of the file to read standard input.

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
  const bytes = await (path === '-' ? all(stdin) : readFile(path)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code ?? error.message}).`);
  });
  const verdict = verify(bytes, { ...(key && { key }), ...(head && { head }) });
  if (verdict.problems.length > 0) {
    stderr.write(`NOT PROVEN: ${path}\n${verdict.problems.map((one) => `  ${one}\n`).join('')}`);
    return 1;
  }
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

function report({ links, text, head, publicKey }: ReturnType<typeof verify>, keyGiven: boolean): string {
  const lines = links.flatMap((link) => [
    `${link.position}  ${link.at}  ${link.event === 'in-force' ? 'in force' : 'joined'}: “${link.document.title}”, version ${link.document.number}`,
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
    keyGiven
      ? 'Signed with the key you gave.'
      : `Signed with the key ${publicKey}, which stands in the file itself: compare it with the one the installation publishes, or give it with --key.`,
    '',
  ].join('\n');
}
