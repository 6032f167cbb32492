import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { bandsOf, runsOf } from '../../../domain/surveys/picture.ts';
import { flaggedCells, oneAnswer } from '../../../domain/surveys/reading.ts';
import type { ItemResult, Total } from '../../../domain/surveys/snapshot-contract.ts';
import { pointText, textIn } from '../../../domain/surveys/texts.ts';
import { guesses } from './guesses.ts';
import { head, headline, legend, named, paragraph, rules, section, soft, statusOf } from './parts.ts';
import { itemsPicture, trendPicture } from './pictures.ts';
import type { Reader } from './reader.ts';
import { INK } from './signs.ts';

/** Everything the results page shows, for a team that wants to work through it on paper. */
export function fullPages(reader: Reader, width: number): Content[] {
  const items = bandsOf(reader.snapshot.items).flatMap((band) => band.items);
  return [
    ...head(reader, width),
    headline(reader),
    legend(reader),
    { svg: itemsPicture(reader, items, width, 23), margin: [0, 0, 0, 6] },
    ...rules(reader).map((rule) => soft(rule, { fontSize: 8, margin: [0, 0, 0, 2] })),
    ...table(reader, width),
    ...spread(reader, width),
    ...guesses(reader, width),
    ...trend(reader, width),
    ...themes(reader, width),
    ...written(reader, width),
    ...reading(reader, width),
    ...method(reader, width),
  ];
}

const lines = {
  hLineWidth: (at: number) => (at === 0 ? 0 : at === 1 ? 0.9 : 0.4),
  vLineWidth: () => 0,
  hLineColor: (at: number) => (at === 1 ? INK.text : INK.rule),
  paddingLeft: (at: number) => (at === 0 ? 0 : 4),
  paddingRight: () => 4,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};
const right = { alignment: 'right' as const };
const heading = (text: string, more: object = {}): TableCell => ({ text, bold: true, fontSize: 8, ...more });

/** The same as the picture, in figures: one row for each item, in the same order. */
function table(reader: Reader, width: number): Content[] {
  const { snapshot, results, t } = reader;
  const items = bandsOf(snapshot.items).flatMap((band) => band.items);
  const parties = reader.sides(snapshot.parties);
  const many = parties.length > 1;
  const before = results.comparison && results.trend.find((round) => round.roundId === results.comparison?.roundId);
  const interval = items.filter((item) => item.total?.ci).length * 2 >= items.length;
  const agreement = items.filter((item) => item.total?.agreement).length * 2 >= items.length;
  const headings: TableCell[] = [
    heading(reader.stem ?? t('table.item')),
    ...parties.map(
      (side) =>
        ({ ...(named([side], reader.names([side.id]), 7, { bold: true, fontSize: 8 }) as object) }) as TableCell,
    ),
    ...(many ? [heading(t('table.gap'), right)] : []),
    heading(t('everyone'), right),
    heading(t('table.ifAll', { invited: snapshot.response.invited }), right),
    ...(interval ? [heading(t('table.interval'), right)] : []),
    ...(agreement ? [heading(t('table.agreement'))] : []),
    ...(before ? [heading(reader.monthShort(before.closedAt), right)] : []),
    heading(t('table.status')),
  ];
  const rows = items.map((item): TableCell[] => [
    { text: reader.itemInFull(item.key), font: 'Serif' },
    ...partyCells(reader, item),
    ...(many ? [gapCell(reader, item)] : []),
    { text: item.total ? reader.shown(item.total.shown) : t('notShown'), bold: item.total !== null, ...right },
    { text: item.total ? reader.range(item.total.bounds) : '', color: INK.soft, ...right },
    ...(interval ? [{ text: item.total?.ci ? reader.range(item.total.ci) : '', color: INK.soft, ...right }] : []),
    ...(agreement
      ? [{ text: item.total?.agreement ? t(`agreement.${item.total.agreement.word}`) : '', color: INK.soft }]
      : []),
    ...(before
      ? [{ text: reader.shown(before.items.find((one) => one.key === item.key)?.shown ?? ''), ...right }]
      : []),
    statusCell(reader, item),
  ]);
  const party = width > 600 ? 62 : 50;
  return [
    section(t('table.title'), width, { pageBreak: 'before' }),
    soft(`${t('table.caption')} ${t('ruleLimits')}`, { fontSize: 8 }),
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [
          '*',
          ...parties.map(() => party),
          ...(many ? [30] : []),
          40,
          46,
          ...(interval ? [42] : []),
          ...(agreement ? [44] : []),
          ...(before ? [34] : []),
          78,
        ],
        body: [headings, ...rows],
      },
      layout: lines,
      fontSize: 8.5,
      margin: [0, 2, 0, 12],
    },
  ];
}

