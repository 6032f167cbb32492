import { dotsOf, place } from '../../../domain/surveys/picture.ts';
import type { Cell, ItemResult, Snapshot } from '../../../domain/surveys/snapshot-contract.ts';
import { markClass } from '../../partnerships/PartyMark.tsx';
import { type Side, type Sides, shortName } from '../parties.tsx';

const LANE = 22;

interface Props {
  item: ItemResult;
  scale: Snapshot['scale'];
  sides: Sides;
  together: string;
}

/**
 * One item on the scale. Up to two groups share a line, with the gap between them drawn; more have a lane each and a
 * line at everybody's average. Only a picture: the same values stand in the table.
 */
export function DotPlot({ item, scale, sides, together }: Props) {
  const { cells, total } = item;
  if (cells.length > 2 && total) {
    const height = cells.length * LANE + 10;
    const middle = `${place(total.value, scale)}%`;
    return (
      <svg className="plot" width="100%" height={height} aria-hidden="true">
        <line x1={middle} x2={middle} y1={4} y2={height - 4} className="everyone" />
        {cells.map((cell, index) => {
          const at = place(cell.value, scale);
          const before = cell.value < total.value;
          const y = 5 + LANE * index + LANE / 2;
          return (
            <g key={cell.parties.join()}>
              <line x1={middle} x2={`${at}%`} y1={y} y2={y} className="lead" />
              <Group cell={cell} sides={sides(cell.parties)} at={at} y={y} nudge={0} before={before} together="" />
            </g>
          );
        })}
      </svg>
    );
  }
  const dots = dotsOf(item, scale);
  const [low, high] = dots;
  return (
    <svg className="plot" width="100%" height={40} aria-hidden="true">
      {low && high && <line x1={`${low.at}%`} x2={`${high.at}%`} y1={20} y2={20} className="gap" />}
      {dots.map((dot) => {
        const cell = cells[dot.cell] as Cell;
        return (
          <Group
            key={dot.cell}
            cell={cell}
            sides={sides(cell.parties)}
            at={dot.at}
            y={20}
            nudge={dot.nudge}
            before={dot.side === 'before'}
            together={together}
          />
        );
      })}
    </svg>
  );
}

interface GroupProps {
  cell: Cell;
  sides: Side[];
  at: number;
  y: number;
  nudge: number;
  before: boolean;
  together: string;
}

/** The mark of a group and its figure. Several parties published as one: their outlines, overlapping. */
function Group({ cell, sides, at, y, nudge, before, together }: GroupProps) {
  const merged = sides.length > 1;
  const spread = (sides.length - 1) * 3.5;
  const open = cell.bound === 'atMost' ? -1 : cell.bound === 'atLeast' ? 1 : 0;
  const room = 12 + spread + (open !== 0 && open > 0 !== before ? 7 : 0);
  const colour = merged ? 'm' : markClass(sides[0]?.mark ?? 'c');
  const words = merged && together ? `${cell.shown} ${together}` : cell.shown;
  return (
    <>
      <svg x={`${at}%`} y={y} overflow="visible" aria-hidden="true">
        {sides.map((side, index) => (
          <MarkShape key={side.id} mark={side.mark} x={nudge + index * 7 - spread} outline={merged} />
        ))}
        {open !== 0 && (
          <path
            d={`M${nudge + open * (9 + spread)} -4l${open * 4} 4l${-open * 4} 4`}
            className={`limit ${colour}`}
            fill="none"
          />
        )}
      </svg>
      <text
        x={`${at}%`}
        y={y + 5}
        dx={nudge + (before ? -room : room)}
        textAnchor={before ? 'end' : 'start'}
        className={`v ${colour}`}
      >
        {words}
      </text>
    </>
  );
}

/** Circle, square, triangle, pentagon: the same signs as everywhere else, 13 px. */
function MarkShape({ mark, x, outline }: { mark: string; x: number; outline: boolean }) {
  const sign = markClass(mark);
  const ink = `var(--${sign})`;
  const paint = outline
    ? { fill: 'var(--sheet)', fillOpacity: 0.6, stroke: ink, strokeWidth: 2 }
    : { fill: ink, stroke: 'var(--sheet)', strokeWidth: 1.5 };
  if (sign === 'a') return <circle cx={x} cy={0} r={6.5} {...paint} />;
  if (sign === 'b') return <rect x={x - 6} y={-6} width={12} height={12} {...paint} />;
  const points = sign === 'c' ? '0,-7.5 7.5,6 -7.5,6' : '0,-7.5 7.2,-2.2 4.4,6.2 -4.4,6.2 -7.2,-2.2';
  return <polygon points={points} transform={`translate(${x} 0)`} {...paint} />;
}

/** Marks of the chart, for the line above it. */
export function Legend({ sides, merged, together }: { sides: readonly Side[]; merged: Side[][]; together: string }) {
  return (
    <ul className="l legend">
      {sides.map((side) => (
        <li key={side.id}>
          <Key sides={[side]} />
          {shortName(side.name)}
        </li>
      ))}
      {merged.map((group) => (
        <li key={group.map((side) => side.id).join()}>
          <Key sides={group} />
          {group.map((side) => shortName(side.name)).join(' + ')} {together}
        </li>
      ))}
    </ul>
  );
}

function Key({ sides }: { sides: readonly Side[] }) {
  const width = 16 + (sides.length - 1) * 7;
  return (
    <svg className="key" width={width} height={16} viewBox={`-8 -8 ${width} 16`} aria-hidden="true">
      {sides.map((side, index) => (
        <MarkShape key={side.id} mark={side.mark} x={index * 7} outline={sides.length > 1} />
      ))}
    </svg>
  );
}
