import type { Column, Content } from 'pdfmake/interfaces.js';
import { bandsOf } from '../../../domain/surveys/picture.ts';
import { cutDigits, flaggedCells } from '../../../domain/surveys/reading.ts';
import type { Change, ItemResult } from '../../../domain/surveys/snapshot-contract.ts';
import { head, headline, legend, rules, STANDING, soft } from './parts.ts';
import { itemsPicture } from './pictures.ts';
import type { Reader } from './reader.ts';
import { INK } from './signs.ts';

/** How much stands on the page. */
export type Measure = {
  /** Lines of each list. */
  most: number;
  /** Points for each item of the picture. */
  row: number;
  /** Items of the picture, two at least; a longer questionnaire shows its two ends. */
  rows: number;
};

/** One page for somebody who decides: is this healthy, what must be talked about, what has changed. */
export function summaryPages(reader: Reader, { most, row, rows }: Measure): Content[] {
  const { snapshot, t } = reader;
  const items = bandsOf(snapshot.items).flatMap((band) => band.items);
  const low = Math.floor((rows * 2) / 3);
  const ends = items.length > rows ? [...items.slice(0, low), ...items.slice(low - rows)] : items;
  return [
    ...head(reader, STANDING),
    headline(reader),
    legend(reader),
    { svg: itemsPicture(reader, ends, STANDING, ends.length > 16 ? Math.min(15, row) : row), margin: [0, 0, 0, 8] },
    ...(ends.length < items.length ? [soft(t('first.ends', { count: items.length - ends.length }))] : []),
    {
      columns: [
        list(t('first.discuss'), toDiscuss(reader, most)),
        list(t('first.strengths'), strengths(reader, most)),
        list(t('first.gap'), gaps(reader, most)),
        list(changeTitle(reader), changes(reader, most)),
      ],
      columnGap: 14,
      margin: [0, 0, 0, 6],
    },
    ...rules(reader).map((rule) => soft(rule, { fontSize: 7.5, margin: [0, 0, 0, 2] })),
  ];
}

function list(title: string, lines: Content[]): Column {
  return {
    width: '*',
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 118, y2: 0, lineWidth: 1, lineColor: INK.text }] },
      { text: title, bold: true, margin: [0, 3, 0, 3] },
      ...lines,
    ],
  };
}

const line = (words: string, figure: string, more = ''): Content => ({
  text: [{ text: `${figure} `, bold: true }, words, ...(more ? [{ text: ` ${more}`, color: INK.soft }] : [])],
  fontSize: 8.5,
  margin: [0, 0, 0, 2.5],
});
const only = (words: string): Content[] => [{ text: words, fontSize: 8.5, color: INK.soft }];

function some(
  reader: Reader,
  items: readonly ItemResult[],
  most: number,
  one: (item: ItemResult) => Content,
): Content[] {
  const rest = items.length - most;
  return [...items.slice(0, most).map(one), ...(rest > 0 ? only(reader.t('first.more', { count: rest })) : [])];
}

const ofStatus = (reader: Reader, status: string): ItemResult[] =>
  bandsOf(reader.snapshot.items).find((band) => band.status === status)?.items ?? [];

function toDiscuss(reader: Reader, most: number): Content[] {
  const { t, snapshot, number } = reader;
  const items = ofStatus(reader, 'discuss');
  const low = ofStatus(reader, 'worth').filter((item) => item.flag === 'some-parties');
  if (items.length + low.length === 0)
    return only(
      t('first.discussNone', {
        threshold: number(snapshot.thresholds.discuss, cutDigits(snapshot.thresholds.discuss)),
      }),
    );
  return some(reader, [...items, ...low], most, (item) => {
    const views = flaggedCells(item).map((cell) =>
      t('first.low', { names: reader.names(cell.parties), shown: reader.shown(cell.shown) }),
    );
    return line(
      reader.item(item.key),
      reader.shown(item.total?.shown ?? ''),
      views.length > 0 ? `(${views.join('; ')})` : '',
    );
  });
}

function strengths(reader: Reader, most: number): Content[] {
  const { t, snapshot, number } = reader;
  const items = ofStatus(reader, 'strength').toReversed();
  if (items.length === 0)
    return only(
      t('first.strengthsNone', {
        threshold: number(snapshot.thresholds.strength, cutDigits(snapshot.thresholds.strength)),
      }),
    );
  return some(reader, items, most, (item) => line(reader.item(item.key), reader.shown(item.total?.shown ?? '')));
}

/** The widest gaps that are worth asking about. */
function gaps(reader: Reader, most: number): Content[] {
  const items = reader.snapshot.items
    .filter((item) => item.gap && item.gap.label !== 'small')
    .sort((a, b) => (b.gap?.value ?? 0) - (a.gap?.value ?? 0));
  if (items.length === 0) return only(reader.t('first.gapNone'));
  return some(reader, items, Math.max(1, most - 1), ({ key, gap }) => {
    if (!gap) return '';
    const [high, low] = [gap.high, gap.low].map((ids) => reader.names(ids));
    return line(reader.item(key), reader.shown(gap.shown ?? ''), `(${high} > ${low})`);
  });
}

const changeTitle = ({ t, month, results }: Reader): string =>
  results.comparison ? t('first.change', { month: month(results.comparison.closedAt) }) : t('first.changeTitle');

/** What moved most, as far as it may be said. */
function changes(reader: Reader, most: number): Content[] {
  const { t, results } = reader;
  if (!results.comparison) return only(t('first.changeFirst'));
  const compared = results.comparison.items;
  const reason = compared.find((one) => one.change.kind === 'not-comparable')?.change;
  const moved = compared.flatMap(({ key, change }): { key: string; size: number; change: Change }[] => {
    if (change.kind === 'number' && !change.level) return [{ key, size: Math.abs(change.value), change }];
    if (change.kind === 'direction' && change.direction !== 'same') return [{ key, size: 0.5, change }];
    return [];
  });
  if (moved.length === 0)
    return only(
      reason?.kind === 'not-comparable' && compared.every((one) => one.change.kind === 'not-comparable')
        ? t('first.notComparable', { reason: reader.reason(reason.reason) })
        : t('first.changeNone'),
    );
  const sorted = moved.sort((a, b) => b.size - a.size);
  const rest = sorted.length - most;
  return [
    ...sorted.slice(0, most).map(({ key, change }) => line(reader.item(key), reader.change(change) ?? '')),
    ...(rest > 0 ? only(t('first.more', { count: rest })) : []),
  ];
}
