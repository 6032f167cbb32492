import { isDeepStrictEqual } from 'node:util';
import { draftOf, emptyDraft, instrumentFrom, keyFor, problemsOf } from '../../domain/surveys/draft.ts';
import type {
  InstrumentDraft,
  NewOwnInstrument,
  OwnInstrument,
  OwnInstrumentCard,
  OwnInstrumentChange,
} from '../../domain/surveys/draft-contract.ts';
import { type Instrument, parseInstrument, pointsOf } from '../../domain/surveys/instrument.ts';
import { textIn } from '../../domain/surveys/texts.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';
import { mayRunRounds } from './access.ts';
import {
  deleteOwn,
  findOwn,
  findUsable,
  insertOwn,
  insertVersion,
  listOwn,
  listVersions,
  lockOwn,
  type OwnRow,
  updateOwn,
  versionsInRounds,
} from './instrument-queries.ts';
import { instruments } from './instruments.ts';

/** More than this and nobody finds the one that is meant. */
const MOST = 50;

/** What a round can be opened with under this key: one of the partnership's own, or one that comes with Entente. */
export async function instrumentFor(tx: Tx, scope: AnyScope, key: string): Promise<Instrument | undefined> {
  // Its own first: a later version of Entente may bring one of the same key.
  return (await findUsable(tx, scope, key)) ?? instruments.get(key);
}

export const noInstrument = (key: string): string => `There is no instrument “${key}”; choose one from the list.`;

export async function requireInstrument(tx: Tx, scope: AnyScope, key: string): Promise<Instrument> {
  const instrument = await instrumentFor(tx, scope, key);
  if (!instrument) throw invalid(noInstrument(key));
  return instrument;
}

export async function listOwnCards(tx: Tx, scope: Scope): Promise<OwnInstrumentCard[]> {
  return (await listOwn(tx, scope)).map(cardOf);
}

export async function begin(
  tx: Tx,
  scope: Scope,
  wish: NewOwnInstrument,
  now: Temporal.Instant,
): Promise<OwnInstrument> {
  const draft = await firstDraft(tx, scope, wish);
  const there = await listOwn(tx, scope);
  if (there.length >= MOST)
    throw conflict('too-many-instruments', `There are ${MOST} instruments already; delete one that is not needed.`);
  const title = textIn(draft.title, 'en');
  const taken = new Set([...instruments.keys(), ...there.map((one) => one.key)].map((key) => key.toLowerCase()));
  const id = newId();
  await insertOwn(tx, scope, { id, key: keyFor(title, taken), draft }, now);
  await record(tx, scope, { at: now, type: 'instrument.begun', subject: subjectOf(id, draft) });
  return present(tx, scope, await requireOwn(tx, scope, id));
}

async function firstDraft(tx: Tx, scope: Scope, wish: NewOwnInstrument): Promise<InstrumentDraft> {
  if ('copyOf' in wish) return draftOf(await requireInstrument(tx, scope, wish.copyOf));
  if ('language' in wish) return emptyDraft(wish.language, wish.title.trim());
  const parsed = parseInstrument(wish.file);
  if (!parsed.ok) throw invalid(parsed.problems.join(' '));
  return draftOf(parsed.instrument);
}

export async function change(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  wish: OwnInstrumentChange,
  now: Temporal.Instant,
): Promise<OwnInstrument> {
  const row = await lockOwn(tx, scope, id);
  if (!row) throw notFound();
  if (row.version !== version) throw changedMeanwhile(await present(tx, scope, row));
  const draft = wish.draft ?? row.draft;
  const retired = wish.retired ?? row.retired;
  const written = !isDeepStrictEqual(draft, row.draft);
  if (!written && !wish.usable && retired === row.retired) return present(tx, scope, row);
  const subject = subjectOf(id, draft);
  const number = wish.usable ? await makeVersion(tx, scope, row, draft, now) : null;
  const changed = number === null && (row.changed || written);
  await updateOwn(tx, scope, id, { draft, changed, retired }, now);
  if (written)
    await record(tx, scope, {
      at: now,
      type: 'instrument.changed',
      subject,
      before: { items: row.draft.items.length },
      after: { items: draft.items.length },
    });
  if (number !== null)
    await record(tx, scope, {
      at: now,
      type: 'instrument.usable',
      subject,
      after: { number, count: draft.items.length },
    });
  if (retired !== row.retired)
    await record(tx, scope, { at: now, type: retired ? 'instrument.retired' : 'instrument.restored', subject });
  return present(tx, scope, await requireOwn(tx, scope, id));
}

