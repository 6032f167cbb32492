import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from '../../domain/documents/canonical.ts';
import type { ChainFile, Head, Link, ProofFile } from '../../domain/documents/chain.ts';
import { isSigned } from '../platform/signer.ts';

/** What a check found. `problems` empty: everything fits together, and the key that signed it is `publicKey`. */
export type Verdict = {
  problems: string[];
  publicKey: string;
  links: Link[];
  text: Canonical | null;
  head: Head | null;
};

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Checks a proof or a chain, with nothing but the file: form, hashes, order, signatures.
 *
 * @param bytes the file as it is
 * @param trusted the key that the installation publishes, and a head that somebody kept (from a letter or a printed page)
 */
export function verify(bytes: Buffer, trusted: { key?: string; head?: string } = {}): Verdict {
  const verdict: Verdict = { problems: [], publicKey: '', links: [], text: null, head: null };
  const problem = (sentence: string) => void verdict.problems.push(sentence);
  let file: ProofFile | ChainFile;
  const written = bytes.toString('utf8');
  try {
    file = JSON.parse(written);
    // One value has one form: a space, a doubled field or a byte that is no text would be a change nobody signed.
    if (!Buffer.from(`${canonicalJson(file)}\n`, 'utf8').equals(bytes)) throw new Error();
  } catch {
    problem('The file is not as Entente wrote it: something in it was changed, or a part is missing.');
    return verdict;
  }
  try {
    verdict.publicKey = file.publicKey;
    if (Buffer.from(file.publicKey, 'base64url').toString('base64url') !== file.publicKey)
      problem('The key is not written as a key is.');
    if (trusted.key !== undefined && file.publicKey !== trusted.key)
      problem('It was signed with another key than the one you trust.');
    if (file.format === 'entente-proof/1') {
      exactly(file, ['format', 'text', 'link', 'head', 'signature', 'publicKey'], problem);
      checkLink(file, file.publicKey, verdict, problem);
      checkText(file.text, verdict, problem);
    } else if (file.format === 'entente-chain/1') {
      exactly(file, ['format', 'links', 'publicKey'], problem);
      for (const link of file.links) {
        exactly(link, ['link', 'head', 'signature'], problem);
        checkLink(link, file.publicKey, verdict, problem);
      }
      checkOrder(file, verdict, problem);
    } else problem('This is neither a proof nor a chain of Entente.');
    if (trusted.head !== undefined) checkHead(trusted.head.replaceAll(/\s/g, ''), file, problem);
  } catch {
    problem('A part of the file does not have the form it must have.');
  }
  return verdict;
}

type Say = (sentence: string) => void;
type Signed = { link: string; head: string; signature: string };

function exactly(value: object, keys: string[], problem: Say): void {
  if (Object.keys(value).sort().join() !== keys.sort().join())
    problem('There are other fields in it than there should be.');
}

function checkLink({ link, head, signature }: Signed, publicKey: string, verdict: Verdict, problem: Say): void {
  const bytes = Buffer.from(signature, 'base64url');
  const parsed = JSON.parse(link) as Link;
  const signed = JSON.parse(head) as Head;
  const at = `Link ${parsed.position}`;
  if (bytes.toString('base64url') !== signature || !isSigned(head, bytes, publicKey))
    problem(`${at}: the signature does not fit. Somebody else wrote it, or something in it was changed.`);
  if (signed.format !== 'entente-head/1' || parsed.format !== 'entente-link/1') problem(`${at} has another form.`);
  if (signed.hash !== sha256(link)) problem(`${at} was changed after it was signed.`);
  if (signed.position !== parsed.position || signed.partnership !== parsed.partnership.id || signed.at !== parsed.at)
    problem(`${at}: what was signed tells of another place in the chain.`);
  verdict.links.push(parsed);
  verdict.head = signed;
}

function checkText(text: string, verdict: Verdict, problem: Say): void {
  const link = verdict.links[0];
  if (!link) return;
  if (link.document.hash !== sha256(text)) problem('The text is not the one that was ratified.');
  const parsed = JSON.parse(text) as Canonical;
  verdict.text = parsed;
  if (parsed.title !== link.document.title || parsed.kind !== link.document.kind)
    problem('The text and its ratifications tell of different documents.');
  const between = parsed.parties.map(({ id }) => id).sort();
  const ratified = link.ratifications.map(({ party }) => party.id).sort();
  if (link.event === 'in-force' && between.join() !== ratified.join())
    problem('Not every party of the text has ratified it.');
}

function checkOrder(file: ChainFile, { links }: Verdict, problem: Say): void {
  for (const [index, link] of links.entries()) {
    if (link.position !== index + 1)
      problem(`After link ${index} comes link ${link.position}: one is missing or in the wrong place.`);
    const before = file.links[index - 1];
    if (link.previous !== (before ? sha256(before.link) : null))
      problem(`Link ${link.position} does not follow on the one before it.`);
    if (link.partnership.id !== links[0]?.partnership.id) problem(`Link ${link.position} is of another partnership.`);
  }
}

function checkHead(wanted: string, file: ProofFile | ChainFile, problem: Say): void {
  const heads = (file.format === 'entente-proof/1' ? [file] : file.links).map(({ link }) => sha256(link));
  if (!heads.includes(wanted))
    problem('The head you gave is not in this file: it was cut off, or another history was written.');
}
