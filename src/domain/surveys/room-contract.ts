import Type, { type Static } from 'typebox';
import { closed, Id, Instant, nullable, words } from '../common/contract.ts';
import { SEAT_LETTERS } from './room.ts';
import { LEVELS, ROUND_STATES } from './words.ts';

/** The room of a round, for whoever holds it. */
export const Room = Type.Object({
  /** What the code on the screen leads to; null: the room was ended, or the round is over. */
  link: nullable(Type.String()),
  groups: Type.Array(
    Type.Object({
      key: Type.String(),
      parties: Type.Array(Id),
      /** People asked who do not answer on paper. */
      seats: Type.Integer(),
      /** Which device has one is not kept. */
      taken: Type.Integer(),
    }),
  ),
});
export type Room = Static<typeof Room>;
/** False: no more seats are given. True: they are again, with a new code. */
export const RoomChange = Type.Object({ open: Type.Boolean() }, closed);

/* ── On the phone ── */

const Secret = Type.String({ minLength: 20, maxLength: 100 });
export const RoomRequest = Type.Object({ round: Id, room: Secret }, closed);
export const RoomReply = Type.Object({
  state: words(ROUND_STATES),
  partnership: Type.String(),
  sample: Type.Boolean(),
  closesAt: Instant,
  level: words(LEVELS),
  /** Groups in their order: what a key in the code belongs to. */
  groups: Type.Array(Type.String()),
  /** With the group its people sit in. Empty once the round is over. */
  parties: Type.Array(Type.Object({ name: Type.String(), mark: Type.String(), group: Type.String() })),
});
export type RoomReply = Static<typeof RoomReply>;

export const SeatRequest = Type.Object(
  {
    round: Id,
    room: Secret,
    group: Type.String({ maxLength: 40 }),
    /** Made by the device: the secret of its link from now on. */
    token: Type.String({ minLength: SEAT_LETTERS, maxLength: SEAT_LETTERS, pattern: '^[\\w-]*$' }),
  },
  closed,
);
export const SeatReply = Type.Object({ seated: Type.Boolean() });
