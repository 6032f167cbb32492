import type { Column, Content, TableCell } from 'pdfmake/interfaces.js';
import { betweenWords, cutDigits } from '../../../domain/surveys/reading.ts';
import type { Status } from '../../../domain/surveys/snapshot-contract.ts';
import type { Reader, Side } from './reader.ts';
import { INK, lineSvg, marksSvg, STATUS, statusSvg } from './signs.ts';

/** Points between the margins of an A4 page, standing and lying. */
export const MARGIN = 40;
export const STANDING = 595.28 - 2 * MARGIN;
export const LYING = 841.89 - 2 * MARGIN;

export const paragraph = (text: string, more: object = {}): Content => ({ text, margin: [0, 0, 0, 4], ...more });
export const soft = (text: string, more: object = {}): Content => paragraph(text, { color: INK.soft, ...more });

/** A strong rule, then a heading: how every part of a page begins. */
export function section(title: string, width: number, more: object = {}): Content {
  return {
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1.2, lineColor: INK.text }] },
      { text: title, bold: true, fontSize: 12, margin: [0, 5, 0, 5] },
    ],
    headlineLevel: 1,
    ...more,
  };
}

/** The first line of whatever is printed of a sample. */
export const sampleLine = (words: string): Content => ({
  table: { widths: ['*'], body: [[{ text: words, bold: true, color: INK.accent, fontSize: 8.5 }]] },
  layout: { hLineWidth: () => 0, vLineWidth: () => 0, fillColor: () => INK.accentTint },
  margin: [0, 0, 0, 6],
});

/** A party by its mark and name. */
export const named = (sides: readonly Side[], words: string, size = 8, more: object = {}): Content => ({
  columns: [
    { svg: marksSvg(sides, size), width: size + (sides.length - 1) * 5, margin: [0, size > 10 ? 0 : 1.5, 0, 0] },
    { text: words, width: '*', ...more },
  ],
  columnGap: 4,
});

export const statusOf = (reader: Reader, status: Status, more: object = {}): Content => ({
  columns: [
    { svg: statusSvg(status, 8), width: 8, margin: [0, 1.5, 0, 0] },
    { text: reader.t(`status.${status}`), color: STATUS[status].ink, bold: true, width: '*', ...more },
  ],
  columnGap: 4,
});

/** The parties as equals around the name of their partnership: alphabetical, same size, joined by one line. */
export function head(reader: Reader, width: number): Content[] {
  const { report, results, t } = reader;
  const { round, snapshot } = results;
  const { paper } = snapshot.response;
  const { parties, partnership } = report;
  const name = { text: partnership.name, font: 'Serif', fontSize: 15, alignment: 'center' as const };
  const side = (party: Side, end = false): Content => {
    const mark = { svg: marksSvg([party], 15), width: 15 };
    const words = {
      text: party.name,
      bold: true,
      fontSize: 10.5,
      width: '*',
      margin: [0, 1, 0, 0] as [number, number, number, number],
    };
    return end
      ? { columns: [{ ...words, alignment: 'right' }, mark], columnGap: 5 }
      : { columns: [mark, words], columnGap: 5 };
  };
  const [left, right] = parties;
  return [
    ...(partnership.sample ? [sampleLine(t('sample'))] : []),
    parties.length === 2 && left && right
      ? {
          columns: [
            { width: width * 0.28, stack: [side(left)] },
            { width: '*', stack: [name] },
            { width: width * 0.28, stack: [side(right, true)] },
          ],
          columnGap: 8,
        }
      : { stack: [name, { columns: parties.map((party) => side(party)), columnGap: 8, margin: [0, 6, 0, 0] }] },
    { svg: lineSvg(parties, width), margin: [0, 2, 0, 6] },
    { text: `${reader.title}: ${t(`title.${report.kind}`)}`, bold: true, fontSize: 15 },
    {
      text: [
        round.source === 'import'
          ? t('imported', { when: reader.day(reader.closedAt) })
          : t('closed', { when: reader.moment(reader.closedAt) }),
        ` ${t(round.level === 'sealed' ? 'levelSealed' : 'level', { count: snapshot.k })}`,
        ...(paper ? [` ${paper.sheets === null ? t('paperSome') : t('paper', { count: paper.sheets })}`] : []),
      ],
      color: INK.soft,
      margin: [0, 2, 0, 8],
    },
  ];
}

/** How many answered, and how many items there are to discuss, worth discussing and to build on, each with its rule. */
export function headline(reader: Reader): Content {
  const { snapshot, t, number } = reader;
  const { response, thresholds } = snapshot;
  const count = (status: Status) => snapshot.items.filter((item) => item.status === status).length;
  const ranges: [Status, string][] = [
    ['discuss', `≤ ${number(thresholds.discuss, cutDigits(thresholds.discuss))}`],
    ['worth', betweenWords(thresholds, number)],
    ['strength', `≥ ${number(thresholds.strength, cutDigits(thresholds.strength))}`],
  ];
  const box = (figure: string, below: Content[]): TableCell => ({
    stack: [{ text: figure, fontSize: 19, margin: [0, 0, 0, 1] }, ...below],
  });
  return {
    table: {
      widths: ['*', '*', '*', '*'],
      body: [
        [
          box(t('of', { count: response.respondents, of: response.invited }), [
            { text: t('answered') },
            ...response.strata.map((stratum) =>
              named(
                reader.sides(stratum.parties),
                `${reader.names(stratum.parties)} ${t('of', { count: stratum.respondents, of: stratum.invited })}`,
                7,
                { fontSize: 8, color: INK.soft },
              ),
            ),
          ]),
          ...ranges.map(([status, range]) =>
            box(String(count(status)), [statusOf(reader, status), { text: range, color: INK.soft, fontSize: 8 }]),
          ),
        ],
      ],
    },
    layout: {
      hLineWidth: () => 0.6,
      vLineWidth: (at: number) => (at === 0 || at === 4 ? 0 : 0.6),
      hLineColor: () => INK.rule,
      vLineColor: () => INK.rule,
      paddingLeft: (at: number) => (at === 0 ? 0 : 10),
      paddingTop: () => 5,
      paddingBottom: () => 5,
    },
    margin: [0, 0, 0, 8],
  };
}

/** "How well have we …", 1 = not very well, 5 = very well, and how it is sorted. */
export function legend(reader: Reader): Content {
  const { snapshot, t } = reader;
  const { min, max } = snapshot.scale;
  return {
    columns: [
      {
        width: '*',
        text: [
          reader.stem ? `${t('question', { stem: reader.stem })} ` : '',
          `${reader.point(min)}, ${reader.point(max)}. `,
          reader.instrument.items.some((item) => item.reversed) ? `${t('turned')} ` : '',
          t('sorted'),
        ],
        color: INK.soft,
        fontSize: 8.5,
      },
      ...(reader.sides(snapshot.parties).map((side) => ({
        width: 'auto' as const,
        ...(named([side], reader.names([side.id]), 7, { fontSize: 8.5, width: 'auto' }) as object),
      })) as Column[]),
    ],
    columnGap: 10,
    margin: [0, 0, 0, 2],
  };
}

export function rules(reader: Reader): string[] {
  const { snapshot, t, number } = reader;
  const { discuss, strength } = snapshot.thresholds;
  return [
    `${t('rule', { discuss: number(discuss, cutDigits(discuss)), strength: number(strength, cutDigits(strength)) })} ${t('ruleLimits')}`,
    ...(snapshot.response.uneven ? [t('uneven')] : []),
    ...(reader.results.comparison ? [t('regression')] : []),
  ];
}