/** Makes the text as it stands the newest version. A number that a round of this key has seen is never used again. */
async function makeVersion(tx: Tx, scope: Scope, row: OwnRow, draft: InstrumentDraft, now: Temporal.Instant) {
  const problems = problemsOf(draft);
  if (problems.length > 0)
    throw invalid(
      `It cannot be used yet: ${problems[0]?.reason}`,
      problems.map(({ path, reason }) => ({ path: `draft.${path}`, message: reason })),
    );
  const [latest] = await listVersions(tx, scope, row.id);
  const used = (await versionsInRounds(tx, scope, row.key)).map(Number).filter(Number.isInteger);
  const number = Math.max(0, latest?.number ?? 0, ...used) + 1;
  const parsed = parseInstrument(instrumentFrom(draft, row.key, String(number)));
  if (!parsed.ok) throw invalid(parsed.problems.join(' '));
  const words = (instrument: Instrument) => JSON.stringify({ ...instrument, version: '' });
  if (latest && words(latest.instrument) === words(parsed.instrument))
    throw conflict('nothing-changed', `Version ${latest.number} says the same, word for word; rounds use that one.`);
  await insertVersion(tx, scope, row.id, { number, instrument: parsed.instrument }, now);
  return number;
}

export async function remove(tx: Tx, scope: Scope, id: string, version: number, now: Temporal.Instant): Promise<void> {
  const row = await lockOwn(tx, scope, id);
  if (!row) throw notFound();
  if (row.version !== version) throw changedMeanwhile(await present(tx, scope, row));
  if (row.rounds > 0)
    throw conflict('in-use', 'Rounds were opened with it, and their results name it. Retire it instead.');
  await deleteOwn(tx, scope, id);
  await record(tx, scope, {
    at: now,
    type: 'instrument.deleted',
    subject: subjectOf(id, row.draft),
    before: { items: row.draft.items.length },
  });
}

export async function requireOwn(tx: Tx, scope: Scope, id: string): Promise<OwnRow> {
  const row = await findOwn(tx, scope, id);
  if (!row) throw notFound();
  return row;
}

/** The newest version, or, before there is one, the draft as far as it goes. For files. */
export async function asFile(tx: Tx, scope: Scope, row: OwnRow): Promise<Instrument> {
  const [latest] = await listVersions(tx, scope, row.id);
  if (latest && !row.changed) return latest.instrument;
  const parsed = parseInstrument(instrumentFrom(row.draft, row.key, `${row.newest ?? 0}+draft`));
  if (!parsed.ok)
    throw conflict('not-complete', `It has gaps still: ${problemsOf(row.draft)[0]?.reason ?? parsed.problems[0]}`);
  return parsed.instrument;
}

export async function present(tx: Tx, scope: Scope, row: OwnRow): Promise<OwnInstrument> {
  const versions = await listVersions(tx, scope, row.id);
  const may = mayRunRounds(scope);
  return {
    ...cardOf(row),
    draft: row.draft,
    usable: versions[0]?.instrument ?? null,
    versions: versions.map(({ number, madeAt, by }) => ({ number, madeAt, by })),
    can: { change: may, delete: may && row.rounds === 0 },
  };
}

function cardOf(row: OwnRow): OwnInstrumentCard {
  const { draft } = row;
  const about = textIn(draft.about, 'en');
  return {
    id: row.id,
    key: row.key,
    title: titleOf(draft) || row.key,
    about: about.trim() || null,
    state: row.retired ? 'retired' : row.newest === null ? 'draft' : 'usable',
    newest: row.newest,
    changed: row.changed,
    items: draft.items.length,
    questions: draft.questions.length,
    points: pointsOf(draft.scale),
    languages: draft.languages,
    rounds: row.rounds,
    changedAt: row.changedAt,
    version: row.version,
  };
}

const titleOf = (draft: InstrumentDraft): string =>
  (draft.title[draft.languages[0] ?? 'en'] ?? textIn(draft.title, 'en')).trim();
const subjectOf = (id: string, draft: InstrumentDraft) => ({
  type: 'instrument',
  id,
  label: titleOf(draft).slice(0, 120) || 'Untitled questions',
});
