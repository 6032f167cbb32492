import {
  BRIEFED_PERCENT,
  expectationsEvidence,
  kindsOf,
  minutesFor,
  partAt,
  partsIn,
  partsOf,
  plainPart,
  wordingOf,
  wordsIn,
} from '../../../domain/documents/briefing.ts';
import type { Briefing, BriefingEntry, BriefingShare } from '../../../domain/documents/briefing-contract.ts';
import type { Canonical } from '../../../domain/documents/canonical.ts';
import { wordDifference } from '../../../domain/documents/difference.ts';
import { CHAPTERS } from '../../../domain/documents/words.ts';
import { byName, speaksFor } from '../../../domain/partnerships/rules.ts';
import type { Role } from '../../../domain/partnerships/words.ts';
import type { Tx } from '../../platform/database.ts';
import type { AnyScope, Scope } from '../../platform/scope.ts';
import { sha256 } from '../present.ts';
import { partiesIn } from '../queries.ts';
import {
  earlierText,
  expectationsRead,
  openForMe,
  partsInForce,
  peopleHere,
  type Read,
  readByMe,
  setParts,
  shares,
  textsInForce,
} from './queries.ts';

type Text = { id: string; number: number; inForceAt: string; text: Canonical };

async function inForce(tx: Tx, scope: AnyScope, document?: string): Promise<Text[]> {
  const rows = await textsInForce(tx, scope, document);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    inForceAt: row.in_force_at,
    text: JSON.parse(row.canonical) as Canonical,
  }));
}

/** Called by the transaction in which a text comes into force: from here on its parts are what people have to read. */
export async function brief(tx: Tx, scope: AnyScope, document: string): Promise<void> {
  const [found] = await inForce(tx, scope, document);
  if (!found) return;
  const { text } = found;
  const parts = new Map(
    partsOf(text).map((part) => {
      const hash = sha256(wordingOf(text.kind, part)).toString('hex');
      const { section, row } = part;
      return [hash, { hash, section, row, words: wordsIn(plainPart(text, part), text.language) }];
    }),
  );
  await setParts(tx, document, [...parts.values()]);
}

export async function presentBriefing(tx: Tx, scope: Scope): Promise<Briefing> {
  const [texts, read, people, parties] = [
    await inForce(tx, scope),
    await readByMe(tx, scope),
    await peopleHere(tx, scope),
    await partiesIn(tx, scope),
  ];
  const acknowledged = new Map(read.map((one) => [`${one.document_id}/${one.hash.toString('hex')}`, one.at]));
  const earlier = new Map<string, Canonical>();
  for (const { document_id: id, number } of read) {
    const now = texts.find((one) => one.id === id);
    if (!now || now.number === number || earlier.has(`${id}/${number}`)) continue;
    const canonical = await earlierText(tx, scope, id, number);
    if (canonical) earlier.set(`${id}/${number}`, JSON.parse(canonical) as Canonical);
  }
  let words = 0;
  const all = new Map<string, boolean>();
  const chapters = CHAPTERS.map((key) => ({
    key,
    parts: kindsOf(key).flatMap((kind) =>
      texts
        .filter(({ text }) => text.kind === kind)
        .flatMap(({ id, text }) =>
          partsIn(key, text).map(({ section, row, content }): BriefingEntry => {
            const hash = sha256(wordingOf(kind, { section, content })).toString('hex');
            const at = acknowledged.get(`${id}/${hash}`) ?? null;
            const plain = plainPart(text, { section, content });
            if (!all.has(`${id}/${hash}`)) words += wordsIn(plain, text.language);
            all.set(`${id}/${hash}`, at !== null);
            const change =
              at === null ? changeSince(read, earlier, { id, section, row, plain, language: text.language }) : null;
            return { documentId: id, section, row, hash, content, acknowledgedAt: at, change };
          }),
        ),
    ),
    missing: kindsOf(key).filter((kind) => !texts.some(({ text }) => text.kind === kind)),
  }));
  const named = ({ role, decides }: { role: string; decides: boolean }) =>
    speaksFor(role as Role) || role === 'facilitator' || decides;
  return {
    documents: texts.map(({ id, number, inForceAt, text }) => ({
      id,
      kind: text.kind,
      title: text.title,
      number,
      inForceAt,
      language: text.language,
      headings: text.headings,
      parties: text.parties,
      people: text.people,
    })),
    chapters,
    who: byName(parties).map(({ id: partyId }) => {
      const here = people.filter((one) => one.party_id === partyId);
      return {
        partyId,
        people: here.filter(named).map(({ id, name, role, function: does, decides }) => ({
          id,
          name,
          role: role as Role,
          function: does,
          decides,
          me: id === scope.participant,
        })),
        others: here.filter((one) => !named(one)).length,
      };
    }),
    minutes: minutesFor(words),
    of: all.size,
    open: [...all.values()].filter((done) => !done).length,
  };
}

/** What became of the words that I read last in this place. */
function changeSince(
  read: readonly Read[],
  earlier: ReadonlyMap<string, Canonical>,
  now: { id: string; section: string; row: string | null; plain: string; language: string },
): BriefingEntry['change'] {
  for (const one of read) {
    if (one.document_id !== now.id || one.section !== now.section || one.row_id !== now.row) continue;
    const text = earlier.get(`${now.id}/${one.number}`);
    const part = text && partAt(text, now.section, now.row);
    if (text && part)
      return { number: one.number, pieces: wordDifference(plainPart(text, part), now.plain, now.language) };
  }
  return null;
}

export async function presentShare(tx: Tx, scope: Scope): Promise<BriefingShare> {
  const [kinds, counts, expectations, mine] = [
    await partsInForce(tx, scope),
    await shares(tx),
    await expectationsRead(tx),
    await openForMe(tx, scope),
  ];
  const of = kinds.reduce((sum, one) => sum + one.parts, 0);
  const sum = (what: 'people' | 'accounts' | 'briefed' | 'expectations') =>
    counts.reduce((total, one) => total + one[what], 0);
  return {
    of,
    minutes: minutesFor(kinds.reduce((total, one) => total + Number(one.words), 0)),
    people: sum('people'),
    accounts: sum('accounts'),
    // With nothing to read nobody is briefed.
    briefed: of > 0 ? sum('briefed') : 0,
    mark: BRIEFED_PERCENT,
    // A party without anybody here has left, or begins.
    parties: counts
      .filter(({ people }) => people > 0)
      .toSorted((a, b) => (a.partyId < b.partyId ? -1 : 1))
      .map(({ partyId, people, accounts, briefed }) => ({ partyId, people, accounts, briefed: of > 0 ? briefed : 0 })),
    evidence: expectationsEvidence({
      inForce: kinds.some(({ kind }) => kind === 'relational-expectations'),
      people: sum('people'),
      acknowledged: sum('expectations'),
    }),
    expectations,
    mine,
  };
}
