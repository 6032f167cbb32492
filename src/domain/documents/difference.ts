import { diffWords } from 'diff';
import type { Canonical } from './canonical.ts';
import { kindOf } from './kinds.ts';
import { namesOf, plainSections } from './plain.ts';

/** What changed between two texts, word by word, one section at a time, as people read it. */
export type Piece = { kind: 'same' | 'added' | 'removed'; text: string };
export type SectionDifference = { section: string; before: string; after: string; pieces: Piece[] };

type Text = Pick<Canonical, 'kind' | 'content' | 'parties' | 'people' | 'files' | 'headings'>;

/** Sections that differ, in the order of the text. `before` null: a text of which nothing was there before. */
export function differences(before: Text | null, after: Text, language = 'en'): SectionDifference[] {
  const kind = kindOf(after.kind);
  const was = before ? plainSections(kind, before.content, namesOf(before)) : [];
  return plainSections(kind, after.content, namesOf(after)).flatMap(({ section, text }) => {
    const earlier = was.find((one) => one.section === section)?.text ?? '';
    if (earlier === text) return [];
    return [{ section, before: earlier, after: text, pieces: wordDifference(earlier, text, language) }];
  });
}

export function wordDifference(before: string, after: string, language = 'en'): Piece[] {
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const found = diffWords(before, after, { intlSegmenter }).map(
    ({ added, removed, value }): Piece => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }),
  );
  return inPhrases(found);
}

/**
 * Words that changed one after the other are one change: “two weeks → four days”, not four changes with a space between.
 * What was removed stands before what came instead.
 */
function inPhrases(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) out.push({ kind: 'removed', text: removed });
    if (added) out.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'removed') removed += piece.text;
    else if (piece.kind === 'added') added += piece.text;
    else if (
      /^[ \t]*$/.test(piece.text) &&
      removed &&
      added &&
      pieces[index + 1] &&
      pieces[index + 1]?.kind !== 'same'
    ) {
      removed += piece.text;
      added += piece.text;
    } else {
      flush();
      out.push(piece);
    }
  }
  flush();
  return out;
}
