import {
  freeKey,
  type InstrumentDraft,
  ITEMS_MOST,
  QUESTIONS_MOST,
  THEMES_MOST,
} from '../../../domain/surveys/draft.ts';

/** What the editor does to a draft: each a new draft, so that the one before can be put back. */
export type Part = 'items' | 'questions' | 'themes';
type Written = Readonly<Record<string, string>>;

const MOST: Record<Part, number> = { items: ITEMS_MOST, questions: QUESTIONS_MOST, themes: THEMES_MOST };
const LETTERS: Record<Part, string> = { items: 'q', questions: 'w', themes: 't' };

export const isFull = (draft: InstrumentDraft, part: Part): boolean => draft[part].length >= MOST[part];

/** Adds entries after a place; those beyond what an instrument may have are left out. */
export function add(
  draft: InstrumentDraft,
  part: Part,
  after: number,
  texts: readonly Written[] = [{}],
): InstrumentDraft {
  const room = MOST[part] - draft[part].length;
  const made: { key: string; text: Record<string, string> }[] = [];
  for (const text of texts.slice(0, Math.max(0, room)))
    made.push({ key: freeKey([...draft[part], ...made], LETTERS[part]), text: { ...text } });
  const whole = made.map((entry) =>
    part === 'items'
      ? { ...entry, reversed: false, short: {} }
      : part === 'themes'
        ? { ...entry, items: [], lowest: {} }
        : entry,
  );
  const list = draft[part] as object[];
  return { ...draft, [part]: [...list.slice(0, after + 1), ...whole, ...list.slice(after + 1)] };
}

export function remove(draft: InstrumentDraft, part: Part, at: number): InstrumentDraft {
  const next = { ...draft, [part]: (draft[part] as object[]).filter((_, place) => place !== at) } as InstrumentDraft;
  if (part !== 'items') return next;
  const gone = draft.items[at]?.key ?? '';
  const without = (keys: readonly string[]) => keys.filter((key) => key !== gone);
  return {
    ...next,
    themes: draft.themes.map((theme) => ({ ...theme, items: without(theme.items) })),
    trust: without(draft.trust),
  };
}

/** Moves an entry by so many places; at an end it stays. */
export function move(draft: InstrumentDraft, part: Part, at: number, by: number): InstrumentDraft {
  const to = at + by;
  const list = [...draft[part]] as object[];
  if (to < 0 || to >= list.length) return draft;
  const [entry] = list.splice(at, 1) as [object];
  list.splice(to, 0, entry);
  return { ...draft, [part]: list };
}

export function set<P extends Part>(
  draft: InstrumentDraft,
  part: P,
  at: number,
  change: Partial<InstrumentDraft[P][number]>,
): InstrumentDraft {
  const list = draft[part] as InstrumentDraft[P][number][];
  return { ...draft, [part]: list.map((entry, place) => (place === at ? { ...entry, ...change } : entry)) };
}

/** A new short name of an item, also where themes name it. */
export function rename(draft: InstrumentDraft, at: number, key: string): InstrumentDraft {
  const was = draft.items[at]?.key;
  const renamed = (keys: readonly string[]) => keys.map((one) => (one === was ? key : one));
  return {
    ...set(draft, 'items', at, { key }),
    themes: draft.themes.map((theme) => ({ ...theme, items: renamed(theme.items) })),
    trust: renamed(draft.trust),
  };
}

/** The first theme an item is in; '' : none. */
export const themeOf = (draft: InstrumentDraft, key: string): string =>
  draft.themes.find((theme) => theme.items.includes(key))?.key ?? '';

/** Puts an item into a theme instead of the one it was in, in the order of the items. */
export function putInTheme(draft: InstrumentDraft, key: string, theme: string): InstrumentDraft {
  const before = themeOf(draft, key);
  const order = new Map(draft.items.map((item, at) => [item.key, at]));
  return {
    ...draft,
    themes: draft.themes.map((one) => {
      if (one.key === before && one.key !== theme) return { ...one, items: one.items.filter((item) => item !== key) };
      if (one.key !== theme || one.items.includes(key)) return one;
      return { ...one, items: [...one.items, key].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)) };
    }),
  };
}

/** Takes a language out, with everything written in it. The last one stays. */
export function withoutLanguage(draft: InstrumentDraft, language: string): InstrumentDraft {
  if (draft.languages.length < 2) return draft;
  const bare = (text: Written): Record<string, string> =>
    Object.fromEntries(Object.entries(text).filter(([code]) => code !== language));
  return {
    ...draft,
    languages: draft.languages.filter((code) => code !== language),
    title: bare(draft.title),
    about: bare(draft.about),
    stem: bare(draft.stem),
    scale: {
      ...draft.scale,
      labels: Object.fromEntries(Object.entries(draft.scale.labels).map(([point, text]) => [point, bare(text)])),
    },
    items: draft.items.map((item) => ({ ...item, text: bare(item.text), short: bare(item.short) })),
    questions: draft.questions.map((question) => ({ ...question, text: bare(question.text) })),
    themes: draft.themes.map((theme) => ({ ...theme, text: bare(theme.text), lowest: bare(theme.lowest) })),
  };
}

/** Another scale. Words for an end stay with the end. */
export function rescale(draft: InstrumentDraft, scale: { min: number; max: number }): InstrumentDraft {
  const { min, max, labels } = draft.scale;
  const { [min]: low, [max]: high, ...between } = labels;
  const ends = { ...(low ? { [scale.min]: low } : {}), ...(high ? { [scale.max]: high } : {}) };
  return { ...draft, scale: { ...scale, labels: { ...between, ...ends } } };
}
