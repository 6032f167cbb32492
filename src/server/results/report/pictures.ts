import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { bandsOf, dotsOf } from '../../../domain/surveys/picture.ts';
import type { Cell, ItemResult } from '../../../domain/surveys/snapshot-contract.ts';
import type { Reader } from './reader.ts';
import { INK, inkOf, PARTY, SHAPES, STATUS, signOf } from './signs.ts';

use([CustomChart, LineChart, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

type Drawn = Record<string, unknown>;
type Place = { coord: (at: [number, number]) => [number, number] };

/** Draws without a page or a screen. Rules for a mouse mean nothing on paper and are left out. */
function draw(width: number, height: number, option: Drawn): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'Sans' }, ...option });
    return chart
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>/g, '')
      .replace(/ (class|ecmeta_\w+)="[^"]*"/g, '');
  } finally {
    chart.dispose();
  }
}

const text = (content: string, x: number, y: number, more: Drawn = {}): Drawn => ({
  type: 'text',
  x,
  y,
  style: { text: content, fill: INK.text, fontSize: 8.5, fontFamily: 'Sans', verticalAlign: 'middle', ...more },
});

/**
 * Every item on the scale, lowest first: the marks of the groups that may be shown, the gap between two, everybody's
 * average and what has changed. Nothing stands in it that the table does not say, too.
 */
export function itemsPicture(reader: Reader, items: readonly ItemResult[], width: number, rowHeight: number): string {
  const { snapshot, t } = reader;
  const lanes = Math.max(1, ...items.map((item) => (item.cells.length > 2 ? item.cells.length : 1)));
  const row = Math.max(rowHeight, lanes * 10 + 4);
  const grid = { left: width * 0.39, right: width * 0.2, top: 24, bottom: 2 };
  const height = grid.top + grid.bottom + row * items.length;
  const { min, max } = snapshot.scale;
  const { discuss, strength } = snapshot.thresholds;
  const [everyone, since] = [width - grid.right + 46, width];

  const ground = (_: unknown, api: Place): Drawn => {
    const zones = [
      [min, discuss, STATUS.discuss],
      [strength, max, STATUS.strength],
    ] as const;
    const bottom = grid.top + row * items.length;
    return {
      type: 'group',
      children: [
        ...zones.map(([from, to, { tint }]) => {
          const [x] = api.coord([from, 0]);
          return {
            type: 'rect',
            shape: { x, y: grid.top, width: api.coord([to, 0])[0] - x, height: bottom - grid.top },
            style: { fill: tint },
          };
        }),
        ...[discuss, strength].map((at, n) => {
          const [x] = api.coord([at, 0]);
          const { ink } = n === 0 ? STATUS.discuss : STATUS.strength;
          return {
            type: 'line',
            shape: { x1: x, y1: grid.top, x2: x, y2: bottom },
            style: { stroke: ink, lineDash: [2, 2], lineWidth: 0.8 },
          };
        }),
        text(t('everyone'), everyone, 12, { align: 'right', fontSize: 8, fill: INK.soft }),
        ...(reader.results.comparison
          ? [
              text(reader.monthShort(reader.results.comparison.closedAt), since, 12, {
                align: 'right',
                fontSize: 8,
                fill: INK.soft,
              }),
            ]
          : []),
      ],
    };
  };

  const line = ({ dataIndex }: { dataIndex: number }, api: Place): Drawn => {
    const item = items[dataIndex] as ItemResult;
    const [, y] = api.coord([min, dataIndex]);
    const change = reader.change(reader.changeOf(item.key));
    return {
      type: 'group',
      children: [
        {
          type: 'line',
          shape: { x1: 0, y1: y + row / 2, x2: width, y2: y + row / 2 },
          style: { stroke: INK.rule, lineWidth: 0.5 },
        },
        ...(item.total
          ? [
              ...marks(item, y, api),
              text(reader.shown(item.total.shown), everyone, y, { align: 'right', fontWeight: 600, fontSize: 9.5 }),
              ...(change ? [text(change, since, y, { align: 'right', fill: INK.soft, fontSize: 8 })] : []),
            ]
          : [text(t('notShown'), everyone, y, { align: 'right', fill: INK.faint, fontSize: 8 })]),
      ],
    };
  };

  const marks = (item: ItemResult, y: number, api: Place): Drawn[] => {
    if (item.cells.length > 2)
      return item.cells.flatMap((cell, n) => {
        const lane = y + (n - (item.cells.length - 1) / 2) * 10;
        const [x] = api.coord([cell.value, 0]);
        return group(reader, cell, x, lane, cell.value < (item.total?.value ?? 0), '');
      });
    const dots = dotsOf(item, snapshot.scale);
    const places = dots.map((dot) => ({ dot, cell: item.cells[dot.cell] as Cell }));
    const at = places.map(({ cell }) => api.coord([cell.value, 0])[0]);
    return [
      ...(at.length === 2
        ? [
            {
              type: 'line',
              shape: { x1: at[0], y1: y, x2: at[1], y2: y },
              style: { stroke: INK.text, lineWidth: 0.9 },
            },
          ]
        : []),
      ...places.flatMap(({ dot, cell }, n) =>
        group(reader, cell, (at[n] as number) + dot.nudge * 0.7, y, dot.side === 'before', t('asOne')),
      ),
    ];
  };

  return draw(width, height, {
    grid,
    xAxis: {
      type: 'value',
      position: 'top',
      min,
      max,
      interval: 1,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { fontSize: 8, color: INK.soft, margin: 6 },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: items.map((item) => reader.item(item.key)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        align: 'left',
        margin: grid.left,
        width: grid.left - 12,
        overflow: 'break',
        fontFamily: 'Serif',
        fontSize: rowHeight < 18 ? 7.6 : 8.6,
        lineHeight: rowHeight < 18 ? 7.6 : 9.4,
        color: INK.text,
      },
    },
    series: [
      { type: 'custom', silent: true, data: [0], encode: { x: -1, y: -1 }, renderItem: ground },
      { type: 'custom', silent: true, data: items.map((_, n) => n), encode: { x: -1, y: -1 }, renderItem: line },
    ],
  });
}

