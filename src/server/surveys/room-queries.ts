import { sql } from 'kysely';
import type { Room } from '../../domain/surveys/room-contract.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { AnyScope, WorkerScope } from '../platform/scope.ts';

export async function insertRoom(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  tokenHash: Buffer,
  groups: readonly { stratum: string; seats: number }[],
): Promise<void> {
  const place = { partnership_id: scope.partnership, round_id: round };
  await tx
    .insertInto('round_room')
    .values({ ...place, token_hash: tokenHash })
    .execute();
  await tx
    .insertInto('round_room_group')
    .values(groups.map((group) => ({ ...place, ...group })))
    .execute();
}

/** `open`: whether seats are given. Undefined: this round has no room. */
export async function findRoom(
  tx: Tx,
  scope: AnyScope,
  round: string,
): Promise<{ code: number; open: boolean } | undefined> {
  const row = await tx
    .selectFrom('round_room')
    .select(['code', 'token_hash'])
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .executeTakeFirst();
  return row && { code: row.code, open: row.token_hash !== null };
}

/** Whether this is the secret of the round's room. */
export async function opensRoom(tx: Tx, scope: WorkerScope, round: string, tokenHash: Buffer): Promise<boolean> {
  const row = await tx
    .selectFrom('round_room')
    .select('code')
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends the room, or opens it again under another secret. False: somebody did so a moment ago. */
export async function changeRoom(
  tx: Tx,
  scope: AnyScope,
  round: string,
  had: { code: number; open: boolean },
  next: Buffer | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('round_room')
    .set({ token_hash: next, code: had.code + (next ? 1 : 0) })
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('code', '=', had.code)
    .where('token_hash', next ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function listSeats(
  tx: Tx,
  scope: AnyScope,
  round: string,
): Promise<Map<string, Pick<Room['groups'][number], 'seats' | 'taken'>>> {
  const rows = await tx
    .selectFrom('round_room_group')
    .select(['stratum', 'seats', 'taken'])
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .execute();
  return new Map(rows.map(({ stratum, ...counts }) => [stratum, counts]));
}

export type Seated = 'seated' | 'full' | 'other' | 'closed' | 'unknown';

/** One statement, outside any scope: whoever holds the room's secret may sit down. */
export async function takeSeat(
  db: Database,
  seat: { round: string; room: Buffer; group: string; hash: Buffer },
  now: Temporal.Instant,
): Promise<Seated> {
  const { rows } = await sql<{ outcome: Seated }>`
    select app.take_seat(${seat.round}, ${seat.room}, ${seat.group}, ${seat.hash}, ${now.toString()}) as outcome`.execute(
    db,
  );
  return rows[0]?.outcome ?? 'unknown';
}

/** The group of the device that holds this seat. */
export async function findSeat(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  tokenHash: Buffer,
): Promise<{ stratum: string } | undefined> {
  return tx
    .selectFrom('round_seat')
    .select('stratum')
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export async function clearSeats(tx: Tx, scope: WorkerScope, round: string): Promise<void> {
  await tx
    .deleteFrom('round_seat')
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .execute();
}
