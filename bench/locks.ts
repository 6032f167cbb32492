import pg from 'pg';
import { type Figure, median, rate, type Setting, withOwner } from './setting.ts';
import { makePartnership, makePerson } from './world.ts';

const CONNECTIONS = 8;

/** Reading twenty rows in a scoped transaction, with row-level security on and off, in turn in one run. */
export async function benchLocks(setting: Setting): Promise<Figure[]> {
  const { person, partnership } = await withOwner(setting.owner, async (client) => {
    const id = await makePerson(client);
    let last = '';
    for (let i = 0; i < 20; i++) {
      const made = await makePartnership(client, id);
      last = made.partnership;
      await client.query(
        `insert into participant (partnership_id, id, party_id, name, role, joined_on, created_at)
         select $1, gen_random_uuid(), $2, 'Member ' || n, 'member', current_date, now() from generate_series(1, 40) n`,
        [made.partnership, made.parties[0]],
      );
    }
    await client.query('analyze');
    return { person: id, partnership: last };
  });
  const login = await withOwner(setting.owner, async (client) => {
    await client.query(
      `do $$ begin create role bench_reader login password 'bench' in role entente_app; exception when duplicate_object then null; end $$`,
    );
    return { ...setting.owner, user: 'bench_reader', password: 'bench' };
  });
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client(login);
      await client.connect();
      return client;
    }),
  );
  const read = async (caller: number) => {
    const client = clients[caller] as pg.Client;
    await client.query('begin');
    await client.query('select app.enter($1, $2)', [person, partnership]);
    const { rows } = await client.query(
      'select id, name, role from participant where partnership_id = $1 order by id limit 20',
      [partnership],
    );
    if (rows.length !== 20) throw new Error(`${rows.length} rows`);
    await client.query('commit');
  };
  const toggle = (how: 'enable' | 'disable') =>
    withOwner(setting.owner, (client) => client.query(`alter table participant ${how} row level security`));
  await rate(CONNECTIONS, 2, read);
  // Many short turns: what else runs on the machine changes within seconds, and must meet both alike.
  const ratios: number[] = [];
  for (let i = 0; i < 40; i++) {
    await toggle('enable');
    const on = await rate(CONNECTIONS, 0.3, read);
    await toggle('disable');
    ratios.push(on / (await rate(CONNECTIONS, 0.3, read)));
  }
  await toggle('enable');
  for (const client of clients) await client.end();
  const ratio = median(ratios);
  return [
    {
      name: 'row-level security on ÷ off, 20 rows in a scope',
      value: ratio,
      unit: 'ratio',
      goal: '>= 0.9',
      met: ratio >= 0.9,
    },
  ];
}
