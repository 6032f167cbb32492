import { KEPT_DAYS } from '../../domain/parting/rules.ts';
import { addLink } from '../documents/chain.ts';
import { findDocument } from '../documents/queries.ts';
import { ratificationsOf, standingOf } from '../documents/version-queries.ts';
import { listLeaving, listPartyNames, refreshCard } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/record.ts';
import { asWorker, enterParty, type WorkerScope } from '../platform/scope.ts';
import { openPrinting } from './copies.ts';
import { makeCopy } from './copy/make.ts';
import type { Printing } from './copy/parts.ts';
import { partingLetters } from './emails.ts';
import { boundTexts, countEvents, type Due, dropKept, endPart, keepPiece, partingsDue } from './queries.ts';

const PIECE = 1_048_576;
/** A copy is made again when something was recorded meanwhile; a partnership that never rests is left all the same. */
const TRIES = 3;

class Moved extends Error {}
const IS_THERE = '23505';

/** Returns how to end its presses. */
export function partingJobs(deps: Deps): () => Promise<void> {
  const print = openPrinting();
  deps.jobs.handle('part', () => partDue(deps, print));
  return print.stop;
}

/**
 * Ends the part of every party whose last day is over, each in its own transaction; also after a downtime, also run
 * twice. First the complete copy is made of one moment, then the party leaves, unless something was recorded in between:
 * so what is kept is what the party saw when it left.
 */
export async function partDue(deps: Deps, print: Printing): Promise<void> {
  const due = await deps.db.transaction().execute((tx) => partingsDue(tx, deps.clock.now()));
  const failures: unknown[] = [];
  for (const one of due) await part(deps, print, one).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function part(deps: Deps, print: Printing, due: Due): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      const seen = await keepCopy(deps, print, due);
      await asWorker(deps.db, due.partnership, (tx, scope) =>
        endParty(tx, scope, deps, due, turn < TRIES ? seen : undefined),
      );
      return;
    } catch (error) {
      // Another run keeps the same pieces: the party leaves there.
      if ((error as { code?: string }).code === IS_THERE) return;
      if (!(error instanceof Moved)) throw error;
    }
  }
}

/** What the party sees, with nobody of it: in pieces, for its speakers. How many events that were. */
async function keepCopy(deps: Deps, print: Printing, { partnership, party }: Due): Promise<number> {
  await asWorker(deps.db, partnership, (tx, scope) => dropKept(tx, scope, party));
  return deps.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const scope = await enterParty(tx, partnership, party);
      const seen = await countEvents(tx, scope, party);
      const timeZone = (await listLeaving(tx, scope)).find((one) => one.partyId === party)?.timeZone ?? 'UTC';
      let waiting: Uint8Array[] = [];
      let size = 0;
      let piece = 0;
      const keep = async () => {
        if (size > 0) await keepPiece(tx, scope, piece++, Buffer.concat(waiting));
        waiting = [];
        size = 0;
      };
      const given = { deps, print, now: deps.clock.now(), timeZone, by: 'Entente, as the party left' };
      await makeCopy(tx, scope, given, async (bytes) => {
        waiting.push(bytes.slice());
        size += bytes.length;
        if (size >= PIECE) await keep();
      });
      await keep();
      return seen;
    });
}

/** In one transaction: out of everything, or nothing. `seen`: how many events its copy holds; undefined: whatever it holds. */
export async function endParty(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  due: Due,
  seen: number | undefined,
): Promise<void> {
  const now = deps.clock.now();
  const [leaving] = (await listLeaving(tx, scope)).filter((one) => one.partyId === due.party);
  const parted = await endPart(tx, due.id, now, now.add({ hours: 24 * KEPT_DAYS }));
  if (!parted || !leaving) return dropKept(tx, scope, due.party);
  // What came in between waits for the rows that this transaction holds, or is counted here.
  if (seen !== undefined && (await countEvents(tx, scope, due.party)) !== seen) throw new Moved();
  const { partnership, parties } = await listPartyNames(tx, scope);
  const party = parties.find((one) => one.id === parted.party);
  const subject = { type: 'party', id: parted.party, label: party?.name ?? '' };
  await record(tx, scope, { at: now, type: 'party.left', subject, after: { leavesOn: parted.leavesOn } });
  for (const one of parted.settled)
    await record(tx, scope, {
      at: now,
      type: 'document.withdrawn',
      subject: { type: 'document', id: one.id, label: one.title },
      after: { version: one.number, reason: `${party?.name} left` },
    });
  await unbind(tx, scope, deps, parted.party, now);
  if (parted.ended)
    await record(tx, scope, {
      at: now,
      type: 'partnership.ended',
      subject: { type: 'partnership', id: scope.partnership, label: partnership },
    });
  await refreshCard(tx, scope);
  const { leavesOn, timeZone } = leaving;
  await partingLetters(tx, scope, deps, { id: due.id, what: 'left', party: parted.party, leavesOn, timeZone, now });
}

/** A link of the chain for each text in force that bound it: from here on it binds the others. */
async function unbind(tx: Tx, scope: WorkerScope, deps: Deps, party: string, now: Temporal.Instant): Promise<void> {
  for (const id of await boundTexts(tx, scope, party)) {
    const document = await findDocument(tx, scope, id);
    const version = (await standingOf(tx, scope, [id])).find((one) => one.state === 'in-force');
    const yes = (await ratificationsOf(tx, scope, [id])).filter(
      (one) => one.number === version?.number && one.partyId === party,
    );
    if (document && version && yes.length > 0)
      await addLink(tx, scope, deps, { event: 'left', document, version, supersedes: null, ratifications: yes }, now);
  }
}
