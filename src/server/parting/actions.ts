import { isRows } from '../../domain/documents/content.ts';
import type { Proof } from '../../domain/documents/words.ts';
import type { Parting, PartingWish } from '../../domain/parting/contract.ts';
import { partingEnd } from '../../domain/parting/rules.ts';
import { presentList, presentVersion } from '../documents/present.ts';
import { needs } from '../partnerships/access.ts';
import { listLeaving, listPartyNames, refreshCard } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, forbidden, invalid } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import { enterWorker, type Scope } from '../platform/scope.ts';
import { mayCopy, ONLY_PARTERS } from './access.ts';
import { all, collect } from './copy/parts.ts';
import { partingLetters } from './emails.ts';
import {
  announceParting,
  mayPartIn,
  openActionsOf,
  openRounds,
  openSessions,
  takeBackParting,
  whoMayPart,
} from './queries.ts';

export async function presentParting(tx: Tx, scope: Scope, now: Temporal.Instant): Promise<Parting> {
  const documents = await collect(all((cursor) => presentList(tx, scope, cursor, now)));
  const agreed = documents.find((one) => one.kind === 'partnership-agreement' && one.inForce !== null);
  const version = agreed?.inForce && (await presentVersion(tx, scope, agreed.id, agreed.inForce.number));
  const part = version?.content['parting'];
  const mine = (await listLeaving(tx, scope)).find((one) => one.partyId === scope.party) ?? null;
  const { parties } = await listPartyNames(tx, scope);
  const may = await mayPartIn(tx, scope);
  const bound = documents.filter((one) => one.inForce?.ratifications.some(({ partyId }) => partyId === scope.party));
  const asked = documents.filter((one) => one.proposed?.partyIds.includes(scope.party));
  return {
    agreement: version
      ? {
          documentId: agreed?.id as string,
          title: version.title,
          number: version.number,
          inForceAt: version.inForceAt as string,
          ratifications: version.ratifications,
          language: version.language,
          heading: version.headings['parting']?.title ?? '',
          text: part && !isRows(part) && part.content.length > 0 ? part : null,
        }
      : null,
    open: {
      proposals: asked.map(({ id, title }) => ({ id, title })),
      inForce: bound.map(({ id, title }) => ({ id, title })),
      rounds: await openRounds(tx, scope),
      sessions: await openSessions(tx, scope),
      actions: await openActionsOf(tx, scope),
    },
    ends: parties.filter((one) => one.state === 'in').length <= 2,
    mine,
    whoMay: await whoMayPart(tx, scope),
    can: {
      copy: mayCopy(scope),
      announce: may && mine === null && !scope.ended,
      takeBack: may && mine !== null,
    },
  };
}

/** Says to all at once on which day this party leaves. `prove`: how whoever says it has shown, now, that it is them. */
export async function announce(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  wish: PartingWish,
  prove: () => Promise<Proof | undefined>,
  now: Temporal.Instant,
): Promise<Parting> {
  needs(await mayPartIn(tx, scope), ONLY_PARTERS);
  const { sample } = await listPartyNames(tx, scope);
  if (sample) throw conflict('sample', 'Nobody leaves a sample; throw it away when you have seen enough.');
  const end = partingEnd(wish.leavesOn, wish.timeZone, now);
  if (!end.ok) throw invalid(end.reason, [{ path: 'leavesOn', message: end.reason }]);
  const proof = await prove();
  if (!proof)
    throw forbidden('That did not prove that it is you. Type the password of your account, or use your passkey again.');
  const id = newId();
  const words = wish.words?.trim() || null;
  const row = { id, leavesOn: wish.leavesOn, timeZone: wish.timeZone, endsAt: end.at, words, proof };
  const outcome = await announceParting(tx, row, now);
  if (outcome === 'already')
    throw conflict('leaving-already', 'Your party has announced a day already; take it back to name another one.');
  if (outcome === 'not-allowed') throw forbidden(ONLY_PARTERS);
  if (outcome !== 'announced')
    throw conflict('parting-over', 'That day is over, or the partnership has ended. Look at it again.');
  await tell(tx, scope, deps, { ...row, what: 'leaving' }, now);
  const shown = await presentParting(tx, scope, now);
  await letters(tx, scope, deps, { ...row, what: 'leaving' }, now);
  await deps.jobs.enqueue(tx, 'part', {}, { startAfter: end.at });
  return shown;
}

/** My party stays after all; until its last day is over. */
export async function takeBack(tx: Tx, scope: Scope, deps: Deps, now: Temporal.Instant): Promise<Parting> {
  needs(await mayPartIn(tx, scope), ONLY_PARTERS);
  const was = (await listLeaving(tx, scope)).find((one) => one.partyId === scope.party);
  if (!was || !(await takeBackParting(tx, now)))
    throw conflict('not-leaving', 'There is nothing to take back: no day is announced, or it is over.');
  const row = { id: newId(), leavesOn: was.leavesOn, timeZone: was.timeZone, words: null, what: 'staying' as const };
  await tell(tx, scope, deps, row, now);
  const shown = await presentParting(tx, scope, now);
  await letters(tx, scope, deps, row, now);
  return shown;
}

type Told = { id: string; what: 'leaving' | 'staying'; leavesOn: string; timeZone: string; words: string | null };

async function tell(tx: Tx, scope: Scope, _deps: Deps, row: Told, now: Temporal.Instant): Promise<void> {
  const { parties } = await listPartyNames(tx, scope);
  await record(tx, scope, {
    at: now,
    type: `party.${row.what}`,
    subject: { type: 'party', id: scope.party, label: parties.find((one) => one.id === scope.party)?.name ?? '' },
    after: { leavesOn: row.leavesOn, timeZone: row.timeZone, ...(row.words ? { words: row.words } : {}) },
  });
  await refreshCard(tx, scope);
}

/** Letters go to people of every party: from here on the transaction works for all of them. */
async function letters(tx: Tx, scope: Scope, deps: Deps, row: Told, now: Temporal.Instant): Promise<void> {
  const worker = await enterWorker(tx, scope.partnership);
  await partingLetters(tx, worker, deps, { ...row, party: scope.party, now });
}