/** The marks of one published group with its figure beside them; an arrow where the figure is a limit. */
function group(reader: Reader, cell: Cell, x: number, y: number, before: boolean, together: string): Drawn[] {
  const sides = reader.sides(cell.parties);
  const merged = sides.length > 1;
  const spread = (sides.length - 1) * 2.2;
  const way = cell.bound === 'atMost' ? -1 : cell.bound === 'atLeast' ? 1 : 0;
  const ink = inkOf(sides);
  const room = 7 + spread + (way !== 0 && way > 0 !== before ? 5 : 0);
  const figure = reader.shown(cell.shown);
  const words = merged && together ? `${figure} ${together}` : figure;
  return [
    ...sides.map((side, n) => {
      const sign = signOf(side.mark);
      const paint = merged
        ? { fill: '#ffffff', stroke: PARTY[sign], lineWidth: 2.4 }
        : { fill: PARTY[sign], stroke: '#ffffff', lineWidth: 1.2 };
      return {
        type: 'path',
        x: x + n * 4.4 - spread,
        y,
        scaleX: 0.6,
        scaleY: 0.6,
        shape: { pathData: SHAPES[sign] },
        style: paint,
      };
    }),
    ...(way === 0
      ? []
      : [
          {
            type: 'polyline',
            shape: {
              points: [
                [x + way * (5.5 + spread), y - 3],
                [x + way * (8.5 + spread), y],
                [x + way * (5.5 + spread), y + 3],
              ],
            },
            style: { stroke: ink, fill: 'none', lineWidth: 1 },
          },
        ]),
    text(words, before ? x - room : x + room, y, { align: before ? 'right' : 'left', fill: ink }),
  ];
}

/** Everybody's average of each item over the closed rounds, as small pictures on one scale. Null before a second round. */
export function trendPicture(reader: Reader, width: number): string | null {
  const { results, snapshot } = reader;
  if (results.trend.length < 2) return null;
  const items = bandsOf(snapshot.items).flatMap((band) => band.items);
  const COLUMNS = 3;
  const gap = 18;
  const cellWidth = (width - gap * (COLUMNS - 1)) / COLUMNS;
  const cellHeight = 78;
  const height = Math.ceil(items.length / COLUMNS) * cellHeight;
  const place = (n: number) => ({
    left: (n % COLUMNS) * (cellWidth + gap),
    top: Math.floor(n / COLUMNS) * cellHeight,
  });
  const months = results.trend.map((round) => reader.monthShort(round.closedAt));
  const { min, max } = snapshot.scale;
  return draw(width, height, {
    title: items.map((item, n) => ({
      ...place(n),
      padding: 0,
      text: reader.item(item.key),
      textStyle: {
        fontFamily: 'Serif',
        fontWeight: 400,
        fontSize: 8.5,
        lineHeight: 10,
        color: INK.text,
        width: cellWidth - 10,
        overflow: 'break',
      },
    })),
    grid: items.map((_, n) => {
      const { left, top } = place(n);
      return { left: left + 6, top: top + 26, width: cellWidth - 30, height: cellHeight - 42 };
    }),
    xAxis: items.map((_, n) => ({
      gridIndex: n,
      type: 'category',
      data: months,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK.rule, width: 0.7 }, onZero: false },
      axisLabel: {
        fontSize: 7,
        color: INK.faint,
        margin: 3,
        interval: (at: number) => at === 0 || at === months.length - 1,
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
      },
    })),
    yAxis: items.map((_, n) => ({ gridIndex: n, type: 'value', min, max, show: false })),
    series: items.map((item, n) => {
      const rounds = results.trend.map((round) => round.items.find((one) => one.key === item.key));
      return {
        type: 'line',
        xAxisIndex: n,
        yAxisIndex: n,
        symbol: 'circle',
        symbolSize: 4,
        data: rounds.map((one, at) => ({
          value: one?.value ?? null,
          label: {
            show: at === rounds.length - 1,
            position: 'right',
            distance: 4,
            formatter: reader.shown(one?.shown ?? ''),
          },
        })),
        label: { fontSize: 8.5, fontWeight: 600, color: INK.text },
        itemStyle: { color: INK.text },
        lineStyle: { color: INK.soft, width: 1 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: STATUS.discuss.ink, type: [2, 2], width: 0.8 },
          data: [{ yAxis: snapshot.thresholds.discuss }],
        },
      };
    }),
  });
}
