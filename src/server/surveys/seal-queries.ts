import { sql } from 'kysely';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { BallotAudit } from '../../domain/surveys/seal-contract.ts';
import { paperShown } from '../../domain/surveys/sheets.ts';
import type { Level } from '../../domain/surveys/words.ts';
import { bytea, type Database, type Tx } from '../platform/database.ts';
import type { AnyScope, WorkerScope } from '../platform/scope.ts';
import { fingerprintOf, type SealKey } from './seals.ts';

/* ── The boxes of a round ── */

export async function insertSeals(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  boxes: { stratum: string; links: number; key: SealKey }[],
): Promise<void> {
  const place = { partnership_id: scope.partnership, round_id: round };
  for (const { stratum, links, key } of boxes) {
    await tx
      .insertInto('round_seal')
      .values({ ...place, stratum, links, public_key: key.publicKey })
      .execute();
    await tx
      .insertInto('round_seal_key')
      .values({ ...place, stratum, private_key: key.privateKey })
      .execute();
  }
}

/** Fingerprints by group; empty: the round is not sealed. */
export async function findFingerprints(tx: Tx, scope: AnyScope, round: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('round_seal')
    .select(['stratum', 'public_key'])
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .execute();
  return new Map(rows.map((row) => [row.stratum, fingerprintOf(row.public_key)]));
}

export async function findSealKeys(tx: Tx, scope: WorkerScope, round: string): Promise<Map<string, SealKey>> {
  const rows = await tx
    .selectFrom('round_seal as s')
    .innerJoin('round_seal_key as k', (join) =>
      join
        .onRef('k.partnership_id', '=', 's.partnership_id')
        .onRef('k.round_id', '=', 's.round_id')
        .onRef('k.stratum', '=', 's.stratum'),
    )
    .select(['s.stratum', 's.public_key', 'k.private_key'])
    .where('s.partnership_id', '=', scope.partnership)
    .where('s.round_id', '=', round)
    .execute();
  return new Map(rows.map((row) => [row.stratum, { publicKey: row.public_key, privateKey: row.private_key }]));
}

/** What is shown of the ballots of sealed rounds, by round. */
export async function presentBallots(
  tx: Tx,
  scope: AnyScope,
  rounds: readonly { id: string; level: Level; k: number }[],
): Promise<Map<string, BallotAudit>> {
  const sealed = rounds.filter((round) => round.level === 'sealed');
  if (sealed.length === 0) return new Map();
  const rows = await tx
    .selectFrom('round_seal')
    .select(['round_id', 'stratum', 'public_key', 'handed', 'counted', 'unsealed'])
    .where('partnership_id', '=', scope.partnership)
    .where(
      'round_id',
      'in',
      sealed.map((round) => round.id),
    )
    .orderBy('stratum')
    .execute();
  return new Map(
    sealed.map(({ id, k }) => {
      const boxes = rows.filter((row) => row.round_id === id);
      const sum = (of: (row: (typeof boxes)[number]) => number) => boxes.reduce((total, row) => total + of(row), 0);
      const [counted, unsealed] = [sum((row) => row.counted ?? 0), sum((row) => row.unsealed)];
      const closed = boxes.every((row) => row.counted !== null);
      const strata = boxes.map((row) => ({
        key: row.stratum,
        fingerprint: fingerprintOf(row.public_key),
        handed: row.handed,
        counted: row.counted,
      }));
      return [
        id,
        {
          strata,
          addsUp: closed ? boxes.every((row) => (row.counted ?? 0) <= (row.handed ?? 0)) : null,
          // As with paper: neither these nor the others may be fewer than are ever shown.
          unsealed: closed && unsealed > 0 ? { count: paperShown(unsealed, counted, k) } : null,
        },
      ];
    }),
  );
}

/* ── Handing out ── */

export type Claim = { round: string; hash: Buffer; blinded: Buffer | null; signature: Buffer | null };
export type Claimed = { outcome: 'issued' | 'other' | 'none' | 'unknown' | 'closed'; signature: Buffer | null };

/** Hands out ballots in one statement, committed when it returns. In the order of what was given. */
export async function claimBallots(db: Database, claims: Claim[], now: Temporal.Instant): Promise<Claimed[]> {
  const given = claims.map(({ round, hash, blinded, signature }) => {
    return { round, hash: bytea(hash), blinded: blinded && bytea(blinded), signature: signature && bytea(signature) };
  });
  const { rows } = await sql<{ place: number; outcome: Claimed['outcome']; signed: Buffer | null }>`
    select place, outcome, signed from app.claim(${JSON.stringify(given)}::jsonb, ${now.toString()})`.execute(db);
  const outcomes = new Map(rows.map((row) => [row.place, { outcome: row.outcome, signature: row.signed }]));
  return claims.map((_, place) => outcomes.get(place) ?? { outcome: 'closed', signature: null });
}

/** The group of whoever holds this link of an open sealed round. */
export async function groupOf(db: Database, round: string, hash: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ stratum: string | null }>`select app.invited(${round}, ${hash}) as stratum`.execute(db);
  return rows[0]?.stratum ?? undefined;
}

/* ── Taking answers ── */

/** The box of an open sealed round: what is asked and the public keys. All that taking answers needs, and no table. */
export async function findBox(
  db: Database,
  round: string,
): Promise<{ instrument: Instrument; guess: boolean; keys: Map<string, Buffer> } | undefined> {
  const { rows } = await sql<{ instrument: Instrument; guess: boolean; keys: Record<string, string> | null }>`
    select instrument, guess, keys from app.ballot_box(${round})`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const keys = Object.entries(row.keys ?? {}).map(([stratum, key]) => [stratum, Buffer.from(key, 'base64')] as const);
  return { instrument: row.instrument, guess: row.guess, keys: new Map(keys) };
}

/* ── The end ── */

/** Writes how many ballots each group was handed and how many answers it has. */
export async function settleSeals(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  counted: ReadonlyMap<string, number>,
): Promise<boolean> {
  const { rows } = await sql<{ stratum: string; fetched: number }>`
    select stratum, fetched from app.fetched(${round})`.execute(tx);
  let addsUp = true;
  for (const { stratum, fetched } of rows) {
    const answers = counted.get(stratum) ?? 0;
    if (answers > fetched) addsUp = false;
    await tx
      .updateTable('round_seal')
      .set({ handed: fetched, counted: answers })
      .where('partnership_id', '=', scope.partnership)
      .where('round_id', '=', round)
      .where('stratum', '=', stratum)
      .execute();
  }
  return addsUp;
}

/** Private keys, and who has a ballot: gone with the round. */
export async function destroySeals(tx: Tx, scope: WorkerScope, round: string): Promise<void> {
  for (const table of ['round_seal_key', 'round_claim'] as const)
    await tx.deleteFrom(table).where('partnership_id', '=', scope.partnership).where('round_id', '=', round).execute();
}

/** Copies the receipts out of the answers, in their own order. A million of them are eight megabytes. */
export async function publishReceipts(tx: Tx, scope: WorkerScope, round: string, bytes: number): Promise<void> {
  await sql`insert into round_receipts (partnership_id, round_id, receipts)
    select ${scope.partnership}, ${round}, coalesce(string_agg(substring(nullifier for ${bytes}::int), ''::bytea order by nullifier), ''::bytea)
    from answer where partnership_id = ${scope.partnership} and round_id = ${round}`.execute(tx);
}

/** The receipts of a closed sealed round, one after the other. */
export async function findReceipts(db: Database, round: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ receipts: Buffer | null }>`select app.receipts(${round}) as receipts`.execute(db);
  return rows[0]?.receipts ?? undefined;
}
