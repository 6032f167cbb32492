import { canonicalText } from '../../domain/documents/canonical.ts';
import type { Document, NewProposal } from '../../domain/documents/contract.ts';
import { findingsIn } from '../../domain/documents/findings.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { expiryOf, isLate } from '../../domain/documents/rules.ts';
import { headingsOf } from '../../domain/documents/texts/index.ts';
import type { Proof, SignatoryRole } from '../../domain/documents/words.ts';
import { contentOf } from '../../domain/documents/ydoc.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import { refreshCard } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Database, Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from '../platform/errors.ts';
import { record } from '../platform/record.ts';
import { asWorker, enterWorker, type Scope, type WorkerScope } from '../platform/scope.ts';
import { keepShares, settleDraft } from '../writing/actions.ts';
import { mayPropose, maySign, mayWithdraw, ONLY_PROPOSERS, ONLY_SIGNATORIES } from './access.ts';
import { needsDraft, takeDocument, tellOf } from './actions.ts';
import { brief } from './briefing/present.ts';
import { addLink } from './chain.ts';
import type { LinkRow } from './chain-queries.ts';
import { documentLetters } from './emails.ts';
import { filesOf } from './file-queries.ts';
import { canonicalOf, presentDocument, sha256 } from './present.ts';
import { type DocumentRow, findDocument, partiesIn, peopleOf, setSignatory, signatoryRoles } from './queries.ts';
import {
  findVersion,
  insertVersion,
  lastNumber,
  proposalsDue,
  type RatifyOutcome,
  ratificationsOf,
  ratifyVersion,
  settleProposal,
  standingOf,
  versionsOf,
} from './version-queries.ts';

/** Freezes the text as it was read and asks every party that is in. */
export async function proposeDocument(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  wish: NewProposal,
  now: Temporal.Instant,
): Promise<Document> {
  const row = await takeDocument(tx, scope, id);
  needs(mayPropose(scope), ONLY_SPEAKERS);
  if (row.shared_at === null)
    throw conflict(
      'document-private',
      'Your party alone sees this draft. Share it, so that the others can read it first.',
    );
  await needsDraft(tx, scope, id);
  await settleDraft(tx, scope, id, now);
  const draft = await needsDraft(tx, scope, id);
  const [parties, people] = [await partiesIn(tx, scope), await peopleOf(tx, scope)];
  if (parties.length < 2)
    throw conflict('partner-missing', 'Your partner has not come in yet; there is nobody to agree with so far.');
  const expiry = expiryOf(wish.expiresOn, wish.timeZone, now);
  if (!expiry.ok) throw invalid(expiry.reason, [{ path: 'expiresOn', message: expiry.reason }]);
  const kind = kindOf(row.kind);
  const content = contentOf(kind, draft.state);
  const files = await filesOf(tx, scope, id);
  const canonical = canonicalText(canonicalOf(row, content, parties, people, files));
  const hash = sha256(canonical);
  if (hash.toString('hex') !== wish.hash) throw changedMeanwhile(await presentDocument(tx, scope, id, now));
  const known = {
    parties,
    people,
    files: new Set(files.map((file) => file.id)),
    headings: headingsOf(kind, row.language),
  };
  const stops = findingsIn(kind, content, known).filter((finding) => finding.stops);
  if (stops.length > 0)
    throw invalid(
      `This cannot be proposed yet. ${stops[0]?.message}${stops.length > 1 ? ` And ${stops.length - 1} more.` : ''}`,
      stops.map(({ section, row: line, message }) => ({ path: [section, line].filter(Boolean).join('.'), message })),
    );
  const inForce = (await standingOf(tx, scope, [id])).find((one) => one.state === 'in-force');
  if (inForce?.hash.equals(hash))
    throw conflict('nothing-changed', 'This text is in force already, word for word; change something first.');
  const number = (await lastNumber(tx, scope, id)) + 1;
  const version = {
    document: id,
    number,
    canonical,
    hash,
    title: row.title,
    note: wish.note?.trim() || null,
    base: inForce?.number ?? null,
    parties: parties.map((party) => party.id),
    expiresAt: expiry.at,
    timeZone: wish.timeZone,
  };
  await insertVersion(tx, scope, version, now);
  await keepShares(tx, scope, id, number);
  await tellOf(tx, scope, row, 'proposed', now, { after: { version: number, expiresOn: wish.expiresOn } });
  await refreshCard(tx, scope);
  await deps.jobs.enqueue(tx, 'expire-proposals', {}, { startAfter: expiry.at });
  const shown = await presentDocument(tx, scope, id, now);
  await tell(tx, scope, deps, row, number, 'proposed', now);
  return shown;
}

