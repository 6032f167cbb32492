/**
 * The snapshot: everything that will ever be shown of a closed round, written once at closing.
 *
 * Pages, exports, mails, trends and the trust indicator read this and nothing else, so a figure that is not in
 * here cannot leak. Every value has already passed the release gate (`release.ts`). Means travel twice: as `shown`,
 * the words to print, and as `value`, the *published* figure (rounded, or the limit) for positions in a chart and
 * for further averages. No unrounded mean is ever stored.
 */
import Type, { type Static } from 'typebox';
import { closed, nullable, words } from '../common/contract.ts';

const Count = Type.Integer({ minimum: 0 });
const Key = Type.String({ minLength: 1 });

/** Party keys of one published group, in the frozen order of the round; more than one means "together". */
const Parties = Type.Array(Key, { minItems: 1 });

/**
 * How a published figure relates to what was answered.
 * `exact`: rounded, nothing withheld. `atMost` and `atLeast`: a limit, shown where the exact figure could reveal an
 * answer. `about`: an average that limits of both kinds went into.
 */
export const Bound = words(['exact', 'atMost', 'atLeast', 'about']);

/** What to do about an item: talk about it, look at it, or build on it. See `statusOf` in `release.ts`. */
export const Status = words(['discuss', 'worth', 'strength']);

/** A closed range on the item's scale, one decimal, rounded outward. */
export const Interval = Type.Object({ low: Type.Number(), high: Type.Number() }, closed);

/** The three fields every published mean has. */
const published = {
  /** The words to print: "3.7", "3.03", "> 3.00", "≤ 2", "≥ 4.16", "≈ 3.0". Wrap in `<bdi dir="ltr">`. */
  shown: Type.String(),
  /** The same as a number on the item's scale (for a limit: the limit). Positions, averages and trends use this. */
  value: Type.Number(),
  bound: Bound,
};

/** Agreement within a cell: r*wg (Lindell, Brandt & Whitney 1999), 1 = all equal, 0 = as random, below 0 = divided. */
export const Agreement = Type.Object(
  {
    /** Two decimals; may be negative, and is never cut off at 0. */
    rwgStar: Type.Number({ maximum: 1 }),
    word: words(['strong', 'moderate', 'weak', 'none', 'divided']),
  },
  closed,
);

/** How the answers spread. */
export const Bins = Type.Object(
  {
    /** `three`: below / at / above the middle band (≤2, 3, ≥4 on five points). `points`: one count per scale point. */
    kind: words(['three', 'points']),
    /** Lowest first. */
    counts: Type.Array(Count),
  },
  closed,
);

/** "8 of 12 answered at or above the strength threshold". Print it as a count below 100 answers. */
export const Favourable = Type.Object({ count: Count, of: Count }, closed);

/** The figures of one published group, shared by cells and totals. */
const figures = {
  ...published,
  /** Answers to this item in this group. */
  n: Count,
  /** People of this group who were invited. Never fewer than `n`. */
  invited: Count,
  /** Where the mean of all invited people must lie, whatever the missing answers are (Manski). A point if n = invited. */
  bounds: Interval,
  /** True if being flagged, or not being flagged, would stand whatever the missing answers are. */
  settled: Type.Boolean(),
  /** 95 % interval with finite-population correction, cut to `bounds`. Null: not shown (too few, guarded, everybody answered). */
  ci: nullable(Interval),
  agreement: nullable(Agreement),
  bins: nullable(Bins),
  /** Null unless at least ten answers that are not nearly unanimous. */
  median: nullable(Type.Number()),
  favourable: nullable(Favourable),
};

/** One published group on one item. Cells of an item are disjoint; each has at least k answers. */
export const Cell = Type.Object(
  {
    parties: Parties,
    ...figures,
    /** The mean of this cell is at or below the "discuss" threshold. Never contradicts `shown`. */
    flag: Type.Boolean(),
  },
  closed,
);

/** Everybody, made from the published cells alone: nothing here can say more than the cells do together. */
export const Total = Type.Object(figures, closed);

/** A difference between two published groups, in scale points. */
export const Gap = Type.Object(
  {
    /** The group with the higher published mean (for `unclear`: the first in frozen order). */
    high: Parties,
    /** The group with the lower published mean, or the rest together. */
    low: Parties,
    /** `exact`, `atLeast` when a limit is involved, or `unclear` when the limits leave even the direction open. */
    kind: words(['exact', 'atLeast', 'unclear']),
    /** 0 or more, of published means; null for `unclear`. */
    value: nullable(Type.Number({ minimum: 0 })),
    /** "0.7", "≥ 1.4"; null for `unclear`. */
    shown: nullable(Type.String()),
    /** `notable`: half a point or more. `clear`: also beyond chance (exact permutation test, Holm over the round). */
    label: words(['small', 'notable', 'clear']),
  },
  closed,
);

/** How one group thought that all the others would answer an item, beside how they did. See `guesses.ts`. */
export const Guess = Type.Object(
  {
    by: Parties,
    about: Parties,
    /** What was guessed, on average. */
    ...published,
    /** People of the group who guessed. */
    n: Count,
    /** What the others answered: an average of their published cells. */
    actual: Type.Object(published, closed),
    gap: Type.Object(
      {
        kind: words(['exact', 'atLeast', 'unclear']),
        /** Guessed higher or lower than they answered. */
        direction: words(['higher', 'lower', 'same', 'unclear']),
        value: nullable(Type.Number({ minimum: 0 })),
        shown: nullable(Type.String()),
        label: words(['small', 'notable']),
      },
      closed,
    ),
  },
  closed,
);

