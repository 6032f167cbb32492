import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ITEM_KINDS, type ItemKind } from '../../domain/documents/needs.ts';
import { type Client, type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { offer, writeItem } from '../testing/needs.ts';
import { another } from '../testing/principals.ts';

/** Exchanges under pressure: whatever both parties do and whenever, one side alone is never seen. */
let t: TestApp;
let first: Alliance;
beforeAll(async () => {
  t = await testApp();
  first = await alliance(t);
});
afterAll(() => t.close());

const takeBack = (who: Client, path: string, kind: ItemKind) => who.post(`${path}/needs/exchange/end`, { kind });

test('two offers at once, or one against its being taken back: both sides in one transaction or none, 100 times', async () => {
  const { north, rail, path, partnership } = await another(first);
  const seen = async () => {
    const { rows } = await t.sql('select text from shared_item where partnership_id = $1', [partnership.id]);
    return new Set(rows.map(({ text }) => text as string));
  };
  let reading = true;
  let looks = 0;
  const halves: unknown[] = [];
  const reader = (async () => {
    for (; reading; looks++) {
      const { rows } = await t.sql(
        `select exchange_id from shared_item where partnership_id = $1
         group by exchange_id having count(distinct party_id) <> 2 or count(distinct xmin::text) <> 1`,
        [partnership.id],
      );
      halves.push(...rows);
    }
  })();
  let [exchanged, back] = [0, 0];
  for (let run = 0; run < 100; run++) {
    const kind = ITEM_KINDS[run % 3] as ItemKind;
    const [a, b] = [await writeItem(north, path, kind, `A${run}`), await writeItem(rail, path, kind, `B${run}`)];
    if (run % 2 === 0) {
      const replies = await Promise.all([offer(north, path, kind, a.id), offer(rail, path, kind, b.id)]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    } else {
      await offer(north, path, kind, a.id);
      const [theirs, mine] = await Promise.all([offer(rail, path, kind, b.id), takeBack(north, path, kind)]);
      expect(theirs.status).toBe(200);
      expect([200, 409]).toContain(mine.status);
      if (mine.status === 200) {
        back++;
        expect((await takeBack(rail, path, kind)).status).toBe(200);
      }
    }
    const texts = await seen();
    expect(texts.has(`A${run}`)).toBe(texts.has(`B${run}`));
    if (texts.has(`A${run}`)) exchanged++;
  }
  reading = false;
  await reader;
  expect(looks).toBeGreaterThan(100);
  expect(halves).toEqual([]);
  expect(exchanged + back).toBe(100);
  expect(exchanged).toBeGreaterThanOrEqual(50);
  const { rows } = await t.sql(
    `select count(distinct shared_at)::int as moments, count(*)::int as items from shared_item
     where partnership_id = $1 group by exchange_id`,
    [partnership.id],
  );
  expect(rows).toEqual(new Array(exchanged).fill({ moments: 1, items: 2 }));
}, 120_000);

test('whatever both do in whatever order, no exchange ever shows one side alone', async () => {
  const act = fc.record({
    who: fc.constantFrom('north' as const, 'rail' as const),
    what: fc.constantFrom('write', 'write', 'offer', 'offer', 'end', 'edit', 'remove'),
    kind: fc.constantFrom('need' as const, 'strength' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const a = await another(first);
      for (const { who, what, kind } of acts) {
        const [me, party] = who === 'north' ? [a.north, a.northParty] : [a.rail, a.railParty];
        const { rows: mine } = await t.sql(
          'select id, version from own_item where party_id = $1 and kind = $2 and shared_id is null order by id',
          [party, kind],
        );
        const one = mine[0];
        const at = `${a.path}/needs/items/${one?.id}`;
        if (what === 'write') await writeItem(me, a.path, kind, `${who} ${kind}`);
        else if (what === 'offer') await offer(me, a.path, kind, ...mine.map(({ id }) => id));
        else if (what === 'end') await takeBack(me, a.path, kind);
        else if (what === 'edit' && one) await me.patch(at, one.version, { text: 'Other' });
        else if (one) await me.send('DELETE', at, undefined, { 'if-match': `"${one.version}"` });
        const { rows } = await t.sql(
          `select
             exists (select from shared_item where partnership_id = $1 and exchange_id is null
               or partnership_id = $1 and exchange_id in (select exchange_id from shared_item where partnership_id = $1
                 group by exchange_id having count(distinct party_id) <> 2)) as half,
             exists (select from exchange_offer o where o.partnership_id = $1 and not exists (select from own_item i
               where i.partnership_id = $1 and i.party_id = o.party_id and i.kind = o.kind and i.offered)) as empty,
             exists (select from own_item i where i.partnership_id = $1 and i.offered and not exists (select
               from exchange_offer o where o.partnership_id = $1 and i.party_id = o.party_id and i.kind = o.kind)) as stray`,
          [a.partnership.id],
        );
        expect(rows[0]).toEqual({ half: false, empty: false, stray: false });
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