/** What is published of several parties together stands across their columns. */
function partyCells(reader: Reader, item: ItemResult): TableCell[] {
  const { t, snapshot } = reader;
  return runsOf(item, snapshot.parties).flatMap((run): TableCell[] => {
    const cell = run.cell === null ? null : item.cells[run.cell];
    const more =
      run.elsewhere.length > 0
        ? ` ${t('with', { names: reader.names(run.elsewhere) })}`
        : cell && cell.parties.length > 1
          ? ` ${t('asOne')}`
          : '';
    const content: TableCell = cell
      ? { text: [reader.shown(cell.shown), more, { text: `  n ${cell.n}`, color: INK.faint, fontSize: 7.5 }] }
      : { text: t('notShown'), color: INK.faint };
    const span = run.parties.length;
    return [
      { ...(content as object), ...(span > 1 ? { colSpan: span } : {}) } as TableCell,
      ...Array.from({ length: span - 1 }, () => ''),
    ];
  });
}

function gapCell(reader: Reader, { gap }: ItemResult): TableCell {
  const { t } = reader;
  if (!gap) return { text: t('notShown'), color: INK.faint, ...right };
  if (gap.kind === 'unclear') return { text: t('unclear'), color: INK.faint, ...right };
  const clear = gap.label === 'clear' ? [{ text: `\n${t('table.clear')}`, fontSize: 7.5, color: INK.soft }] : [];
  return { text: [{ text: reader.shown(gap.shown ?? ''), bold: gap.label !== 'small' }, ...clear], ...right };
}

function statusCell(reader: Reader, item: ItemResult): TableCell {
  const { t } = reader;
  if (!item.status) return { text: reader.reason(item.reason), color: INK.faint };
  const low = flaggedCells(item).length;
  return {
    stack: [
      statusOf(reader, item.status),
      ...(low > 0
        ? [
            {
              text: t('table.lowIn', { count: low }),
              fontSize: 7.5,
              color: INK.soft,
              margin: [12, 0, 0, 0] as [number, number, number, number],
            },
          ]
        : []),
    ],
  };
}

/** Spread, median and agreement, of the items and groups of which they may be shown. */
function spread(reader: Reader, width: number): Content[] {
  const { snapshot, t, number } = reader;
  const items = bandsOf(snapshot.items).flatMap((band) => band.items);
  const groups = items.flatMap((item) => {
    const cells = item.cells.map((cell) => ({ item, sides: reader.sides(cell.parties), figures: cell as Total }));
    const all = item.total && item.cells.length > 1 ? [{ item, sides: [], figures: item.total }] : [];
    return [...cells, ...all].filter(
      ({ figures }) => figures.bins ?? figures.agreement ?? figures.median ?? figures.favourable,
    );
  });
  const { min, max } = snapshot.scale;
  const bins = (figures: Total): string => {
    if (!figures.bins) return '';
    const { kind, counts } = figures.bins;
    const middle = max - min;
    const label = (at: number) =>
      kind === 'points'
        ? pointText(min + at)
        : [t('spread.low'), middle % 2 === 0 ? String(min + middle / 2) : t('spread.middle'), t('spread.high')][at];
    return counts.map((count, at) => `${label(at)}: ${count}`).join('   ');
  };
  return [
    section(t('spread.title'), width),
    soft(groups.length > 0 ? t('spread.text') : t('spread.none'), { fontSize: 8 }),
    ...(groups.length > 0
      ? [
          {
            table: {
              headerRows: 1,
              dontBreakRows: true,
              widths: ['*', 84, 104, 36, 52, 82],
              body: [
                [
                  heading(t('table.item')),
                  heading(t('spread.group')),
                  heading(t('spread.counts')),
                  heading(t('spread.median'), right),
                  heading(t('spread.favourable', { from: number(snapshot.thresholds.strength) }), right),
                  heading(t('table.agreement')),
                ],
                ...groups.map(({ item, sides, figures }, at): TableCell[] => [
                  { text: groups[at - 1]?.item === item ? '' : reader.item(item.key), font: 'Serif' },
                  sides.length > 0
                    ? named(sides, reader.names(sides.map((side) => side.id)), 7)
                    : { text: t('everyone'), bold: true },
                  bins(figures),
                  {
                    text:
                      figures.median === null ? '' : number(figures.median, Number.isInteger(figures.median) ? 0 : 1),
                    ...right,
                  },
                  {
                    text: figures.favourable
                      ? t('of', { count: figures.favourable.count, of: figures.favourable.of })
                      : '',
                    ...right,
                  },
                  figures.agreement
                    ? `${t(`agreement.${figures.agreement.word}`)} (${number(figures.agreement.rwgStar, 2).replace('-', '−')})`
                    : '',
                ]),
              ],
            },
            layout: lines,
            fontSize: 8.5,
            margin: [0, 2, 0, 12],
          } as Content,
        ]
      : []),
  ];
}

