import { place, sparkOf } from '../../../domain/surveys/picture.ts';
import type { Snapshot } from '../../../domain/surveys/snapshot-contract.ts';

/** Everybody's average over the rounds: points with a thin line, a dashed line where discussion begins. */
export function Spark({ values, snapshot }: { values: readonly (number | null)[]; snapshot: Snapshot }) {
  const points = sparkOf(values, snapshot.scale);
  const threshold = 36 - place(snapshot.thresholds.discuss, snapshot.scale) * 0.32;
  const last = points.at(-1);
  if (points.length < 2 || !last) return null;
  return (
    <svg className="spark" viewBox="0 0 100 40" aria-hidden="true">
      <path d={`M2 ${threshold}H98`} className="threshold" />
      <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`} className="way" />
      {points.slice(0, -1).map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={2.2} className="past" />
      ))}
      <circle cx={last.x} cy={last.y} r={3.4} className="now" />
    </svg>
  );
}
