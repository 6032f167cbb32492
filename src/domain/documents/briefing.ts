import { type Canonical, canonicalJson } from './canonical.ts';
import { isEmptyPart, isRows, type RichText, type Row } from './content.ts';
import { kindOf } from './kinds.ts';
import { namesOf, plainSections } from './plain.ts';
import { CHAPTERS, type Chapter, type DocumentKind } from './words.ts';

/**
 * The briefing: what somebody who joins reads of what is in force. Its chapters take sections of joint documents; each
 * section is a part that is acknowledged for itself, and of expectations each single one.
 *
 * An acknowledgement belongs to words. A part is what its words are, wherever they stand: when a new version comes into
 * force, parts whose words stayed are read already, and exactly the others are open.
 */
export type BriefingPart = {
  section: string;
  /** Of a single expectation; null: the whole section. */
  row: string | null;
  content: RichText | Row[];
};

const FROM: Record<Chapter, readonly (readonly [DocumentKind, readonly string[]])[]> = {
  purpose: [['strategic-framework', ['vision', 'mission', 'directions', 'business-case', 'wins']]],
  conduct: [['relational-expectations', ['purpose', 'expectations', 'when-not-kept']]],
  work: [['partnership-agreement', ['framework', 'behaviour', 'parting']]],
  // Before the matrix comes the list of people as they are today, which nobody acknowledges: it changes by the day.
  people: [
    ['partnership-agreement', ['roles']],
    ['responsibility-matrix', ['leaders', 'matrix', 'notes']],
  ],
  decisions: [
    ['partnership-agreement', ['decisions', 'problems', 'escalation', 'communication']],
    ['communication-structure', ['decisions', 'problems', 'priorities', 'information', 'meetings', 'informal']],
  ],
};

/** Kinds a briefing is made from, in its order. */
export const BRIEFING_KINDS: readonly DocumentKind[] = [
  ...new Set(CHAPTERS.flatMap((chapter) => FROM[chapter].map(([kind]) => kind))),
];
export const kindsOf = (chapter: Chapter): readonly DocumentKind[] => FROM[chapter].map(([kind]) => kind);

/** Sections whose rows are acknowledged one by one. */
const ONE_BY_ONE = 'expectations';

type Text = Pick<Canonical, 'kind' | 'content'>;

/** What a text adds to one chapter, in reading order; sections in which nothing stands are no parts. */
export function partsIn(chapter: Chapter, { kind, content }: Text): BriefingPart[] {
  const sections = FROM[chapter].find(([from]) => from === kind)?.[1] ?? [];
  return sections.flatMap((section): BriefingPart[] => {
    const part = content[section];
    if (!part || isEmptyPart(part)) return [];
    if (section !== ONE_BY_ONE || !isRows(part)) return [{ section, row: null, content: part }];
    return part.map((row) => ({ section, row: row.id, content: [row] }));
  });
}

export const partsOf = (text: Text): BriefingPart[] => CHAPTERS.flatMap((chapter) => partsIn(chapter, text));

/** What is hashed of a part: its words, and the section they stand in; not its place, and not the numbers of rows. */
export function wordingOf(kind: DocumentKind, { section, content }: Pick<BriefingPart, 'section' | 'content'>): string {
  const words = isRows(content) ? content.map(({ id: _, ...fields }) => fields) : content;
  return canonicalJson({ kind, section, words });
}

/** A part as plain text, as it was read then: with the names and headings of its text. */
export function plainPart(
  text: Pick<Canonical, 'kind' | 'parties' | 'people' | 'headings'>,
  { section, content }: Pick<BriefingPart, 'section' | 'content'>,
): string {
  const all = plainSections(kindOf(text.kind), { [section]: content }, namesOf(text));
  return all.find((one) => one.section === section)?.text ?? '';
}

/** The part of an earlier version that stood in the same place. */
export function partAt({ content }: Text, section: string, row: string | null): BriefingPart | undefined {
  const part = content[section];
  if (!part) return undefined;
  if (row === null) return { section, row, content: part };
  const found = isRows(part) ? part.find(({ id }) => id === row) : undefined;
  return found && { section, row, content: [found] };
}

/* ── How long it takes ── */

/** Words in the language's own sense: Japanese has no spaces between them. */
export function wordsIn(text: string, language: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text))
    if (isWordLike) count++;
  return count;
}

const WORDS_A_MINUTE = 200;
/** Whole minutes of careful reading, at least one. */
export const minutesFor = (words: number): number => Math.max(1, Math.ceil(words / WORDS_A_MINUTE));

/* ── Who has been briefed ── */

/** Of the people who are here now. */
export const BRIEFED_PERCENT = 70;
/** How many of them that is; counted in whole people, so that no fraction of one decides. */
export const enoughOf = (people: number): number => Math.ceil((people * BRIEFED_PERCENT) / 100);

/**
 * Whether the practice “it is written down how we expect to be treated” is in place, by the records: expectations in
 * force, and 70 % of the people who are here now have acknowledged every one of them in its present words.
 * `reason` is also the next step: write them · let people come in · ask for N more · nothing.
 */
export type ExpectationsEvidence = {
  met: boolean;
  reason: 'not-in-force' | 'nobody' | 'too-few' | 'enough';
  people: number;
  acknowledged: number;
  /** How many people are missing. */
  missing: number;
};
export function expectationsEvidence(given: {
  inForce: boolean;
  people: number;
  acknowledged: number;
}): ExpectationsEvidence {
  const { inForce, people } = given;
  const acknowledged = inForce ? given.acknowledged : 0;
  const missing = inForce ? Math.max(0, enoughOf(people) - acknowledged) : 0;
  const reason = !inForce ? 'not-in-force' : people === 0 ? 'nobody' : missing > 0 ? 'too-few' : 'enough';
  return { met: reason === 'enough', reason, people, acknowledged, missing };
}
