import type { Canonical, Heading } from '../canonical.ts';
import { type Block, type Content, emptyText, type Row, tidyContent } from '../content.ts';
import type { Kind } from '../kinds.ts';
import type { DocumentKind } from '../words.ts';
import {
  communicationStructure,
  differencesRegister,
  partnershipAgreement,
  relationalExpectations,
} from './en/conduct.ts';
import { businessPlan, rulesOfEngagement, strategicFramework } from './en/direction.ts';
import { contractRecord, responsibilityMatrix } from './en/work.ts';
import type { ExampleRow, KindText } from './shape.ts';

const en: Record<DocumentKind, KindText> = {
  'strategic-framework': strategicFramework,
  'relational-expectations': relationalExpectations,
  'partnership-agreement': partnershipAgreement,
  'rules-of-engagement': rulesOfEngagement,
  'joint-business-plan': businessPlan,
  'responsibility-matrix': responsibilityMatrix,
  'contract-record': contractRecord,
  'differences-register': differencesRegister,
  'communication-structure': communicationStructure,
};
const catalogues: Record<string, Record<DocumentKind, KindText>> = { en };

/** What a kind says in a language; in English where there is no catalogue for it yet. */
export const kindText = (kind: DocumentKind, language = 'en'): KindText => (catalogues[language] ?? en)[kind];

/** What the sections of a kind and their fields are called: part of the canonical text. */
export function headingsOf(kind: Kind, language = 'en'): Canonical['headings'] {
  const { sections } = kindText(kind.key, language);
  return Object.fromEntries(
    kind.sections.map(({ key }): [string, Heading] => {
      const { title = key, fields, choices } = sections[key] ?? {};
      const labels = fields && Object.fromEntries(Object.entries(fields).map(([field, { label }]) => [field, label]));
      return [key, { title, ...(labels && { fields: labels }), ...(choices && { choices }) }];
    }),
  );
}

/** The examples of a kind as content, with the parties' names in them. `newId` names the rows. */
export function exampleContent(
  kind: Kind,
  language: string,
  parties: readonly { id: string; name: string }[],
  newId: () => string,
): Content {
  const { sections } = kindText(kind.key, language);
  const examples = Object.fromEntries(Object.entries(sections).map(([key, { example }]) => [key, example ?? []]));
  return contentFrom(kind, examples, parties, newId);
}

/** What a section holds, as it is written in sources: lines of text, or rows. */
export type Written = { [section: string]: readonly string[] | readonly ExampleRow[] };

/** Content from lines and rows: "{a}" and "{b}" are the parties' names, "@a" and "@b" the parties themselves. */
export function contentFrom(
  kind: Kind,
  written: Written,
  parties: readonly { id: string; name: string }[],
  newId: () => string,
): Content {
  const [a, b] = [parties[0], parties[1] ?? parties[0]];
  const named = (text: string) => text.replaceAll('{a}', a?.name ?? 'A').replaceAll('{b}', b?.name ?? 'B');
  const partyOf = (text: string) => (text === '@a' ? (a?.id ?? '') : text === '@b' ? (b?.id ?? '') : named(text));
  const row = (given: ExampleRow): Row => ({
    id: newId(),
    ...Object.fromEntries(
      Object.entries(given).map(([key, value]) => [
        key,
        typeof value === 'string'
          ? partyOf(value)
          : Object.fromEntries(Object.entries(value).map(([who, letter]) => [partyOf(who), letter])),
      ]),
    ),
  });
  const parts = kind.sections.map((section) => {
    const given = written[section.key] ?? [];
    if (section.type === 'rows') return [section.key, (given as readonly ExampleRow[]).map(row)];
    return [section.key, { ...emptyText(), content: blocksOf((given as readonly string[]).map(named)) }];
  });
  return tidyContent(kind, Object.fromEntries(parts));
}

/** Lines as rich text: "### " begins a heading, "- " an item of a list, everything else a paragraph. */
export function blocksOf(lines: readonly string[]): Block[] {
  const out: Block[] = [];
  for (const line of lines) {
    const inside = (text: string) => (text ? { content: [{ type: 'text' as const, text }] } : {});
    if (line.startsWith('### ')) out.push({ type: 'heading', attrs: { level: 3 }, ...inside(line.slice(4)) });
    else if (line.startsWith('- ')) {
      const item = { type: 'listItem' as const, content: [{ type: 'paragraph' as const, ...inside(line.slice(2)) }] };
      const before = out.at(-1);
      if (before?.type === 'bulletList') before.content.push(item);
      else out.push({ type: 'bulletList', content: [item] });
    } else out.push({ type: 'paragraph', ...inside(line) });
  }
  return out;
}
