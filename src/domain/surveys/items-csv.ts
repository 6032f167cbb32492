/** The items of an instrument as rows for a spreadsheet: one column a language, and back. */
import { csvLine, readTable, unguardCell } from '../common/csv.ts';
import { freeKey, type InstrumentDraft, ITEMS_MOST, THEMES_MOST } from './draft.ts';
import type { Instrument } from './instrument.ts';

const TURNED = 'reversed';
const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
const TURNED_WORDS = new Set([TURNED, 'r', '(r)', 'yes', 'y', 'true', '1', 'x', 'turned', 'umgekehrt', 'ja']);

/** key, direction, theme, then one column for each language. No cell of it is run by a spreadsheet. */
export function itemsCsv(
  { items, themes }: Pick<Instrument, 'items' | 'themes'>,
  languages: readonly string[],
): string {
  const [first = 'en'] = languages;
  const themeOf = (key: string) => themes.find((theme) => theme.items.includes(key))?.text[first] ?? '';
  const rows = items.map((item) => [
    item.key,
    item.reversed ? TURNED : '',
    themeOf(item.key),
    ...languages.map((language) => item.text[language] ?? ''),
  ]);
  return `\uFEFF${[['key', 'direction', 'theme', ...languages], ...rows].map((cells) => csvLine(cells)).join('')}`;
}

export type ItemsRead = { draft: InstrumentDraft; problems: string[] };

/**
 * Puts the items of a list in place of those of a draft. Columns are found by their heading, in any order: "text" or a
 * language code for the words, and, where they are there, key, direction and theme. A list without a heading is one
 * item a line. Items keep their short name where the list does not name one and has the same words.
 *
 * @returns the draft with the new items; unchanged where there are problems, each one sentence with its line
 */
export function withItems(draft: InstrumentDraft, file: string): ItemsRead {
  const { rows } = readTable(file);
  const [first = 'en'] = draft.languages;
  const heading = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const named = (names: readonly string[]) => heading.findIndex((cell) => names.includes(cell));
  const [keyAt, turnedAt, themeAt] = [named(['key']), named(['direction', TURNED]), named(['theme'])];
  const textAt = heading.flatMap((cell, at): [string, number][] => {
    if (at === keyAt || at === turnedAt || at === themeAt) return [];
    if (['text', 'item', 'question', 'statement'].includes(cell)) return [[first, at]];
    const known = draft.languages.find((language) => language.toLowerCase() === cell);
    return known || (LANGUAGE.test(cell) && cell.length <= 5 && cell.length !== 4) ? [[known ?? cell, at]] : [];
  });
  const headed = textAt.length > 0;
  const columns: [string, number][] = headed ? textAt : [[first, 0]];
  const problems: string[] = [];
  const items: InstrumentDraft['items'] = [];
  const themes = new Map<string, string[]>();
  for (const { cells, line } of headed ? rows.slice(1) : rows) {
    const cell = (at: number) => (at < 0 ? '' : unguardCell((cells[at] ?? '').trim()));
    const text = Object.fromEntries(
      columns.flatMap(([language, at]) => (cell(at) === '' ? [] : [[language, cell(at)] as const])),
    );
    if (Object.keys(text).length === 0) {
      problems.push(`Line ${line} has no text.`);
      continue;
    }
    if (Object.values(text).some((words) => words.length > 1000))
      problems.push(`Line ${line} is longer than 1,000 letters.`);
    const same = draft.items.find(
      (item) => item.text[first]?.trim() === text[first] && !items.some((one) => one.key === item.key),
    );
    const key = cell(keyAt) || same?.key || freeKey([...items, ...draft.items], 'q');
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/.test(key))
      problems.push(`Line ${line}: “${key}” is no short name; use letters, digits, “-”, “_” or “.”.`);
    else if (items.some((item) => item.key.toLowerCase() === key.toLowerCase()))
      problems.push(`Line ${line}: the short name ${key} is used twice.`);
    items.push({
      key,
      text,
      reversed: TURNED_WORDS.has(cell(turnedAt).toLowerCase()),
      short: same?.short ?? {},
      ...(same?.side === undefined ? {} : { side: same.side }),
    });
    const theme = cell(themeAt);
    if (theme !== '') themes.set(theme, [...(themes.get(theme) ?? []), key]);
  }
  if (items.length === 0 && problems.length === 0) problems.push('There is no item in this list.');
  if (items.length > ITEMS_MOST)
    problems.push(`An instrument has at most ${ITEMS_MOST} items; this list has ${items.length}.`);
  if (themes.size > THEMES_MOST)
    problems.push(`An instrument has at most ${THEMES_MOST} themes; this list has ${themes.size}.`);
  if (problems.length > 0) return { draft, problems: problems.slice(0, 20) };

  const languages = [...new Set([...draft.languages, ...columns.map(([language]) => language)])].slice(0, 20);
  const known = new Set(items.map((item) => item.key));
  const made: InstrumentDraft['themes'] = [];
  for (const [name, keys] of themes) {
    const before = draft.themes.find((theme) => theme.text[first]?.trim() === name);
    made.push(
      before
        ? { ...before, items: keys }
        : { key: freeKey([...draft.themes, ...made], 't'), text: { [first]: name }, items: keys, lowest: {} },
    );
  }
  const kept = draft.themes.map((theme) => ({ ...theme, items: theme.items.filter((key) => known.has(key)) }));
  return {
    draft: {
      ...draft,
      languages,
      items,
      themes: themeAt < 0 ? kept : made,
      trust: draft.trust.filter((key) => known.has(key)),
    },
    problems: [],
  };
}
