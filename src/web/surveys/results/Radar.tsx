import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import type { ThemeResult } from '../../../domain/surveys/snapshot-contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { Button } from '../../components/Button.tsx';
import { Chart } from '../../components/Chart.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import type { Sides } from '../parties.tsx';
import { Legend } from './DotPlot.tsx';
import { EVERYBODY, signOf } from './signs.ts';

/** Fewer corners are no picture. */
const CORNERS = 3;

/** Themes around a circle, for whoever likes to see a profile as a shape. Every value stands in the list above it. */
export function Radar({ results, sides }: { results: Results; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const { language, list } = useFormat();
  const [open, setOpen] = useState(false);
  const { snapshot, instrument } = results;
  const shown = useMemo(() => snapshot.themes.filter((theme) => theme.total), [snapshot]);
  const groups = useMemo(() => groupsOfAll(shown), [shown]);
  const option = useMemo(() => {
    const line = ({ colour, symbol }: typeof EVERYBODY, value: (theme: ThemeResult) => number, dashed = false) => ({
      value: shown.map(value),
      symbol,
      symbolSize: 8,
      itemStyle: { color: colour },
      lineStyle: { color: colour, width: 2, type: dashed ? 'dashed' : 'solid' },
      areaStyle: { color: colour, opacity: dashed ? 0 : 0.06 },
    });
    const { min, max } = snapshot.scale;
    return {
      radar: {
        radius: '62%',
        splitNumber: Math.min(max - min, 5),
        indicator: shown.map((theme) => ({
          name: textIn(instrument.themes.find((each) => each.key === theme.key)?.text ?? {}, language),
          min,
          max,
        })),
        axisName: { color: 'var(--ink-2)', fontSize: 13, width: 130, overflow: 'break', lineHeight: 16 },
        splitLine: { lineStyle: { color: 'var(--rule)' } },
        axisLine: { lineStyle: { color: 'var(--rule)' } },
        splitArea: { show: false },
      },
      series: [
        {
          type: 'radar',
          silent: true,
          data: [
            line(EVERYBODY, (theme) => theme.total?.value ?? min, true),
            ...groups.map((parties) => line(signOf(sides(parties)), (theme) => cellOf(theme, parties)?.value ?? min)),
          ],
        },
      ],
    };
  }, [shown, groups, snapshot, instrument, language, sides]);
  if (shown.length < CORNERS) return null;
  return (
    <div className="stack tight radar">
      <div className="noprint">
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'radar.hide' : 'radar.show')}
        </Button>
      </div>
      {open && (
        <>
          <Chart
            option={option}
            height={380}
            label={t('radar.label', {
              groups: list([...groups.map((parties) => signOf(sides(parties)).name), t('results.everyone')]),
            })}
          />
          <Legend
            sides={sides(groups.flatMap((parties) => (parties.length === 1 ? parties : [])))}
            merged={groups.filter((parties) => parties.length > 1).map(sides)}
            together={t('party.asOne')}
          />
          <p className="xs dim narrow">{t('radar.caution')}</p>
        </>
      )}
    </div>
  );
}

const cellOf = (theme: ThemeResult, parties: readonly string[]) =>
  theme.cells.find((cell) => cell.parties.join() === parties.join());

/** Groups that every theme can speak for: a shape with a corner missing would be read as a low value. */
function groupsOfAll(themes: readonly ThemeResult[]): string[][] {
  const [first, ...rest] = themes;
  return (first?.cells ?? [])
    .map((cell) => cell.parties)
    .filter((parties) => rest.every((theme) => cellOf(theme, parties)))
    .filter((_, __, all) => all.length > 1);
}
