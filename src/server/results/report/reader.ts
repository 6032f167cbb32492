import type { ReportLanguage } from '../../../domain/results/words.ts';
import type { Results } from '../../../domain/surveys/contract.ts';
import { isReversed, itemWords, shortName, stemWords } from '../../../domain/surveys/reading.ts';
import type { Change, Interval, ItemResult } from '../../../domain/surveys/snapshot-contract.ts';
import { pointText, textIn } from '../../../domain/surveys/texts.ts';
import { wordsIn } from '../../platform/i18n.ts';

/** A party as printed: its name, and the mark that stands for it everywhere. */
export type Side = { id: string; name: string; mark: string };

/** Everything a printed report is made from. Figures come from the released results alone. */
export type Report = {
  kind: 'summary' | 'full';
  language: ReportLanguage;
  printedAt: string;
  /** Whose copy it is, where it was handed to a named person. */
  for: string | null;
  partnership: { name: string; sample: boolean };
  parties: Side[];
  results: Results;
};

/** One report in the words, numbers and dates of its reader. */
export type Reader = ReturnType<typeof readerOf>;

const REASONS: [RegExp, string][] = [
  [/^fewer than (\d+) answers$/, 'answers'],
  [/^fewer than (\d+) people answered$/, 'people'],
  [/^fewer than (\d+) comments$/, 'comments'],
  [/^the questions were worded differently$/, 'worded'],
  [/^too few answers in one of the rounds$/, 'few'],
  [/^different parties answered$/, 'parties'],
  [/^this group did not answer in both rounds$/, 'group'],
  [/^the limits shown leave open whether it changed$/, 'limits'],
];

export function readerOf(report: Report) {
  const { language, results } = report;
  const { round, snapshot, instrument } = results;
  const words = wordsIn(language);
  const locale = language === 'en' ? 'en-GB' : language;
  const t = (key: string, values: Record<string, unknown> = {}): string => words(`report.${key}`, values);
  const number = (value: number, digits = 1) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .format(value)
      .replace(/^-/, '−');
  const at = (moment: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: round.timeZone, ...options }).format(new Date(moment));
  const known = new Map(report.parties.map((party) => [party.id, party]));
  const sides = (ids: readonly string[]): Side[] =>
    ids.map((id, n) => known.get(id) ?? { id, name: t('gone'), mark: 'cd'[n % 2] ?? 'c' });
  const names = (ids: readonly string[]) =>
    sides(ids)
      .map((side) => shortName(side.name))
      .join(' + ');
  const closedAt = round.closedAt ?? round.closesAt;
  const month = (moment: string) => at(moment, { month: 'long', year: 'numeric' });

  return {
    report,
    results,
    snapshot,
    instrument,
    language,
    closedAt,
    t,
    number,
    sides,
    names,
    month,
    monthShort: (moment: string) => at(moment, { month: 'short', year: '2-digit' }),
    day: (moment: string) => at(moment, { day: 'numeric', month: 'long', year: 'numeric' }),
    moment: (moment: string) =>
      at(moment, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
      }),
    title: t('round', { number: round.number, name: round.title ?? month(closedAt) }),
    /** A published figure as it was released; only the decimal sign is the reader's. */
    shown: (figure: string) => (language === 'de' ? figure.replace('.', ',') : figure),
    range: ({ low, high }: Interval) =>
      low === high ? number(low) : `${number(low)}${low < 0 ? ' … ' : '–'}${number(high)}`,
    /** Why something is not shown. Snapshots hold it in English. */
    reason(english: string | null): string {
      for (const [pattern, key] of REASONS) {
        const found = pattern.exec(english ?? '');
        if (found) return t(`reasons.${key}`, { count: Number(found[1] ?? 0) });
      }
      return english ?? '';
    },
    /** "−0.4", "level", "up"; null where nothing may be said. */
    change(change: Change | undefined): string | null {
      if (!change || change.kind === 'not-comparable') return null;
      if (change.kind === 'direction') return t(`change.${change.direction}`);
      return change.level ? t('change.level') : this.shown(change.shown);
    },
    item: (key: string) => itemWords(instrument, key, language),
    /** With a sign where its answers were turned round. */
    itemInFull(key: string): string {
      const text = textIn(instrument.items.find((item) => item.key === key)?.text ?? { en: key }, language);
      return isReversed(instrument, key) ? `${text} ${t('turnedMark')}` : text;
    },
    /** How an item's parties see it, as a sentence. */
    gap(item: ItemResult): string | null {
      const { gap } = item;
      if (!gap) return null;
      if (gap.kind === 'unclear') return t('gap.unclear');
      const facts = { high: names(gap.high), low: names(gap.low), gap: this.shown(gap.shown ?? '') };
      return t(`gap.${gap.label}`, facts);
    },
    stem: stemWords(instrument, language),
    /** "5 = very well", or the number alone. */
    point(at: number): string {
      const label = instrument.scale.labels[at];
      return label ? `${pointText(at)} = ${textIn(label, language)}` : pointText(at);
    },
    changeOf: (key: string) => results.comparison?.items.find((one) => one.key === key)?.change,
  };
}