const REFUSALS: Record<
  Exclude<RatifyOutcome, 'ratified' | 'in-force' | 'joined' | 'nothing' | 'not-signatory'>,
  string
> = {
  already: 'Your party has ratified this version already.',
  changed: 'This is not the text you read. Open it again and read it before you ratify.',
  'not-asked':
    'This was proposed before your party came in. Once it is in force your party can join it; the next proposal asks you, too.',
  superseded: 'A later version is in force; this one binds nobody any more.',
  declined: 'This proposal was declined meanwhile.',
  withdrawn: 'This proposal was withdrawn meanwhile.',
  expired: 'The last day to ratify this has passed; it can be proposed again.',
};

/** My party's yes to the text with this hash. `proof`: how whoever signs has shown, now, that it is them. */
export async function ratifyProposal(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  given: { number: number; hash: string; proof: () => Promise<Proof | undefined> },
  now: Temporal.Instant,
): Promise<Document> {
  const row = await findDocument(tx, scope, id);
  if (!row) throw notFound();
  needs(maySign(scope, (await signatoryRoles(tx, scope, row.kind))(scope.party)), ONLY_SIGNATORIES);
  const version = await findVersion(tx, scope, id, given.number);
  if (!version) throw notFound();
  const before = (await standingOf(tx, scope, [id])).find((one) => one.state === 'in-force');
  const proof = await given.proof();
  if (!proof)
    throw forbidden('That did not prove that it is you. Type the password of your account, or use your passkey again.');
  const { number } = given;
  const outcome = await ratifyVersion(
    tx,
    scope,
    { document: id, number, hash: Buffer.from(given.hash, 'hex'), proof },
    now,
  );
  if (outcome === 'nothing') throw notFound();
  if (outcome === 'not-signatory') throw forbidden(ONLY_SIGNATORIES);
  if (outcome !== 'ratified' && outcome !== 'in-force' && outcome !== 'joined')
    throw conflict(`ratify-${outcome}`, REFUSALS[outcome]);
  await tellOf(tx, scope, row, 'ratified', now, { after: { version: number, proof } });
  if (outcome === 'ratified') {
    await refreshCard(tx, scope);
    return presentDocument(tx, scope, id, now);
  }
  const all = (await ratificationsOf(tx, scope, [id])).filter((one) => one.number === number);
  const ratifications = outcome === 'joined' ? all.filter((one) => one.partyId === scope.party) : all;
  const supersedes = outcome === 'in-force' ? (before?.number ?? null) : null;
  const link = await addLink(
    tx,
    scope,
    deps,
    { event: outcome, document: row, version, supersedes, ratifications },
    now,
  );
  if (outcome === 'in-force') {
    await tellOf(tx, scope, row, 'in-force', now, { after: { version: number, position: link.position } });
    await brief(tx, scope, id);
  }
  await refreshCard(tx, scope);
  const shown = await presentDocument(tx, scope, id, now);
  await tell(tx, scope, deps, row, number, outcome, now, link);
  return shown;
}

/** No, with a reason that everybody concerned reads. The draft is open again. */
export async function declineProposal(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  given: { number: number; reason: string },
  now: Temporal.Instant,
): Promise<Document> {
  const row = await takeDocument(tx, scope, id);
  needs(maySign(scope, (await signatoryRoles(tx, scope, row.kind))(scope.party)), ONLY_SIGNATORIES);
  const reason = given.reason.trim();
  if (reason === '') throw invalid('Say why: everybody concerned reads it, and it is what the next draft begins with.');
  await settle(tx, id, { number: given.number, outcome: 'declined', reason }, now);
  await tellOf(tx, scope, row, 'declined', now, { after: { version: given.number, reason } });
  await refreshCard(tx, scope);
  const shown = await presentDocument(tx, scope, id, now);
  await tell(tx, scope, deps, row, given.number, 'declined', now);
  return shown;
}

