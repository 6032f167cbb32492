import type { Instrument } from '../surveys/instrument.ts';
import type { GivenAnswer } from './contract.ts';

export type Row<Who> = {
  key: string;
  /** In the order of the people; null: can't say. */
  ratings: { who: Who; rating: number | null }[];
  /** Points between the lowest and the highest rating; null: fewer than two rated it. */
  apart: number | null;
};

/**
 * The items of an open dialogue, those first on which people differ most, then those rated lowest. No averages: of three
 * named people there is nothing to average.
 */
export function sideBySide<Who>(
  instrument: Pick<Instrument, 'items'>,
  answers: readonly { who: Who; answer: GivenAnswer | undefined }[],
): Row<Who>[] {
  const rows = instrument.items.map(({ key }, place) => {
    const ratings = answers.map(({ who, answer }) => ({ who, rating: answer?.ratings[key] ?? null }));
    const given = ratings.flatMap(({ rating }) => (rating === null ? [] : [rating]));
    const apart = given.length < 2 ? null : Math.max(...given) - Math.min(...given);
    return { key, ratings, apart, lowest: given.length > 0 ? Math.min(...given) : Number.POSITIVE_INFINITY, place };
  });
  return rows
    .sort((a, b) => (b.apart ?? -1) - (a.apart ?? -1) || a.lowest - b.lowest || a.place - b.place)
    .map(({ key, ratings, apart }) => ({ key, ratings, apart }));
}

/** Points by which an item was rated differently than the time before; null: one of the two is missing. */
export function changeOf(now: GivenAnswer, before: GivenAnswer | undefined, key: string): number | null {
  const [then, today] = [before?.ratings[key] ?? null, now.ratings[key] ?? null];
  return then === null || today === null ? null : today - then;
}
