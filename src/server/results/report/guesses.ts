import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Guess } from '../../../domain/surveys/snapshot-contract.ts';
import { section, soft } from './parts.ts';
import type { Reader } from './reader.ts';
import { INK } from './signs.ts';

const right = { alignment: 'right' as const };
const lines = {
  hLineWidth: (at: number) => (at === 0 ? 0 : at === 1 ? 0.9 : 0.4),
  vLineWidth: () => 0,
  hLineColor: (at: number) => (at === 1 ? INK.text : INK.rule),
  paddingLeft: (at: number) => (at === 0 ? 0 : 4),
  paddingRight: () => 4,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};

/** What each side guessed beside what the other said, in rounds that asked for it. */
export function guesses(reader: Reader, width: number): Content[] {
  const { snapshot, t } = reader;
  if (!snapshot.items.some((item) => item.guesses)) return [];
  const rows = snapshot.items.flatMap(({ key, guesses: all = [] }) => all.map((guess) => ({ key, guess })));
  if (rows.length === 0) return [section(t('guess.title'), width), soft(t('guess.none'), { fontSize: 8 })];
  const heading = (text: string, more: object = {}): TableCell => ({ text, bold: true, fontSize: 8, ...more });
  const head = [
    heading(t('table.item')),
    heading(t('guess.by')),
    heading(t('guess.guessed'), right),
    heading(t('guess.said'), right),
    heading(t('guess.difference')),
  ];
  const apart = ({ gap }: Guess) =>
    t(`guess.${gap.direction}`, { gap: gap.shown === null ? '' : reader.shown(gap.shown) });
  const body = rows
    .toSorted((one, other) => (other.guess.gap.value ?? -1) - (one.guess.gap.value ?? -1))
    .map(({ key, guess }): TableCell[] => [
      { text: reader.item(key), font: 'Serif' },
      t('guess.pair', { by: reader.names(guess.by), about: reader.names(guess.about) }),
      { text: [reader.shown(guess.shown), { text: `  n ${guess.n}`, color: INK.faint, fontSize: 7.5 }], ...right },
      { text: reader.shown(guess.actual.shown), ...right },
      apart(guess),
    ]);
  return [
    section(t('guess.title'), width),
    soft(t('guess.text'), { fontSize: 8 }),
    {
      table: { headerRows: 1, dontBreakRows: true, widths: ['*', 110, 62, 46, 82], body: [head, ...body] },
      layout: lines,
      fontSize: 8.5,
      margin: [0, 2, 0, 12],
    },
  ];
}
