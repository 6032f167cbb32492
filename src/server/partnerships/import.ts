import type { ParticipantImport, ParticipantImportResult } from '../../domain/partnerships/contract.ts';
import { type PersonRow, readPeople } from '../../domain/partnerships/people-csv.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import { inPartnership, type Scope } from '../platform/scope.ts';
import { mayActFor, needs, ONLY_OWN_PARTY } from './access.ts';
import { today } from './actions.ts';
import { addressesIn, finishImport, namesIn, tellImport } from './import-queries.ts';
import { insertParticipants } from './participant-queries.ts';
import { listParties } from './queries.ts';

/**
 * Checks a list of people, or saves its good rows in the one transaction of the request: all of them or none, also when
 * whoever sent it has left the page. How far it has come is written beside that transaction, for the page to read.
 */
export async function importPeople(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  wish: ParticipantImport,
  now: Temporal.Instant,
): Promise<ParticipantImportResult> {
  const parties = await listParties(tx, scope);
  if (!parties.some((party) => party.id === wish.partyId)) throw notFound();
  needs(mayActFor(scope, wish.partyId), ONLY_OWN_PARTY);
  const read = readPeople(
    wish.csv,
    {
      partyId: wish.partyId,
      parties: parties.map((party) => ({ ...party, mine: mayActFor(scope, party.id) })),
      addresses: await addressesIn(tx, scope),
      names: await namesIn(tx, scope),
      today: today(now),
    },
    wish,
  );
  if (!read.ok) throw invalid(read.problem);
  const fresh = read.rows.filter((row) => row.state === 'new');
  if (!wish.check) await save(tx, scope, deps, wish.importId, fresh, parties, now);
  const mended = new Set((wish.mend ?? []).map((one) => one.line));
  return {
    rows: read.rows.map((row) => ({
      line: row.line,
      partyId: row.partyId,
      name: row.name,
      email: row.email,
      role: row.role,
      state: row.state,
      reasons: row.reasons,
      notes: row.notes,
      cells: row.state === 'wrong' || mended.has(row.line) ? row.cells : null,
    })),
    added: wish.check ? 0 : fresh.length,
    columns: read.columns,
  };
}

async function save(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  importId: string | undefined,
  fresh: PersonRow[],
  parties: readonly { id: string; name: string }[],
  now: Temporal.Instant,
): Promise<void> {
  const tell = (done: number, state: 'saving' | 'failed' = 'saving') => {
    if (!importId) return;
    // Never waited for: telling must not hold up what it tells of, and the pool may have no connection to spare.
    void inPartnership(
      deps.db,
      scope.person,
      scope.partnership,
      (beside, mine) =>
        tellImport(beside, mine, { id: importId, total: fresh.length, done, state, now: deps.clock.now() }),
      deps.guard,
    ).catch(() => {});
  };
  tell(0);
  try {
    await insertParticipants(
      tx,
      scope,
      fresh.map((row) => ({
        ...row,
        id: newId(),
        role: row.role ?? 'member',
        joinedOn: row.joinedOn ?? row.leftOn ?? today(now),
      })),
      now,
      tell,
    );
    for (const party of parties) {
      const people = fresh.filter((row) => row.partyId === party.id).length;
      if (people > 0)
        await record(tx, scope, {
          at: now,
          type: 'participants.imported',
          subject: { type: 'party', id: party.id, label: party.name },
          after: { people },
        });
    }
    if (importId) await finishImport(tx, scope, importId, fresh.length, now);
  } catch (error) {
    tell(0, 'failed');
    throw error;
  }
}