/** One item of the instrument. */
export const ItemResult = Type.Object(
  {
    /** The item's key in the instrument; its text comes from the instrument in the reader's language. */
    key: Key,
    /** Empty when fewer than k people answered this item. */
    cells: Type.Array(Cell),
    total: nullable(Total),
    /** `overall`: everybody's mean is flagged. `some-parties`: at least one cell is. Null: nothing is shown. */
    flag: nullable(words(['overall', 'some-parties', 'no'])),
    /**
     * `discuss` if `flag` is `overall`; `worth` if `flag` is `some-parties` or the total lies between the thresholds;
     * `strength` if the total as displayed reaches the strength threshold (4.0 on five points). Null: nothing is shown.
     */
    status: nullable(Status),
    /** Highest against lowest published cell; null with fewer than two cells. */
    gap: nullable(Gap),
    /** With three cells or more: each against the rest together, in cell order. Otherwise empty. */
    against: Type.Array(Gap),
    /** Present where people were asked to guess the other side: each group that may be shown. */
    guesses: Type.Optional(Type.Array(Guess)),
    /** Why nothing is shown, e.g. "fewer than 5 answers"; null when something is. */
    reason: nullable(Type.String()),
  },
  closed,
);

/** A theme, or the trust sub-scale: averages of published item means over the join of the items' cells. */
export const ThemeResult = Type.Object(
  {
    key: Key,
    /** Items that went into it: those of the theme for which anything is shown. */
    items: Type.Array(Key),
    /** Party groups that every one of these items can speak for. */
    cells: Type.Array(Type.Object({ parties: Parties, ...published }, closed)),
    total: nullable(Type.Object(published, closed)),
    status: nullable(Status),
  },
  closed,
);

/** One open question. */
export const Comments = Type.Object(
  {
    /** Key of the open question in the instrument. */
    question: Key,
    /** What people wrote, in random order, of all parties together; null when it is not shown. */
    texts: nullable(Type.Array(Type.String())),
    /** Why the comments are not shown; null when they are. */
    reason: nullable(Type.String()),
  },
  closed,
);

/** Who was invited and how many answered. */
export const Response = Type.Object(
  {
    invited: Count,
    /** People who answered at least half of the items. */
    respondents: Count,
    strata: Type.Array(Type.Object({ key: Key, parties: Parties, invited: Count, respondents: Count }, closed)),
    /** Response rates of two strata differ by more than 20 points: the total leans to one side; say so. */
    uneven: Type.Boolean(),
    /**
     * Present when people of the round answered on paper: how many sheets were entered, or null where only "some" may be
     * said. Somebody typed those answers in, so they were never out of everybody's sight.
     */
    paper: Type.Optional(Type.Object({ sheets: nullable(Count) }, closed)),
  },
  closed,
);

export const Snapshot = Type.Object(
  {
    /** Format of this document; readers refuse what they do not know. */
    format: Type.Literal(1),
    instrument: Type.Object({ key: Key, version: Type.String() }, closed),
    /** Smallest and largest answer. */
    scale: Type.Object({ min: Type.Integer(), max: Type.Integer() }, closed),
    /** Flag at or below `discuss`; strength at or above `strength`. Frozen with the round. */
    thresholds: Type.Object({ discuss: Type.Number(), strength: Type.Number() }, closed),
    /** Smallest group ever shown, frozen when the round was opened. */
    k: Type.Integer({ minimum: 4 }),
    /** All parties of the round in frozen order. */
    parties: Type.Array(Key),
    response: Response,
    /** In the order of the instrument. */
    items: Type.Array(ItemResult),
    themes: Type.Array(ThemeResult),
    /** The trust sub-scale, read by the trust indicator; null if the instrument has none. */
    trust: nullable(ThemeResult),
    /** One entry per open question of the instrument. */
    comments: Type.Array(Comments),
    /** Check of the instrument over everybody, never a score of the partnership. Null below 30 complete answers. */
    reliability: nullable(Type.Object({ alpha: Type.Number(), lambda2: Type.Number(), n: Count }, closed)),
  },
  closed,
);

/** What changed on one item (or theme) between two rounds, from published means only. */
export const Change = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('number'),
      /** Later minus earlier, in scale points. */
      value: Type.Number(),
      /** "+0.4", "−0.7", "0.0" (with a true minus sign). */
      shown: Type.String(),
      /** Smaller than what a single answer could make: print "level". */
      level: Type.Boolean(),
    },
    closed,
  ),
  /** Fewer than ten answers, or a limit on either side: direction only, with half a point as the step. */
  Type.Object(
    {
      kind: Type.Literal('direction'),
      direction: words(['up', 'down', 'same']),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('not-comparable'), reason: Type.String() }, closed),
]);

/** Two snapshots of the same instrument, item by item in the order of the later one. */
export const Comparison = Type.Array(
  Type.Object(
    {
      key: Key,
      /** Of everybody. */
      change: Change,
      /** Of the groups both rounds can speak for (the join of their partitions); empty when that is everybody. */
      cells: Type.Array(Type.Object({ parties: Parties, change: Change }, closed)),
    },
    closed,
  ),
);

export type Bound = Static<typeof Bound>;
export type Status = Static<typeof Status>;
export type Interval = Static<typeof Interval>;
export type Agreement = Static<typeof Agreement>;
export type Bins = Static<typeof Bins>;
export type Cell = Static<typeof Cell>;
export type Total = Static<typeof Total>;
export type Gap = Static<typeof Gap>;
export type Guess = Static<typeof Guess>;
export type ItemResult = Static<typeof ItemResult>;
export type ThemeResult = Static<typeof ThemeResult>;
export type Comments = Static<typeof Comments>;
export type Snapshot = Static<typeof Snapshot>;
export type Change = Static<typeof Change>;
export type Comparison = Static<typeof Comparison>;