/** Taken back by those who proposed it, while it waits. */
export async function withdrawProposal(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  number: number,
  now: Temporal.Instant,
): Promise<Document> {
  const row = await takeDocument(tx, scope, id);
  const version = (await versionsOf(tx, scope, [id])).find((one) => one.number === number);
  if (!version) throw notFound();
  needs(mayWithdraw(scope, version), ONLY_PROPOSERS);
  await settle(tx, id, { number, outcome: 'withdrawn', reason: null }, now);
  await tellOf(tx, scope, row, 'withdrawn', now, { after: { version: number } });
  await refreshCard(tx, scope);
  const shown = await presentDocument(tx, scope, id, now);
  await tell(tx, scope, deps, row, number, 'withdrawn', now);
  return shown;
}

async function settle(
  tx: Tx,
  id: string,
  given: { number: number; outcome: 'declined' | 'withdrawn'; reason: string | null },
  now: Temporal.Instant,
): Promise<void> {
  if (!(await settleProposal(tx, { document: id, ...given }, now)))
    throw conflict(
      'proposal-over',
      'This can no longer be done: it is not proposed any more, or your party has ratified it. Look at it again.',
    );
}

/** Asks those who sign for the parties that have not answered to look at it; once a day. How many are told. */
export async function remindSignatories(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  number: number,
  now: Temporal.Instant,
): Promise<{ told: number }> {
  const row = await findDocument(tx, scope, id);
  if (!row) throw notFound();
  needs(mayPropose(scope), ONLY_SPEAKERS);
  const version = (await standingOf(tx, scope, [id])).find((one) => one.number === number);
  if (version?.state !== 'proposed' || isLate({ expiresAt: version.expires_at }, now))
    throw conflict('proposal-over', 'This is not proposed any more; nobody needs to be reminded.');
  const day = now.toString().slice(0, 10);
  const worker = await enterWorker(tx, scope.partnership);
  return {
    told: await documentLetters(tx, worker, deps, { document: row, number, what: 'reminder', now, by: scope, day }),
  };
}

/** Who signs for my party, for documents of this kind: also for what is proposed now. */
export async function chooseSignatory(
  tx: Tx,
  scope: Scope,
  wish: { kind: DocumentRow['kind']; role: SignatoryRole },
  now: Temporal.Instant,
): Promise<void> {
  needs(mayPropose(scope), ONLY_SPEAKERS);
  const was = (await signatoryRoles(tx, scope, wish.kind))(scope.party);
  if (was === wish.role) return;
  await setSignatory(tx, scope, wish.kind, wish.role);
  const party = (await partiesIn(tx, scope)).find((one) => one.id === scope.party);
  await record(tx, scope, {
    at: now,
    type: 'document.signatory-chosen',
    subject: { type: 'party', id: scope.party, label: party?.name ?? '' },
    before: { kind: wish.kind, role: was },
    after: { kind: wish.kind, role: wish.role },
  });
  await refreshCard(tx, scope);
}

/** Ends every proposal whose last day has passed, each in its own transaction; also after a downtime, also run twice. */
export async function expireProposals(db: Database, deps: Deps): Promise<void> {
  const due = await db.transaction().execute((tx) => proposalsDue(tx, deps.clock.now()));
  const failures: unknown[] = [];
  for (const one of due)
    await asWorker(db, one.partnershipId, (tx, scope) => expire(tx, scope, deps, one)).catch((error: unknown) =>
      failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
}

async function expire(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  { documentId, number }: { documentId: string; number: number },
): Promise<void> {
  const now = deps.clock.now();
  const row = await findDocument(tx, scope, documentId);
  const settled = { document: documentId, number, outcome: 'expired', reason: null } as const;
  if (!row || !(await settleProposal(tx, settled, now))) return;
  await record(tx, scope, {
    at: now,
    type: 'document.expired',
    subject: { type: 'document', id: row.id, label: row.title },
    after: { version: number },
  });
  await refreshCard(tx, scope);
  await documentLetters(tx, scope, deps, { document: row, number, what: 'expired', now });
}

/** Letters go to people of every party: from here on the transaction works for all of them. */
async function tell(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  document: DocumentRow,
  number: number,
  what: 'proposed' | 'in-force' | 'joined' | 'declined' | 'withdrawn',
  now: Temporal.Instant,
  link?: LinkRow,
): Promise<void> {
  const worker = await enterWorker(tx, scope.partnership);
  await documentLetters(tx, worker, deps, { document, number, what, now, by: scope, link });
}
