import { SEAL_BITS } from '../src/domain/surveys/seal.ts';
import { costly } from '../src/server/platform/costly.ts';
import { asWorker } from '../src/server/platform/scope.ts';
import { closeRound } from '../src/server/surveys/actions.ts';
import { newSecret } from '../src/server/surveys/ballots.ts';
import { type Figure, type Setting, withOwner } from './setting.ts';
import { fillAnswers, makePartnership, makePerson, makeRound } from './world.ts';

const SIZES = [10_000, 100_000];

/**
 * Closing a sealed round: counted, written as a snapshot, receipts published, ballots checked against what was handed
 * out, answers, claims and keys deleted, all in one transaction; and how much the server grows meanwhile.
 */
export async function benchClosing(setting: Setting): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES) {
    const { partnership, round } = await makeSealedRound(setting, size);
    const { services } = setting;
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const began = performance.now();
    await asWorker(services.db, partnership, (tx, scope) =>
      closeRound(tx, scope, services, round, services.clock.now()),
    );
    const seconds = (performance.now() - began) / 1000;
    clearInterval(watch);
    const name = `closing, ${size.toLocaleString('en')} sealed answers`;
    figures.push(
      { name, value: seconds, unit: 's', goal: '< 30', met: seconds < 30 },
      { name: '… the server grows by', value: (most - before) / 2 ** 20, unit: 'MB', goal: '', met: true },
    );
  }
  return figures;
}

/** An open round whose people have all claimed a ballot and sent it. */
async function makeSealedRound({ owner }: Setting, size: number): Promise<{ partnership: string; round: string }> {
  const keys = await Promise.all(
    ['s1', 's2'].map(async (stratum) => ({ stratum, ...(await costly.findRsaKey(SEAL_BITS)) })),
  );
  return withOwner(owner, async (client) => {
    const where = await makePartnership(client, await makePerson(client));
    const { partnership } = where;
    const round = await makeRound(client, where, 1, size, newSecret());
    await client.query(`update round set level = 'sealed' where id = $1`, [round]);
    for (const { stratum, publicKey, privateKey } of keys) {
      const place = [partnership, round, stratum];
      await client.query(
        'insert into round_seal (partnership_id, round_id, stratum, public_key, links, issued) values ($1, $2, $3, $4, $5, $5)',
        [...place, publicKey, size / 2],
      );
      await client.query(
        'insert into round_seal_key (partnership_id, round_id, stratum, private_key) values ($1, $2, $3, $4)',
        [...place, privateKey],
      );
    }
    await client.query(
      `with people as (
         insert into participant (partnership_id, id, party_id, name, role, joined_on, created_at)
         select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 2], 'Person ' || n, 'member', current_date, now()
         from generate_series(1, $3::int) n returning id, party_id),
       links as (
         insert into round_invitation (partnership_id, round_id, participant_id, party_id, stratum, token_hash, stop_hash)
         select $1, $4::uuid, id, party_id, 's' || array_position($2::uuid[], party_id), sha256(uuid_send(id)), sha256(uuid_send(id))
         from people returning token_hash, stratum)
       insert into round_claim (partnership_id, round_id, token_hash, stratum, blinded_hash, signature)
       select $1, $4::uuid, token_hash, stratum, sha256(token_hash), repeat('x', 384)::bytea from links`,
      [partnership, where.parties, size, round],
    );
    await fillAnswers(client, partnership, round, size);
    return { partnership, round };
  });
}
