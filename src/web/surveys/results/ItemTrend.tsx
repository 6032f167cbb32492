import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemHistory, Results } from '../../../domain/surveys/contract.ts';
import { Chart } from '../../components/Chart.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { GroupName, type Sides } from '../parties.tsx';
import { monthOf } from '../rounds.ts';
import { EVERYBODY, signOf } from './signs.ts';

interface Props {
  history: ItemHistory;
  results: Results;
  sides: Sides;
}

/** Two rounds are two points and no line. */
const LINE_FROM = 3;

/** One item over the rounds: everybody and each group that was published, as a picture and as the same table. */
export function ItemTrend({ history, results, sides }: Props) {
  const { t } = useTranslation('surveys');
  const { language, timeZone } = useFormat();
  const { scale, thresholds } = results.snapshot;
  const { rounds } = history;
  const groups = useMemo(() => groupsIn(history), [history]);
  const option = useMemo(() => {
    const lines = rounds.length >= LINE_FROM;
    const series = ({ colour, symbol }: typeof EVERYBODY, values: (number | null)[], dashed: boolean) => ({
      type: 'line',
      silent: true,
      data: values,
      symbol,
      symbolSize: dashed ? 6 : 9,
      showSymbol: true,
      itemStyle: { color: colour },
      lineStyle: { color: colour, width: lines ? 2 : 0, type: dashed ? 'dashed' : 'solid' },
    });
    return {
      grid: { left: 36, right: 16, top: 16, bottom: 44 },
      xAxis: {
        type: 'category',
        data: rounds.map(
          (round) =>
            `${t('item.round', { number: round.number })}\n${monthOf(round.closedAt, language, timeZone, 'short')}`,
        ),
        axisLabel: { color: 'var(--ink-2)', fontSize: 12, lineHeight: 16 },
        axisLine: { lineStyle: { color: 'var(--rule)' } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        ...scale,
        interval: 1,
        axisLabel: { color: 'var(--ink-2)', fontSize: 12 },
        splitLine: { lineStyle: { color: 'var(--rule)' } },
      },
      series: [
        {
          ...series(
            EVERYBODY,
            rounds.map((round) => round.result.total?.value ?? null),
            true,
          ),
          markArea: {
            silent: true,
            data: [
              [{ yAxis: scale.min, itemStyle: { color: 'var(--discuss-tint)' } }, { yAxis: thresholds.discuss }],
              [{ yAxis: thresholds.strength, itemStyle: { color: 'var(--strength-tint)' } }, { yAxis: scale.max }],
            ],
          },
        },
        ...groups.map((parties) =>
          series(
            signOf(sides(parties)),
            rounds.map((round) => cellOf(round.result, parties)?.value ?? null),
            false,
          ),
        ),
      ],
    };
  }, [rounds, groups, scale, thresholds, sides, language, timeZone, t]);
  return (
    <div className="stack">
      {rounds.length > 1 && <Chart option={option} height={280} label={t('item.trendLabel')} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('item.tableLabel')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('item.roundColumn')}</th>
              {groups.map((parties) => (
                <th scope="col" className="num" key={parties.join()}>
                  <GroupName sides={sides(parties)} short />
                </th>
              ))}
              <th scope="col" className="num">
                {t('results.everyone')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rounds.toReversed().map((round) => (
              <tr key={round.roundId}>
                <th scope="row">
                  {t('round.name', { number: round.number, title: monthOf(round.closedAt, language, timeZone) })}
                </th>
                {groups.map((parties) => (
                  <Shown key={parties.join()} of={cellOf(round.result, parties)} />
                ))}
                <Shown of={round.result.total} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Shown({ of }: { of: { shown: string; n: number } | null | undefined }) {
  const { t } = useTranslation('surveys');
  if (!of) return <td className="num dim">{t('table.notShown')}</td>;
  return (
    <td className="num">
      <bdi dir="ltr">{of.shown}</bdi> <span className="dim n-of">{t('table.n', { count: of.n })}</span>
    </td>
  );
}

type Result = ItemHistory['rounds'][number]['result'];
const cellOf = (result: Result, parties: readonly string[]) =>
  result.cells.find((cell) => cell.parties.join() === parties.join());

/** Groups published in any round, besides everybody; one party before several together. */
function groupsIn({ rounds }: ItemHistory): string[][] {
  const found = new Map<string, string[]>();
  for (const { result } of rounds)
    for (const { parties } of result.cells) if (result.cells.length > 1) found.set(parties.join(), parties);
  return [...found.values()].sort((a, b) => a.length - b.length);
}
