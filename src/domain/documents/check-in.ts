import type { Language } from '../common/languages.ts';
import type { InstrumentDraft } from '../surveys/draft-contract.ts';
import type { Canonical } from './canonical.ts';
import { isRows } from './content.ts';

/**
 * A short round on how well each expectation in force is kept: one item for each, in the words of the document. Made
 * from one version; the next version makes another instrument, so that no trend compares two wordings.
 */
const STEM: Record<Language, string> = {
  en: 'How well do we keep this:',
  de: 'Wie gut halten wir das ein:',
  fr: 'Dans quelle mesure respectons-nous ceci :',
  es: '¿Hasta qué punto cumplimos esto?',
  ja: '私たちは、次のことをどの程度守れていますか。',
  ar: 'إلى أي مدى نلتزم بهذا:',
};
const TITLE: Record<Language, (title: string, number: number) => string> = {
  en: (title, number) => `${title}, version ${number}: how well kept?`,
  de: (title, number) => `${title}, Fassung ${number}: wie gut eingehalten?`,
  fr: (title, number) => `${title}, version ${number} : bien respecté ?`,
  es: (title, number) => `${title}, versión ${number}: ¿se cumple?`,
  ja: (title, number) => `${title}（第${number}版）：守られていますか`,
  ar: (title, number) => `${title}، الإصدار ${number}: مدى الالتزام`,
};

/** Longer than this is not read on a phone while one answers; the document has the whole. */
const LONGEST_ITEM = 240;
/** Where there is little room: in a chart. */
const LONGEST_SHORT = 48;
/** More than a round can ask. */
export const MOST_EXPECTATIONS = 60;

export function expectationsIn({ content }: Pick<Canonical, 'content'>): { id: string; text: string }[] {
  const rows = content['expectations'];
  return isRows(rows) ? rows.map((row) => ({ id: row.id, text: `${row['expectation'] ?? ''}` })) : [];
}

/** @param like the relational survey, whose scale and thresholds these questions share */
export function checkInDraft(
  text: Pick<Canonical, 'title' | 'content'> & { language: Language; number: number },
  like: Pick<InstrumentDraft, 'scale' | 'thresholds'>,
): InstrumentDraft {
  const { language, number } = text;
  const labels = Object.entries(like.scale.labels).map(([point, words]) => [
    point,
    { [language]: words[language] ?? words['en'] ?? '' },
  ]);
  return {
    languages: [language],
    title: { [language]: TITLE[language](shortened(text.title, 120), number) },
    about: {},
    stem: { [language]: STEM[language] },
    scale: { min: like.scale.min, max: like.scale.max, labels: Object.fromEntries(labels) },
    thresholds: like.thresholds,
    items: expectationsIn(text).map(({ text: words }, at) => ({
      key: `e${at + 1}`,
      text: { [language]: shortened(words, LONGEST_ITEM) },
      reversed: false,
      short: words.length > LONGEST_SHORT ? { [language]: shortened(words, LONGEST_SHORT) } : {},
    })),
    questions: [],
    themes: [],
    trust: [],
  };
}

/** At most so many characters, cut between words, with “…” where something is missing. */
export function shortened(text: string, most: number): string {
  const letters = [...text.trim()];
  if (letters.length <= most) return letters.join('');
  const cut = letters.slice(0, most - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/u, '')}…`;
}
