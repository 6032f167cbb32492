/**
 * Writing an instrument: what a draft still lacks, what it becomes, how complete each of its languages is. Without the
 * schemas, so that the editor can ask with every letter.
 */
import type { InstrumentDraft } from './draft-contract.ts';
import type { Instrument } from './instrument.ts';

export type { InstrumentDraft } from './draft-contract.ts';

type Written = Readonly<Record<string, string>>;
/** Where something is missing, as a path into the draft ("items.2.text"), and one sentence. */
export interface DraftProblem {
  path: string;
  reason: string;
}

export const ITEMS_MOST = 60;
export const QUESTIONS_MOST = 10;
export const THEMES_MOST = 30;

const filled = (text: string | undefined): boolean => (text ?? '').trim() !== '';
const anything = (text: Written): boolean => Object.values(text).some(filled);

export function emptyDraft(language: string, title = ''): InstrumentDraft {
  return {
    languages: [language],
    title: { [language]: title },
    about: {},
    stem: {},
    scale: { min: 1, max: 5, labels: {} },
    thresholds: { discuss: null, strength: null },
    items: [{ key: 'q1', text: {}, reversed: false, short: {} }],
    questions: [],
    themes: [],
    trust: [],
  };
}

/** Where the thresholds lie unless said otherwise: the middle of the scale, and three quarters up. */
export const usualThresholds = ({ min, max }: { min: number; max: number }) => ({
  discuss: (min + max) / 2,
  strength: min + 0.75 * (max - min),
});

/** The texts of a draft: where each stands, and whether it has to be there. */
function textsOf(draft: InstrumentDraft): { path: string; text: Written; needed: boolean }[] {
  const { min, max, labels } = draft.scale;
  const inScale = Object.entries(labels).filter(([point]) => Number(point) >= min && Number(point) <= max);
  const part = (path: string, text: Written, needed: boolean) => ({ path, text, needed });
  return [
    part('title', draft.title, true),
    part('about', draft.about, false),
    part('stem', draft.stem, false),
    ...inScale.map(([point, text]) => part(`scale.labels.${point}`, text, false)),
    ...draft.items.flatMap(({ text, short }, at) => [
      part(`items.${at}.text`, text, true),
      part(`items.${at}.short`, short, false),
    ]),
    ...draft.questions.map(({ text }, at) => part(`questions.${at}.text`, text, true)),
    ...draft.themes.flatMap(({ text, lowest }, at) => [
      part(`themes.${at}.text`, text, true),
      part(`themes.${at}.lowest`, lowest, false),
    ]),
  ];
}

/** How much of the draft is written in each language: of all texts that are written in any, or have to be. */
export function completeness(draft: InstrumentDraft): { language: string; written: number; of: number }[] {
  const texts = textsOf(draft).filter(({ text, needed }) => needed || anything(text));
  return draft.languages.map((language) => ({
    language,
    written: texts.filter(({ text }) => filled(text[language])).length,
    of: texts.length,
  }));
}

/** What keeps a draft from being used, in the order of the editor. Other languages than the first may have gaps. */
export function problemsOf(draft: InstrumentDraft): DraftProblem[] {
  const [first = 'en'] = draft.languages;
  const problems: DraftProblem[] = [];
  const say = (path: string, reason: string) => problems.push({ path, reason });
  const blank = (path: string): string => {
    if (path === 'title') return 'Give it a title.';
    const [, at = '0', part] = path.split('.');
    const number = Number(at) + 1;
    if (path.startsWith('items') && part === 'text') return `Item ${number} has no text.`;
    if (path.startsWith('questions')) return `Open question ${number} has no text.`;
    if (path.startsWith('themes') && part === 'text') return `Theme ${number} has no name.`;
    return 'This is written in another language only; write it in the first one, too.';
  };
  for (const { path, text, needed } of textsOf(draft))
    if (!filled(text[first]) && (needed || draft.languages.some((language) => filled(text[language]))))
      say(path, blank(path));

  const { min, max } = draft.scale;
  const points = max - min + 1;
  if (points < 2 || points > 10) say('scale.max', 'A scale goes up and has 2 to 10 points.');
  const usual = usualThresholds(draft.scale);
  const discuss = draft.thresholds.discuss ?? usual.discuss;
  const strength = draft.thresholds.strength ?? usual.strength;
  for (const [name, value] of Object.entries({ discuss, strength })) {
    if (Math.abs(value * 100 - Math.round(value * 100)) > 1e-9) say(`thresholds.${name}`, 'Two decimals at most.');
    else if (value < min || value > max) say(`thresholds.${name}`, 'This does not lie on the scale.');
  }
  if (discuss >= strength) say('thresholds.strength', '“Strength” begins above “must discuss”.');

  if (draft.items.length === 0) say('items', 'Write at least one item.');
  for (const list of ['items', 'questions', 'themes'] as const) {
    const seen = new Set<string>();
    for (const [at, { key }] of draft[list].entries()) {
      if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/.test(key))
        say(`${list}.${at}.key`, 'A short name is letters, digits, “-”, “_” or “.”, at most 60 of them.');
      else if (seen.has(key.toLowerCase())) say(`${list}.${at}.key`, `The short name ${key} is used twice.`);
      seen.add(key.toLowerCase());
    }
  }
  const known = new Set(draft.items.map((item) => item.key));
  for (const [at, theme] of draft.themes.entries())
    if (!theme.items.some((key) => known.has(key))) say(`themes.${at}.text`, `Theme ${at + 1} has no items.`);
  return problems;
}

