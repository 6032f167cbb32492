import { describe, expect, test } from 'vitest';
import { readRoomLink, roomLink, seatLink } from './room.ts';

const round = '018f3f3e-0000-4000-8000-000000000000';
const room = 'r'.repeat(43);
const [first, second] = ['a'.repeat(22), 'b'.repeat(22)];

describe('the link of a room', () => {
  test.each([[[]], [[first]], [[first, second]]])('reads back what it was made of: %j', (keys) => {
    const link = new URL(roomLink('https://entente.test', { round, room, keys }));
    expect(readRoomLink(link.pathname, link.hash)).toEqual({ round, room, keys });
  });
  test.each([
    ['another page', `/r/${round}`, `#${room}`],
    ['no secret', `/r/${round}/room`, ''],
    ['a secret cut off', `/r/${round}/room`, '#rrr'],
    ['a key cut off', `/r/${round}/room`, `#${room}.${first}.bbb`],
    ['no round', '/r/nothing/room', `#${room}`],
  ])('%s is none', (_, path, fragment) => {
    expect(readRoomLink(path, fragment)).toBeNull();
  });
});

test('a seat is a link like anybody’s, with the key of its own group', () => {
  const at = { round, room, keys: [first, second] as string[] };
  expect(seatLink(at, ['s1', 's2'], 's2', 'token')).toBe(`/r/${round}#token.${second}`);
  expect(seatLink({ ...at, keys: [] }, ['s1', 's2'], 's2', 'token')).toBe(`/r/${round}#token`);
  // A group that the code does not name gets no key, and the page stops there.
  expect(seatLink(at, ['s1', 's2'], 's3', 'token')).toBe(`/r/${round}#token`);
});
