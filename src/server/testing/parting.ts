import type { TestApp } from './app.ts';

/** A party that thought of leaving and stayed, with the copy that had been made for it. */
export async function makeParting(
  t: TestApp,
  at: { partnership: string; party: string; person: string },
  word: string,
): Promise<void> {
  await t.sql(
    `insert into parting (partnership_id, id, party_id, leaves_on, time_zone, ends_at, words, announced_by, announced_name,
       announced_at, proof, taken_back_by, taken_back_at)
     values ($1, gen_random_uuid(), $2, '2026-12-31', 'Europe/Oslo', '2026-12-31T23:00Z', $4, $3, $4, now(), 'password', $3, now())`,
    [at.partnership, at.party, at.person, `Goodbye ${word}`],
  );
  await t.sql(`insert into kept_copy (partnership_id, party_id, piece, bytes) values ($1, $2, 0, '\\x00')`, [
    at.partnership,
    at.party,
  ]);
}
