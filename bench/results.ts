import { buildApp } from '../src/server/app.ts';
import { asWorker } from '../src/server/platform/scope.ts';
import { closeRound } from '../src/server/surveys/actions.ts';
import { newSecret } from '../src/server/surveys/ballots.ts';
import { type Figure, median, quantile, type Setting, withOwner } from './setting.ts';
import { fillAnswers, makePartnership, makePerson, makeRound } from './world.ts';

const SIZES = [10, 1_000, 100_000, 1_000_000];
const REQUESTS = 300;
/** A shared machine pauses now and then: of several turns the middle one is reported. */
const TURNS = 5;

/** The results page of a closed round, from ten answers to a million: it reads what closing wrote, so it must be flat. */
export async function benchResults(setting: Setting): Promise<Figure[]> {
  const { services } = setting;
  let person = '';
  // Signed in without the session table: what is measured is the page, not the sign-in.
  const app = await buildApp({ ...services, auth: { ...services.auth, session: async () => ({ person }) } });
  const figures: Figure[] = [];
  const p50s: number[] = [];
  for (const size of SIZES) {
    const { where, round } = await withOwner(setting.owner, async (client) => {
      person = await makePerson(client);
      const made = await makePartnership(client, person);
      const id = await makeRound(client, made, 1, size, newSecret());
      await fillAnswers(client, made.partnership, id, size);
      return { where: made, round: id };
    });
    const began = performance.now();
    await asWorker(services.db, where.partnership, (tx, scope) =>
      closeRound(tx, scope, services, round, services.clock.now()),
    );
    const closing = (performance.now() - began) / 1000;
    const url = `/api/v1/partnerships/${where.partnership}/rounds/${round}/results`;
    const turns: number[][] = [];
    // A server that has been up for a while: the first requests of all meet code that is not compiled yet.
    const warm = size === SIZES[0] ? 5 : 1;
    for (let turn = 0; turn < warm + TURNS; turn++) {
      const times: number[] = [];
      for (let i = 0; i < REQUESTS; i++) {
        const start = performance.now();
        // As if from many places: what is measured is the page, not the limit for one address.
        const from = `10.${turn}.${SIZES.indexOf(size)}.${i % 250}`;
        const reply = await app.inject({ url, remoteAddress: from });
        if (reply.statusCode !== 200) throw new Error(`${reply.statusCode} ${reply.body}`);
        times.push(performance.now() - start);
      }
      if (turn >= warm) turns.push(times);
    }
    const p99 = median(turns.map((times) => quantile(times, 0.99)));
    p50s.push(median(turns.flat()));
    figures.push({
      name: `results page, ${size.toLocaleString('en')} answers, p99`,
      value: p99,
      unit: 'ms',
      goal: '< 15',
      met: p99 < 15,
    });
    figures.push({
      name: `closing, ${size.toLocaleString('en')} answers`,
      value: closing,
      unit: 's',
      goal: '',
      met: true,
    });
  }
  const flat = Math.max(...p50s) / Math.min(...p50s);
  figures.push({
    name: 'results page, slowest ÷ fastest size (median)',
    value: flat,
    unit: 'ratio',
    goal: '< 1.5',
    met: flat < 1.5,
  });
  await app.close();
  return figures;
}
