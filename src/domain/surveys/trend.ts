/** What changed between two closed rounds, from what both of them published. */
import { reach } from './figures.ts';
import { decimals, joinPartitions, SPREAD_FLOOR, type Weighted, type Yardstick } from './release.ts';
import type { Change, Comparison, ItemResult, Snapshot } from './snapshot-contract.ts';
import { meanWithin } from './themes.ts';

/** Scale points that make "up" or "down" where no number may be given. */
const STEP = 0.5;

/**
 * Compare two snapshots item by item, over the join of their partitions: a group that only one round can speak for is
 * compared together with those it was merged with. A number needs ten answers and no limit on both sides; where limits
 * leave room for a change and for none, it says so.
 * Nothing is compared across versions of an instrument (another wording is another question), nor where different
 * parties answered.
 */
export function compareSnapshots(earlier: Snapshot, later: Snapshot): Comparison {
  const before = new Map(earlier.items.map((item) => [item.key, item]));
  const sameWords =
    earlier.instrument.key === later.instrument.key && earlier.instrument.version === later.instrument.version;
  return later.items.map((item) => {
    const past = before.get(item.key);
    if (!sameWords || !past) {
      return { key: item.key, change: notComparable('the questions were worded differently'), cells: [] };
    }
    return { key: item.key, change: changeOfAll(past, item, later), cells: cellChanges(past, item, later) };
  });
}

function changeOfAll(earlier: ItemResult, later: ItemResult, yardstick: Yardstick): Change {
  if (!earlier.total || !later.total) return notComparable('too few answers in one of the rounds');
  if (!sameMembers(partiesOf(earlier), partiesOf(later))) return notComparable('different parties answered');
  return change(earlier.total, later.total, yardstick);
}

function cellChanges(earlier: ItemResult, later: ItemResult, yardstick: Yardstick): Comparison[number]['cells'] {
  const groups = joinPartitions([later.cells.map((cell) => cell.parties), earlier.cells.map((cell) => cell.parties)]);
  if (groups.length < 2) return [];
  return groups.map((parties) => {
    const [past, present] = [earlier, later].map((item) => meanWithin(item.cells, parties, yardstick));
    const comparable = past && present && sameMembers(past.parties, present.parties);
    const reason = 'this group did not answer in both rounds';
    return { parties, change: comparable ? change(past, present, yardstick) : notComparable(reason) };
  });
}

/** The change between two published means of the same group. */
export function change(earlier: Weighted, later: Weighted, { scale }: Pick<Yardstick, 'scale'>): Change {
  const numeric = [earlier, later].every((side) => side.bound === 'exact' && side.n >= SPREAD_FLOOR);
  if (numeric) {
    const hundredths = Math.round((later.value - earlier.value) * 100);
    const tenths = Math.sign(hundredths) * Math.floor((Math.abs(hundredths) + 5) / 10);
    const shown = tenths > 0 ? `+${decimals(tenths * 10, 1)}` : decimals(tenths * 10, 1);
    // One answer going from one end of the scale to the other moves the mean of the smaller round by this much.
    const oneAnswer = (scale.max - scale.min) / Math.min(earlier.n, later.n);
    return { kind: 'number', value: hundredths / 100, shown, level: Math.abs(hundredths) / 100 < oneAnswer };
  }
  const [before, after] = [reach(earlier, scale), reach(later, scale)];
  const step = (difference: number) => Math.round(difference * 100) >= STEP * 100;
  if (step(after.low - before.high)) return { kind: 'direction', direction: 'up' };
  if (step(before.low - after.high)) return { kind: 'direction', direction: 'down' };
  const surely = !step(after.high - before.low) && !step(before.high - after.low);
  return surely
    ? { kind: 'direction', direction: 'same' }
    : notComparable('the limits shown leave open whether it changed');
}

function partiesOf(item: ItemResult): string[] {
  return item.cells.flatMap((cell) => cell.parties);
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((member) => other.includes(member));
}

function notComparable(reason: string): Change {
  return { kind: 'not-comparable', reason };
}
