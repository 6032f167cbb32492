import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InstrumentCard, Results, Round } from '../../domain/surveys/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { lowestThemes } from '../../domain/surveys/profile.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, closedRound } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t, { north: 6, rail: 6 });
});
afterAll(() => t.close());

const resultsOf = async (round: Round) => must(await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`));

test('the instruments that come with Entente, the relational survey first, each with what it asks', async () => {
  const { items } = must(await a.north.get<{ items: InstrumentCard[] }>('/instruments'));
  expect(items.map((one) => [one.key, one.items, one.questions])).toEqual([
    ['relational', 15, 2],
    ['characteristics', 6, 0],
    ['practices', 9, 0],
    ['attributes', 24, 0],
  ]);
  for (const one of items) expect([one.about?.length, one.points]).toEqual([expect.any(Number), 5]);
});

test.each(['characteristics', 'practices', 'attributes'])('%s runs as a round with results for all', async (key) => {
  const { body } = await a.north.get<Instrument>(`/instruments/${key}`);
  const round = await closedRound(t, a, (item, person) => 1 + ((item + person) % 5), { instrument: key });
  const { snapshot, instrument } = await resultsOf(round);
  expect(instrument).toEqual(body);
  expect(snapshot.items.map((item) => item.key)).toEqual(body.items.map((item) => item.key));
  expect(snapshot.items.every((item) => item.total && item.cells.length === 2)).toBe(true);
  expect(snapshot.themes.map((theme) => theme.key)).toEqual(body.themes.map((theme) => theme.key));
  for (const file of ['results.csv', 'results.json'])
    expect((await a.north.get(`${a.path}/rounds/${round.id}/${file}`)).status, file).toBe(200);
});

test('attributes: reversed statements are turned round, and the lowest of the alliance and of each side is named', async () => {
  const { body } = await a.north.get<Instrument>('/instruments/attributes');
  // Everybody of the north disagrees with all of win/win (two of its statements are turned), of the rail with the last.
  const low = (person: number) => (person < 6 ? 1 : 5);
  const round = await closedRound(
    t,
    a,
    (item, person) => {
      const value = Math.floor(item / 4) === low(person) ? 2 : 4;
      return body.items[item]?.reversed ? 6 - value : value;
    },
    { instrument: 'attributes' },
  );
  const { snapshot } = await resultsOf(round);
  expect(snapshot.items.slice(4, 8).map((item) => item.cells.map((cell) => cell.value))).toEqual(Array(4).fill([2, 4]));
  expect(lowestThemes(snapshot)).toEqual([
    { parties: [], themes: ['win-win', 'interdependence'] },
    { parties: [a.northParty], themes: ['win-win'] },
    { parties: [a.railParty], themes: ['interdependence'] },
  ]);
});
