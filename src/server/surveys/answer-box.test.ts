import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { box } from './answer-box.ts';

test('everybody gets the outcome of their own, one batch at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 60 }), async (waits) => {
      let [under, most] = [0, 0];
      const put = box<number, string>(async (batch) => {
        most = Math.max(most, ++under);
        expect(batch.length).toBeGreaterThan(0);
        await setTimeout(batch.length % 3);
        under--;
        return batch.map((one) => `${one}`);
      });
      const all = waits.map(async (wait, number) => {
        await setTimeout(wait);
        return put(number);
      });
      expect(await Promise.all(all)).toEqual(waits.map((_, number) => `${number}`));
      expect(most).toBeLessThanOrEqual(1);
      expect(under).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test('a batch that fails fails for those in it, and for nobody after', async () => {
  let first = true;
  const put = box<number, number>(async (batch) => {
    if (first) {
      first = false;
      throw new Error('away');
    }
    return batch;
  });
  await expect(Promise.allSettled([put(1), put(2)])).resolves.toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  expect(await put(3)).toBe(3);
});

test('what came meanwhile is sent before those that are done are answered', async () => {
  const log: string[] = [];
  const put = box<string, string>(async (batch) => {
    log.push(`store ${batch.join()}`);
    await setTimeout(5);
    return batch;
  });
  const answered = (one: string) => put(one).then(() => log.push(`answered ${one}`));
  const first = answered('a');
  await setTimeout(2);
  await Promise.all([first, answered('b'), answered('c')]);
  expect(log).toEqual(['store a', 'store b,c', 'answered a', 'answered b', 'answered c']);
});
