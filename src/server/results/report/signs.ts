import type { Status } from '../../../domain/surveys/snapshot-contract.ts';
import type { Side } from './reader.ts';

/** Colours and shapes of the product, for paper: the light scheme. */
export const INK = {
  text: '#171d1e',
  soft: '#465154',
  faint: '#5d686b',
  rule: '#dadfdb',
  accent: '#0d4d5b',
  accentTint: '#e2edee',
} as const;
export const PARTY = { a: '#0a6bb5', b: '#66186f', c: '#46536b', d: '#3f6660' } as const;
export const STATUS: Record<Status, { ink: string; tint: string; path: string }> = {
  discuss: { ink: '#842a0b', tint: '#f8ebe4', path: 'M4 18V2h12.5l-3.2 4.5 3.2 4.5H6.2v7z' },
  worth: { ink: '#6e6010', tint: '#f5f1de', path: 'M10 1.2 18.8 10 10 18.8 1.2 10zM10 4.4v11.2L15.6 10z' },
  strength: { ink: '#0d5a36', tint: '#e4f1e9', path: 'M10 2.5 19 17.5H1z' },
};

/** Which of the four signs a mark is drawn as; from the fifth party on the last two alternate. */
export function signOf(mark: string): keyof typeof PARTY {
  const at = mark.charCodeAt(0) - 97;
  return at === 0 ? 'a' : at === 1 ? 'b' : at % 2 === 0 ? 'c' : 'd';
}
export const inkOf = (sides: readonly Side[]): string =>
  sides.length === 1 && sides[0] ? PARTY[signOf(sides[0].mark)] : INK.text;

/** Circle, square, triangle, pentagon around 0,0, for a width of 13. */
export const SHAPES: Record<keyof typeof PARTY, string> = {
  a: 'M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z',
  b: 'M-6 -6h12v12h-12z',
  c: 'M0 -7.5 7.5 6 -7.5 6z',
  d: 'M0 -7.5 7.2 -2.2 4.4 6.2 -4.4 6.2 -7.2 -2.2z',
};

/** The marks of a group, side by side; of several parties together their outlines, overlapping. */
export function marksSvg(sides: readonly Side[], size: number): string {
  const width = 16 + (sides.length - 1) * 7;
  const shapes = sides.map((side, at) => {
    const ink = PARTY[signOf(side.mark)];
    const paint = sides.length > 1 ? `fill="#ffffff" stroke="${ink}" stroke-width="2"` : `fill="${ink}"`;
    return `<path d="${SHAPES[signOf(side.mark)]}" transform="translate(${at * 7} 0)" ${paint}/>`;
  });
  return `<svg width="${(size * width) / 16}" height="${size}" viewBox="-8 -8 ${width} 16">${shapes.join('')}</svg>`;
}

export function statusSvg(status: Status, size: number): string {
  const { ink, path } = STATUS[status];
  return `<svg width="${size}" height="${size}" viewBox="0 0 20 20"><path fill-rule="evenodd" fill="${ink}" d="${path}"/></svg>`;
}

/** The line that joins the parties under their names; more than two share a plain one. */
export function lineSvg(parties: readonly Side[], width: number): string {
  const [left, right] = parties.length === 2 ? parties : [];
  const ink = (side: Side | undefined) => (side ? PARTY[signOf(side.mark)] : INK.accent);
  const middle = width / 2;
  return `<svg width="${width}" height="16" viewBox="0 0 ${width} 16"><path d="M0 8H${middle - 9}" stroke="${ink(left)}" stroke-width="2"/><path d="M${middle + 9} 8H${width}" stroke="${ink(right)}" stroke-width="2"/><circle cx="${middle}" cy="8" r="5.5" fill="none" stroke="${INK.text}" stroke-width="2.2"/><circle cx="${middle}" cy="8" r="1.8" fill="${INK.text}"/></svg>`;
}
