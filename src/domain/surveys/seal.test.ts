import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_BYTES, canSealAt, messageOf, paddingFor, readPrepared, receiptOf, tagOf } from './seal.ts';

const round = '018f3f3e-0000-7000-8000-000000000001';
const prepared = (tag: string) =>
  Uint8Array.from([...new Uint8Array(32).fill(255), ...new TextEncoder().encode(tag), ...new Uint8Array(32).fill(124)]);

describe('a ballot', () => {
  it('names its round and its group, whatever its random parts are', () => {
    expect(readPrepared(prepared(tagOf(round, 's2')))).toEqual({ round, stratum: 's2' });
    const random = new Uint8Array(32).fill(7);
    expect(new TextDecoder().decode(messageOf(round, 's1', random))).toBe(`v1|${round}|s1|${'\u0007'.repeat(32)}`);
    expect(() => messageOf(round, 's1', random.subarray(1))).toThrow(RangeError);
  });

  it('is nothing else', () => {
    for (const tag of ['', 'v1', `v2|${round}|s1|`, `v1|${round}|s1`, `v1|${round.toUpperCase()}|s1|`, `v1|${round}||`])
      expect(readPrepared(prepared(tag))).toBeUndefined();
    for (const tag of [`v1|${round}|s1||`, `v1|${round}|s1|x`, ` v1|${round}|s1|`, `v1|${round}|s\u00e9|`])
      expect(readPrepared(prepared(tag))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readPrepared(bytes) === undefined));
  });
});

describe('a receipt', () => {
  it('is the first sixty bits in letters that cannot be mistaken', () => {
    expect(receiptOf(new Uint8Array(32))).toBe('0000-0000-0000');
    expect(receiptOf(new Uint8Array(32).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ');
    expect(receiptOf(Uint8Array.of(0x08, 0x42, 0x10, 0x84, 0x21, 0x08, 0x42, 0x10))).toBe('1111-1111-1111');
  });

  it('has the order of the hashes', () => {
    const hash = fc.uint8Array({ minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        const order = Buffer.compare(a, b);
        const [x, y] = [receiptOf(a), receiptOf(b)];
        if (order < 0) expect(x <= y).toBe(true);
        if (order > 0) expect(x >= y).toBe(true);
      }),
    );
  });
});

it('what is sent has one of few sizes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), (bytes) => {
      expect((bytes + paddingFor(bytes)) % ANSWER_BYTES).toBe(0);
      expect(paddingFor(bytes)).toBeLessThan(ANSWER_BYTES);
    }),
  );
});

it('sealing needs https, or the machine itself', () => {
  for (const url of [
    'https://x.example',
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:1',
    'http://a.localhost',
  ])
    expect(canSealAt(url), url).toBe(true);
  for (const url of [
    'http://x.example',
    'http://192.168.1.4:3000',
    'http://localhost.example',
    'http://127.0.0.1.example',
  ])
    expect(canSealAt(url), url).toBe(false);
});
