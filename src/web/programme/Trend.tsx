import { useTranslation } from 'react-i18next';
import { ITEMS, NOES_WITHOUT_PROGRAMME } from '../../domain/programme/assessment.ts';
import type { Assessment } from '../../domain/programme/contract.ts';
import { useFormat } from '../platform/useFormat.ts';
import { placeInTime } from './trend.ts';

const SEEN = ITEMS.length - NOES_WITHOUT_PROGRAMME + 1;
const height = (score: number) => (score / ITEMS.length) * 100;

/** The score over time. A picture of the table below it, so it is silent for screen readers. */
export function Trend({ kept }: { kept: readonly Assessment[] }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const days = placeInTime(kept.map((one) => one.takenOn));
  const points = kept.map((one, at) => ({ one, x: days[at] ?? 0, y: height(one.score) }));
  const first = kept[0];
  const last = kept.at(-1);
  return (
    <figure className="trend" aria-hidden="true">
      <div className="plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <path className="threshold" d={`M0 ${100 - height(SEEN)}H100`} />
          <path className="way" d={`M${points.map(({ x, y }) => `${x} ${100 - y}`).join('L')}`} />
        </svg>
        <span className="line" style={{ insetBlockEnd: `${height(SEEN)}%` }}>
          {t('trend.line')}
        </span>
        {points.map(({ one, x, y }, at) => (
          <b
            key={one.id}
            className={at === points.length - 1 ? 'now' : undefined}
            style={{ insetInlineStart: `${x}%`, insetBlockEnd: `${y}%` }}
          >
            <i />
            <span>{one.score}</span>
          </b>
        ))}
      </div>
      <p className="xs dim">
        <span>{first && format.day(first.takenOn, 'medium')}</span>
        <span>{last && format.day(last.takenOn, 'medium')}</span>
      </p>
    </figure>
  );
}
