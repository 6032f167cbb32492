import { markClass } from '../../partnerships/PartyMark.tsx';
import { type Side, shortName } from '../parties.tsx';

/** How a published group is drawn by ECharts: the colour and silhouette of its party, or neutral where it is several. */
export function signOf(sides: readonly Side[]): { name: string; colour: string; symbol: string } {
  const name = sides.map((side) => shortName(side.name)).join(' + ');
  const mark = markClass(sides[0]?.mark ?? 'c');
  return sides.length > 1
    ? { name, colour: 'var(--ink-3)', symbol: 'diamond' }
    : { name, colour: `var(--${mark})`, symbol: { a: 'circle', b: 'rect', c: 'triangle', d: 'pin' }[mark] };
}

/** Everybody together: dashed, without a party's colour. */
export const EVERYBODY = { colour: 'var(--ink-2)', symbol: 'emptyCircle' };
