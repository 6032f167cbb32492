/** An analysis as aligned text for a terminal. */
import type { AnalysedItem, Analysis } from '../../domain/surveys/analysis.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { textIn } from '../../domain/surveys/texts.ts';
import {
  answeredOf,
  figure,
  gapText,
  interval,
  invitedInAll,
  lowestFirst,
  meanText,
  partyMean,
  type Words,
  wordsIn,
} from './analyse-words.ts';

/** Parties that get a column of their own; of more, the highest and the lowest are named. */
const PARTY_COLUMNS = 6;

export function analysisTable(
  analysis: Analysis,
  instrument: Instrument,
  language: string,
  invited: Readonly<Record<string, number>>,
): string {
  const words = wordsIn(language);
  const parties = analysis.parties.map(({ key }) => key);
  const single = parties.length < 2;
  const columns = single || parties.length > PARTY_COLUMNS ? [] : parties;

  const head = [words.item, 'n', words.mean, words.interval, words.spread, words.agreement, ...columns];
  const rows = lowestFirst(analysis.items).map((item) => [
    item.key,
    String(item.n),
    meanText(item, instrument, words),
    interval(item),
    figure(item.sd, 2),
    figure(item.agreement.rwgStar, 2),
    ...columns.map((party) => partyMean(item.byParty[party], words)),
    ...(single ? [] : [gapText(item.gap, words)]),
    ...(columns.length > 0 || single ? [] : extremes(item)),
    item.flag ? words.status[item.flag] : words.notShown,
  ]);
  if (!single) head.push(words.gap);
  if (columns.length === 0 && !single) head.push(words.high, words.low);
  head.push('');

  const themes = analysis.themes.map((theme) => {
    const known = instrument.themes.find(({ key }) => key === theme.key);
    return [
      known ? textIn(known.text, language) : theme.key,
      figure(theme.mean, 2),
      ...columns.map((party) => partyMean(theme.byParty[party], words)),
    ];
  });

  const sections = [
    introduction(analysis, instrument, language, words, invited),
    aligned([head, ...rows]),
    ...(themes.length > 0 ? [aligned([[words.theme, words.mean, ...columns], ...themes])] : []),
    `${words.reliability}: ${figure(analysis.scale.alpha, 2)}, ${figure(analysis.scale.lambda2, 2)}`,
    words.legend,
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction(
  analysis: Analysis,
  instrument: Instrument,
  language: string,
  words: Words,
  invited: Readonly<Record<string, number>>,
): string {
  const { version } = analysis.instrument;
  const lines = [
    `${textIn(instrument.title, language)} (${words.version} ${version})`,
    `${answeredOf(analysis.respondents, invitedInAll(analysis, invited), words)} ${words.answered}`,
  ];
  if (analysis.parties.length > 1 && analysis.parties.length <= PARTY_COLUMNS) {
    const each = analysis.parties.map(
      ({ key, respondents }) => `${key} ${answeredOf(respondents, invited[key], words)}`,
    );
    lines[1] += `: ${each.join(', ')}`;
  }
  if (analysis.floor > 1) lines.push(words.floor(analysis.floor));
  return lines.join('\n');
}

function extremes({ gap }: AnalysedItem): [string, string] {
  return gap && 'against' in gap ? [gap.highest, gap.lowest] : ['–', '–'];
}

/** First and last column to the left, figures to the right. */
function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const last = widths.length - 1;
  const pad = (text: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - [...text].length);
    const left = column === 0 || (column === last && /[^\d.,–−\s]/.test(text));
    return left ? text + space : space + text;
  };
  const lines = rows.map((row) => row.map(pad).join('  ').trimEnd());
  lines.splice(1, 0, '-'.repeat(Math.max(...lines.map((line) => [...line].length))));
  return lines.join('\n');
}
