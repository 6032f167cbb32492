import type { TFunction } from 'i18next';
import type { Instrument } from '../../../domain/surveys/instrument.ts';
import type { Change, Interval, ItemResult, Snapshot } from '../../../domain/surveys/snapshot-contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { formatNumber } from '../../platform/format.ts';
import { asStatement } from '../rounds.ts';

export type T = TFunction<'surveys'>;

/** "−0.4", "level", "up": what changed since the round before, as far as it may be said. Null: cannot be compared. */
export function changeWords(change: Change | undefined, t: T): string | null {
  if (!change || change.kind === 'not-comparable') return null;
  if (change.kind === 'direction') return t(`change.${change.direction}`);
  return change.level ? t('change.level') : change.shown;
}

/** "2.2–3.1", or one figure when both ends are the same. */
export function rangeWords(range: Interval, language: string): string {
  const [low, high] = [range.low, range.high].map((value) => formatNumber(value, language, 1));
  return low === high ? `${low}` : `${low}–${high}`;
}

/** What stands for an item in the chart: a statement where the instrument asks "How well have we …", else as written. */
export function itemWords(instrument: Instrument, key: string, language: string): string {
  const text = textIn(instrument.items.find((item) => item.key === key)?.text ?? {}, language);
  return instrument.stem ? asStatement(text, language) : text;
}

/** The first words of the instrument with an ellipsis: "How well have we …". */
export const stemWords = (instrument: Instrument, language: string): string | null =>
  instrument.stem && `${textIn(instrument.stem, language).replace(/,$/, '')} …`;

export const flaggedCells = (item: ItemResult) =>
  item.flag === 'some-parties' ? item.cells.filter((c) => c.flag) : [];

/** How far one answer can move the average of all who answered, from the smallest item. */
export function oneAnswer(snapshot: Snapshot): number | null {
  const sizes = snapshot.items.flatMap((item) => (item.total ? [item.total.n] : []));
  if (sizes.length === 0) return null;
  const width = snapshot.scale.max - snapshot.scale.min;
  return Math.ceil((width / Math.min(...sizes)) * 10) / 10;
}
