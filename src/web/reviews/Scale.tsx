import { useTranslation } from 'react-i18next';
import { place } from '../../domain/surveys/picture.ts';
import { cutDigits } from '../../domain/surveys/reading.ts';
import type { ItemResult, Snapshot } from '../../domain/surveys/snapshot-contract.ts';
import { markClass } from '../partnerships/PartyMark.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { GroupName, type Side, shortName } from '../surveys/parties.tsx';

type Props = {
  item: ItemResult;
  scale: Snapshot['scale'];
  thresholds: Snapshot['thresholds'];
  sides: (ids: readonly string[]) => Side[];
};

/** Across the picture from the middle of its first point to the middle of its last. */
const across = (value: number, scale: Snapshot['scale']) => `${3 + place(value, scale) * 0.94}%`;

/** Each published group on the scale, large enough for the last row. The same is said in words for those who listen. */
export function Scale({ item, scale, thresholds, sides }: Props) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const points = Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at);
  const [discuss, strength] = [across(thresholds.discuss, scale), across(thresholds.strength, scale)];
  const cells = item.cells.map((cell) => ({ cell, sides: sides(cell.parties) }));
  const sorted = cells
    .toSorted((one, other) => one.cell.value - other.cell.value)
    .map((one) => ({ ...one, at: place(one.cell.value, scale) }));
  const [low, high] = [sorted[0], sorted.at(-1)];
  const apart = low && high ? high.at - low.at : 0;
  // Names stand beside their marks where there is room for them, otherwise in the list below.
  const named = cells.length <= 2 && low !== undefined && low.at >= 22 && (high?.at ?? 0) <= 78;
  const name = (group: Side[]) => group.map((side) => shortName(side.name)).join(' + ');
  // Two marks on one spot stand side by side; the closer they are, the more they give way (pixels).
  const aside = sorted.length === 2 ? Math.max(0, 13 - apart * 4) : 0;
  const nudge = (order: number) => (order === 0 ? -aside : aside);
  return (
    <>
      <p className="vh">
        {cells.map(({ cell, sides: group }) => (
          <span key={cell.parties.join()}>
            {t('view', {
              party: group.map((side) => side.name).join(' + '),
              average: cell.shown,
              count: cell.n,
            })}{' '}
          </span>
        ))}
        {t('scaleWords', {
          min: scale.min,
          max: scale.max,
          discuss: format.number(thresholds.discuss, cutDigits(thresholds.discuss)),
          strength: format.number(thresholds.strength, cutDigits(thresholds.strength)),
        })}
      </p>
      <svg className="scale" width="100%" height="132" aria-hidden="true">
        <rect
          x={across(scale.min, scale)}
          y="44"
          width={widthOf(scale.min, thresholds.discuss, scale)}
          height="40"
          className="band-discuss"
        />
        <rect
          x={strength}
          y="44"
          width={widthOf(thresholds.strength, scale.max, scale)}
          height="40"
          className="band-strength"
        />
        <line x1={across(scale.min, scale)} x2={across(scale.max, scale)} y1="84" y2="84" className="axis-line" />
        {points.map((point) => (
          <g key={point}>
            <line x1={across(point, scale)} x2={across(point, scale)} y1="84" y2="91" className="axis-line" />
            <text className="ax" x={across(point, scale)} y="112" textAnchor="middle">
              {point}
            </text>
          </g>
        ))}
        <line x1={discuss} x2={discuss} y1="44" y2="84" className="limit-discuss" />
        <line x1={strength} x2={strength} y1="44" y2="84" className="limit-strength" />
        {low && high && low !== high && (
          <line
            x1={across(low.cell.value, scale)}
            x2={across(high.cell.value, scale)}
            y1="64"
            y2="64"
            className="between"
          />
        )}
        {sorted.map(({ cell, sides: group }, order) => (
          <g key={cell.parties.join()}>
            {group.map((side, at) => (
              <svg key={side.id} x={across(cell.value, scale)} y="64" overflow="visible" aria-hidden="true">
                <Sign
                  mark={side.mark}
                  x={nudge(order) + (at - (group.length - 1) / 2) * 16}
                  together={group.length > 1}
                />
              </svg>
            ))}
            {named && (
              <text
                x={across(cell.value, scale)}
                y="31"
                dx={(order === 0 && sorted.length > 1 ? 1 : -1) * (apart > 25 ? 14 : -4)}
                textAnchor={order === 0 && sorted.length > 1 ? 'end' : 'start'}
                className={`name ${group.length === 1 ? markClass(group[0]?.mark ?? 'c') : ''}`}
              >
                {order === 0 && sorted.length > 1 ? `${name(group)} ${cell.shown}` : `${cell.shown} ${name(group)}`}
              </text>
            )}
          </g>
        ))}
      </svg>
      <ul className={named ? 'l viewlist narrow' : 'l viewlist'} aria-hidden="true">
        {sorted.map(({ cell, sides: group }) => (
          <li key={cell.parties.join()}>
            <GroupName sides={group} />
            <b>
              <bdi dir="ltr">{cell.shown}</bdi>
            </b>
          </li>
        ))}
      </ul>
      {cells.some(({ sides: group }) => group.length > 1) && <p className="sm dim">{t('merged')}</p>}
    </>
  );
}

const widthOf = (from: number, to: number, scale: Snapshot['scale']) =>
  `${(place(to, scale) - place(from, scale)) * 0.94}%`;

/** The same four signs as everywhere, 26 px; outlined where a group speaks for more than one party. */
function Sign({ mark, x, together }: { mark: string; x: number; together: boolean }) {
  const sign = markClass(mark);
  const className = `sign ${sign}${together ? ' together' : ''}`;
  if (sign === 'a') return <circle className={className} cx={x} cy={0} r={13} />;
  if (sign === 'b') return <rect className={className} x={x - 12} y={-12} width={24} height={24} />;
  const points = sign === 'c' ? '0,-14 14,11 -14,11' : '0,-14 13.5,-4 8,11.5 -8,11.5 -13.5,-4';
  return <polygon className={className} points={points} transform={`translate(${x} 0)`} />;
}
