import type pg from 'pg';
import { newId } from '../src/server/platform/id.ts';
import { instruments } from '../src/server/surveys/instruments.ts';

/** Rows written with the owner's rights: what the measured paths read. */
export async function makePartnership(
  client: pg.Client,
  person?: string,
): Promise<{ partnership: string; parties: [string, string] }> {
  const partnership = newId();
  const parties: [string, string] = [newId(), newId()];
  await client.query(
    `insert into partnership (id, name, kind, status, created_at) values ($1, 'Bench', 'other', 'active', now())`,
    [partnership],
  );
  for (const [i, id] of parties.entries())
    await client.query(
      `insert into party (partnership_id, id, organisation, mark, accepted_at, created_at) values ($1, $2, $3, $4, now(), now())`,
      [partnership, id, `Party ${i + 1}`, 'ab'[i]],
    );
  await client.query(
    `insert into participant (partnership_id, id, party_id, name, role, joined_on, person_id, created_at)
     values ($1, $2, $3, 'Lead', 'lead', current_date, $4, now())`,
    [partnership, newId(), parties[0], person ?? null],
  );
  return { partnership, parties };
}

export async function makePerson(client: pg.Client): Promise<string> {
  const id = newId();
  await client.query(
    `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, 'Bench', $2, false, now(), now())`,
    [id, `${id}@example.org`],
  );
  return id;
}

export async function makeRound(
  client: pg.Client,
  where: { partnership: string; parties: [string, string] },
  number: number,
  invited: number,
  secret: Buffer,
): Promise<string> {
  const id = newId();
  const instrument = instruments.get('relational');
  const strata = where.parties.map((party, i) => ({
    key: `s${i + 1}`,
    parties: [party],
    invited: Math.ceil(invited / 2),
  }));
  await client.query(
    `insert into round (partnership_id, id, number, instrument_key, instrument_version, instrument, state, source, level, k, strata, time_zone, opened_at, closes_at)
     values ($1, $2, $3, 'relational', $4, $5, 'open', 'survey', 'confidential', 5, $6, 'UTC', now(), now() + interval '9 days')`,
    [where.partnership, id, number, instrument?.version, JSON.stringify(instrument), JSON.stringify(strata)],
  );
  await client.query('insert into round_key (partnership_id, round_id, secret) values ($1, $2, $3)', [
    where.partnership,
    id,
    secret,
  ]);
  return id;
}

/** Answers as respondents leave them, without the way there. */
export async function fillAnswers(client: pg.Client, partnership: string, round: string, count: number): Promise<void> {
  await client.query(
    `insert into answer (partnership_id, round_id, nullifier, stratum, ratings, comments, nonce)
     select $1::uuid, $2::uuid, sha256(convert_to($2::uuid::text || n, 'UTF8')), 's' || (1 + n % 2),
       (select array_agg((1 + (n * 7 + i * 13 + (n / 5) * i) % 5)::smallint order by i) from generate_series(1, 15) i), array['', ''],
       substr(sha256(convert_to(n || 'nonce', 'UTF8')), 1, 16)
     from generate_series(1, $3::int) n`,
    [partnership, round, count],
  );
}

/** So many partnerships of one person, each with its summary row and a few events. Returns the newest. */
export async function makePortfolio(client: pg.Client, person: string, count: number): Promise<string> {
  await client.query(
    `create temporary table wanted on commit preserve rows as
     select gen_random_uuid() as id, gen_random_uuid() as a, gen_random_uuid() as b, n, now() - n * interval '1 hour' as at
     from generate_series(1, $1::int) n`,
    [count],
  );
  await client.query(
    `insert into partnership (id, name, kind, status, created_at) select id, 'Bench ' || n, 'other', 'active', at from wanted`,
  );
  await client.query(
    `insert into party (partnership_id, id, organisation, mark, accepted_at, created_at)
     select id, a, 'Party A', 'a', at, at from wanted union all select id, b, 'Party B', 'b', null, at from wanted`,
  );
  await client.query(
    `insert into partnership_card (partnership_id, name, kind, status, parties, concerns_all, concerns_leads)
     select id, 'Bench ' || n, 'other', 'active', jsonb_build_array(
       jsonb_build_object('id', a, 'name', 'Party A', 'mark', 'a', 'state', 'in'),
       jsonb_build_object('id', b, 'name', 'Party B', 'mark', 'b', 'state', 'invited')), null, at from wanted`,
  );
  await client.query(
    `insert into participant (partnership_id, id, party_id, name, role, joined_on, person_id, created_at)
     select id, gen_random_uuid(), a, 'Lead', 'lead', current_date, $1, at from wanted`,
    [person],
  );
  await client.query(
    `insert into event (partnership_id, id, at, type, subject_type, subject_id, subject_label)
     select id, gen_random_uuid(), at, 'partnership.changed', 'partnership', id, 'Bench' from wanted, generate_series(1, 10)`,
  );
  const { rows } = await client.query('select id from wanted where n = 1');
  await client.query('drop table wanted');
  return rows[0].id as string;
}
