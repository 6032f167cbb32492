/**
 * A round that is answered in one room: everybody scans the same code and gets a seat of their own group instead of a
 * link of their own.
 */

/** Letters of a seat's secret, which the device makes itself: 32 bytes as base64url. */
export const SEAT_LETTERS = 43;

export type RoomLink = {
  round: string;
  /** Secret of the room. */
  room: string;
  /** Beginnings of the hashes of the groups' keys, in the order of the groups; empty: the round is not sealed. */
  keys: string[];
};

/** `/r/<round>/room#<secret>.<key of s1>.<key of s2>…` A server hands out other keys in vain: all scan the same code. */
export const roomLink = (publicUrl: string, { round, room, keys }: RoomLink): string =>
  `${publicUrl}/r/${round}/room#${[room, ...keys].join('.')}`;

const PLACE = /^\/r\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/room\/?$/i;
const SECRET = /^#?([\w-]{20,100})((?:\.[\w-]{22})*)$/;

export function readRoomLink(path: string, fragment: string): RoomLink | null {
  const round = PLACE.exec(path)?.[1];
  const [, room, keys] = SECRET.exec(fragment) ?? [];
  return round && room ? { round: round.toLowerCase(), room, keys: (keys ?? '').split('.').slice(1) } : null;
}

/**
 * The link of a seat, which is like anybody's.
 * @param groups keys of the round's groups in their order
 */
export function seatLink({ round, keys }: RoomLink, groups: readonly string[], group: string, token: string): string {
  const key = keys[groups.indexOf(group)];
  return `/r/${round}#${token}${key ? `.${key}` : ''}`;
}
