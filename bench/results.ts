import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
/** A server that has been up for a while: the first requests of all meet code that is not compiled yet. */
const WARM = 2;

const run = promisify(execFile);
/** The reader is a process of its own: what a client throws away would be swept up at the server's cost. */
const read = (url: string, requests: number, from: string) =>
  run(process.execPath, [join(import.meta.dirname, 'reader.ts'), url, `${requests}`, from]);

/** The results page of a closed round, from ten answers to a million: it reads what closing wrote, so it must be flat. */
export async function benchResults(setting: Setting): Promise<Figure[]> {
  const { services } = setting;
  let person = '';
  // Signed in without the session table: what is measured is the page, not the sign-in.
  const app = await buildApp({ ...services, auth: { ...services.auth, session: async () => ({ person }) } });
  let times: number[] = [];
  app.server.prependListener('request', (_request, response) => {
    const start = performance.now();
    response.once('finish', () => times.push(performance.now() - start));
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const pages: { size: string; closing: number; url: string; person: string; turns: number[][] }[] = [];
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
    const url = `${origin}/api/v1/partnerships/${where.partnership}/rounds/${round}/results`;
    pages.push({ size: size.toLocaleString('en'), closing, url, person, turns: [] });
  }
  // In turn, so that no size has the machine's good minute for itself.
  for (let turn = 0; turn < WARM + TURNS; turn++)
    for (const page of pages) {
      times = [];
      person = page.person;
      // As if from many places: what is measured is the page, not the limit for one address.
      await read(page.url, REQUESTS, `127.0.${pages.indexOf(page)}.${turn + 1}`);
      if (times.length !== REQUESTS) throw new Error(`${times.length} replies`);
      if (turn >= WARM) page.turns.push(times);
    }
  await app.close();
  const p50s = pages.map(({ turns }) => median(turns.flat()));
  const flat = Math.max(...p50s) / Math.min(...p50s);
  return [
    ...pages.flatMap(({ size, closing, turns }) => {
      const p99 = median(turns.map((each) => quantile(each, 0.99)));
      return [
        { name: `results page, ${size} answers, p99`, value: p99, unit: 'ms', goal: '< 15', met: p99 < 15 },
        { name: `closing, ${size} answers`, value: closing, unit: 's', goal: '', met: true },
      ];
    }),
    {
      name: 'results page, slowest ÷ fastest size (median)',
      value: flat,
      unit: 'ratio',
      goal: '< 1.5',
      met: flat < 1.5,
    },
  ];
}