function trend(reader: Reader, width: number): Content[] {
  const picture = trendPicture(reader, width);
  if (!picture) return [];
  return [
    {
      stack: [section(reader.t('trend.title'), width), soft(reader.t('trend.text'), { fontSize: 8 }), { svg: picture }],
      unbreakable: true,
      margin: [0, 0, 0, 12],
    },
  ];
}

function themes(reader: Reader, width: number): Content[] {
  const { snapshot, instrument, t } = reader;
  if (snapshot.themes.length === 0) return [];
  const rows = snapshot.themes.map((theme): TableCell[] => [
    {
      stack: [
        {
          text: textIn(instrument.themes.find((one) => one.key === theme.key)?.text ?? {}, reader.language),
          bold: true,
        },
        { text: theme.items.map((key) => reader.item(key)).join(' · '), color: INK.soft, fontSize: 7.5 },
      ],
    },
    theme.cells.length > 1
      ? {
          stack: theme.cells.map((cell) =>
            named(reader.sides(cell.parties), `${reader.names(cell.parties)}  ${reader.shown(cell.shown)}`, 7),
          ),
        }
      : '',
    { text: theme.total ? reader.shown(theme.total.shown) : t('notShown'), bold: theme.total !== null, ...right },
    theme.status ? (statusOf(reader, theme.status) as TableCell) : '',
  ]);
  return [
    {
      stack: [
        section(t('themes.title'), width),
        soft(t(instrument.key === 'relational' ? 'themes.ours' : 'themes.theirs'), { fontSize: 8 }),
        {
          table: {
            headerRows: 1,
            dontBreakRows: true,
            widths: ['*', 130, 50, 90],
            body: [
              [
                heading(t('themes.theme')),
                heading(t('spread.group')),
                heading(t('everyone'), right),
                heading(t('table.status')),
              ],
              ...rows,
            ],
          },
          layout: lines,
          fontSize: 8.5,
        },
      ],
      unbreakable: snapshot.themes.length <= 12,
      margin: [0, 0, 0, 12],
    },
  ];
}

function written(reader: Reader, width: number): Content[] {
  const { snapshot, instrument, t } = reader;
  if (snapshot.comments.length === 0) return [];
  return [
    section(t('written.title'), width),
    soft(t('written.rule'), { fontSize: 8 }),
    ...snapshot.comments.flatMap((comments): Content[] => [
      {
        text: textIn(instrument.questions.find((one) => one.key === comments.question)?.text ?? {}, reader.language),
        bold: true,
        margin: [0, 4, 0, 3],
        headlineLevel: 2,
      },
      ...(comments.texts
        ? comments.texts.map(
            (text): Content => ({
              text,
              font: 'Serif',
              fontSize: 9.5,
              margin: [10, 0, 0, 5],
              preserveLeadingSpaces: false,
            }),
          )
        : [soft(t('because', { reason: reader.reason(comments.reason) }))]),
    ]),
    { text: '', margin: [0, 0, 0, 8] },
  ];
}

function reading(reader: Reader, width: number): Content[] {
  const { snapshot, t, number } = reader;
  const { min, max } = snapshot.scale;
  const small = reader.results.comparison ? oneAnswer(snapshot) : null;
  const texts = [
    t('read.asked', { low: reader.point(min), high: reader.point(max) }),
    t('read.averages'),
    ...(small === null ? [] : [t('read.small', { points: number(small) })]),
    t('read.alike'),
    t('read.range'),
    ...(snapshot.items.some((item) => item.total?.ci) ? [t('read.interval')] : []),
  ];
  return [
    {
      stack: [section(t('read.title'), width), ...texts.map((text) => paragraph(text))],
      unbreakable: true,
      margin: [0, 0, 0, 10],
    },
  ];
}

function method(reader: Reader, width: number): Content[] {
  const { snapshot, instrument, results, t, number, language } = reader;
  const { reliability } = snapshot;
  const texts = [
    ...(results.round.level === 'sealed' ? [t('method.sealed')] : []),
    ...(results.round.source === 'survey' ? [t('method.confidential')] : []),
    t('method.k', { count: snapshot.k }),
    t('method.same'),
    t('method.instrument', { title: textIn(instrument.title, language), version: instrument.version }),
    ...(reliability
      ? [
          t('method.reliability', {
            alpha: number(reliability.alpha, 2),
            lambda: number(reliability.lambda2, 2),
            count: reliability.n,
          }),
        ]
      : []),
    t('method.snapshot', { when: reader.moment(reader.closedAt) }),
  ];
  return [{ stack: [section(t('method.title'), width), ...texts.map((text) => paragraph(text))], unbreakable: true }];
}