/** The instrument that a draft without problems is. */
export function instrumentFrom(draft: InstrumentDraft, key: string, version: string): Instrument {
  const written = (text: Written): Record<string, string> =>
    Object.fromEntries(
      draft.languages.flatMap((language) => (filled(text[language]) ? [[language, text[language]?.trim() ?? '']] : [])),
    );
  const also = <K extends string>(name: K, text: Written) =>
    (Object.keys(written(text)).length > 0 ? { [name]: written(text) } : {}) as { [_ in K]?: Record<string, string> };
  const { min, max, labels } = draft.scale;
  const usual = usualThresholds(draft.scale);
  const known = new Set(draft.items.map((item) => item.key));
  const members = (keys: readonly string[]) => [...new Set(keys)].filter((one) => known.has(one));
  const stem = written(draft.stem);
  return {
    key,
    version,
    title: written(draft.title),
    ...also('about', draft.about),
    stem: Object.keys(stem).length > 0 ? stem : null,
    scale: {
      min,
      max,
      labels: Object.fromEntries(
        Object.entries(labels)
          .filter(([point, text]) => Number(point) >= min && Number(point) <= max && anything(written(text)))
          .map(([point, text]) => [point, written(text)]),
      ),
    },
    thresholds: {
      discuss: draft.thresholds.discuss ?? usual.discuss,
      strength: draft.thresholds.strength ?? usual.strength,
    },
    items: draft.items.map((item) => ({
      key: item.key,
      text: written(item.text),
      reversed: item.reversed,
      ...also('short', item.short),
      ...(item.side === undefined ? {} : { side: item.side }),
    })),
    questions: draft.questions.map((question) => ({ key: question.key, text: written(question.text) })),
    themes: draft.themes.map((theme) => ({
      key: theme.key,
      text: written(theme.text),
      items: members(theme.items),
      ...also('lowest', theme.lowest),
    })),
    trust: members(draft.trust),
  };
}

/** For a look at it before it is complete: what is missing is an ellipsis, what cannot be drawn is left out. */
export function previewOf(draft: InstrumentDraft): Instrument {
  const [first = 'en'] = draft.languages;
  const shown = (text: Written) => (anything(text) ? text : { ...text, [first]: '…' });
  const points = draft.scale.max - draft.scale.min + 1;
  return instrumentFrom(
    {
      ...draft,
      title: shown(draft.title),
      scale: points >= 2 && points <= 10 ? draft.scale : { min: 1, max: 5, labels: {} },
      items: draft.items.map((item) => ({ ...item, text: shown(item.text) })),
      questions: draft.questions.map((question) => ({ ...question, text: shown(question.text) })),
    },
    'preview',
    '0',
  );
}

/** A finished instrument as a draft, to go on writing. */
export function draftOf(instrument: Instrument): InstrumentDraft {
  const draft: InstrumentDraft = {
    languages: [],
    title: instrument.title,
    about: instrument.about ?? {},
    stem: instrument.stem ?? {},
    scale: instrument.scale,
    thresholds: instrument.thresholds,
    items: instrument.items.map(({ short = {}, ...item }) => ({ ...item, short })),
    questions: instrument.questions,
    themes: instrument.themes.map(({ lowest = {}, ...theme }) => ({ ...theme, lowest })),
    trust: instrument.trust,
  };
  // The title's first language is what everything falls back to; one that only a label is in counts, too.
  const languages = [...new Set(textsOf(draft).flatMap(({ text }) => Object.keys(text)))].slice(0, 20);
  return { ...draft, languages };
}

/** A short name that is not taken yet: q1, q2 … */
export function freeKey(entries: readonly { key: string }[], letter: string): string {
  const taken = new Set(entries.map(({ key }) => key.toLowerCase()));
  let number = entries.length + 1;
  while (taken.has(`${letter}${number}`)) number++;
  return `${letter}${number}`;
}

/** "Pulse of the yard" → "pulse-of-the-yard", with a number where that is taken. */
export function keyFor(title: string, taken: ReadonlySet<string>): string {
  const bare = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const stem = bare || 'survey';
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(key)) return key;
  }
}
