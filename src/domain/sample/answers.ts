import type { AnswerRequest } from '../surveys/contract.ts';
import type { Instrument } from '../surveys/instrument.ts';
import { PEOPLE, type Side } from './people.ts';
import { LEAN, ROUNDS, type RoundStory, TEMPER } from './story.ts';

/** Numbers that look like chance and come out the same each time (mulberry32). Uniform on [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bell-shaped around 0, within ±1.5. */
const wobble = (random: () => number) => random() + random() + random() - 1.5;

export type SampleAnswer = { side: Side; place: number } & Pick<AnswerRequest, 'ratings' | 'comments'>;

/** How many people of a side there are; on the first one, whoever opens the sample is number 0. */
export const sizeOf = (side: Side): number => PEOPLE[side].length + (side === 'a' ? 1 : 0);

/**
 * What people answer in one round of the story: the mood of the round, the temper of the item, what a side sees
 * differently, somebody's own strictness, and chance. `place` counts the people of a side.
 */
export function answersOf(instrument: Instrument, number: number): SampleAnswer[] {
  const story = ROUNDS[number] as RoundStory;
  const random = seeded(7206 + number);
  const [keep, change] = [[...story.keep], [...story.change]];
  return (['a', 'b'] as const).flatMap((side) => {
    // Always the same strictness of the same people, whoever answers this time.
    const people = seeded(side === 'a' ? 11 : 13);
    const strictness = Array.from({ length: sizeOf(side) }, () => wobble(people) * 0.5);
    const places = strictness
      .map((_, place) => ({ place, turn: random() }))
      .sort((one, other) => one.turn - other.turn)
      .slice(0, story.answered[side])
      .map(({ place }) => place)
      .sort((one, other) => one - other);
    return places.map((place, at): SampleAnswer => {
      const ratings = Object.fromEntries(
        instrument.items.map(({ key }) => {
          const unsure = story.unsure?.item === key && story.unsure.side === side && at < story.unsure.people;
          const tends =
            story.mood +
            (TEMPER[key] ?? 0) +
            (LEAN[side][key] ?? 0) +
            (story.shift[key] ?? 0) +
            (strictness[place] as number);
          const rating = Math.round(tends + wobble(random) * 0.9);
          const silent = random() < 0.02;
          return [
            key,
            unsure || silent ? null : Math.max(instrument.scale.min, Math.min(instrument.scale.max, rating)),
          ];
        }),
      );
      // About every other person writes something, until the story has nothing more to say.
      const writes = random() < 0.6;
      const comments = {
        ...(writes && keep.length > 0 ? { keep: keep.shift() as string } : {}),
        ...(writes && change.length > 0 ? { change: change.shift() as string } : {}),
      };
      return { side, place, ratings, comments };
    });
  });
}
