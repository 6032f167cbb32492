/**
 * Guessing the other side: how one group thought that the others would answer, beside how they did.
 *
 * A guess is an answer like any other and passes the same gate: cells of at least k guesses, a mean near an end as a
 * limit. Two things are stricter. A group is shown only where guesses and answers of an item agree about its borders
 * (the join of both partitions), so that no figure here stands for people whom another figure tells apart from others.
 * And there is no total: guesses of different groups are about different people, and nothing can be subtracted.
 */
import { gapOf } from './gaps.ts';
import { combine, joinPartitions, mergeCells, type ReleasedCell, showMean, type Yardstick } from './release.ts';
import type { Guess } from './snapshot-contract.ts';
import { type Counts, sizeOf, sumOf } from './statistics.ts';

/**
 * The guesses of one item that may be shown. Groups are named by stratum, here and in the result.
 *
 * @param answers the published cells of the item's answers
 * @param guesses per stratum its key and the histogram of its guesses, in frozen order
 */
export function releaseGuesses(
  answers: readonly ReleasedCell[],
  guesses: readonly { key: string; counts: Counts }[],
  k: number,
  yardstick: Yardstick,
): Guess[] {
  const cells = mergeCells(
    guesses.map(({ key, counts }) => [key, sizeOf(counts)] as const),
    k,
  );
  const groups = joinPartitions([answers.map((cell) => cell.parties), cells.map((cell) => cell.parties)]);
  return groups.flatMap((group): Guess[] => {
    const [by] = group;
    // Of a merged group some guess about others of it: together they are about nobody.
    if (group.length !== 1 || by === undefined || !cells.some((cell) => cell.parties.includes(by))) return [];
    const others = answers.filter((cell) => !cell.parties.includes(by));
    const { counts } = guesses.find(({ key }) => key === by) as { counts: Counts };
    if (others.length === 0) return [];
    const n = sizeOf(counts);
    const guessed = { ...showMean(sumOf(counts, yardstick.scale.min), n, yardstick), n, parties: [by] };
    const about = others.flatMap((cell) => cell.parties);
    const actual = { ...combine(others, yardstick), n: others.reduce((sum, cell) => sum + cell.n, 0), parties: about };
    const { kind, value, shown, label, high } = gapOf(guessed, actual, yardstick);
    const direction = kind === 'unclear' ? 'unclear' : value === 0 ? 'same' : high[0] === by ? 'higher' : 'lower';
    return [
      {
        by: [by],
        about,
        shown: guessed.shown,
        value: guessed.value,
        bound: guessed.bound,
        n,
        actual: { shown: actual.shown, value: actual.value, bound: actual.bound },
        gap: { kind, direction, value, shown, label: label === 'small' ? 'small' : 'notable' },
      },
    ];
  });
}
