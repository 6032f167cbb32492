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
    `insert into answer (partnership_id, round_id, nullifier, stratum, ratings, comments)
     select $1::uuid, $2::uuid, sha256(convert_to($2::uuid::text || n, 'UTF8')), 's' || (1 + n % 2),
       (select array_agg((1 + (n * 7 + i * 13 + (n / 5) * i) % 5)::smallint order by i) from generate_series(1, 15) i), array['', '']
     from generate_series(1, $3::int) n`,
    [partnership, round, count],
  );
}
