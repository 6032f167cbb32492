import { isLanguage } from '../../../domain/common/languages.ts';
import type { CheckIn, CheckInList } from '../../../domain/documents/briefing-contract.ts';
import type { Canonical } from '../../../domain/documents/canonical.ts';
import { checkInDraft, expectationsIn, MOST_EXPECTATIONS } from '../../../domain/documents/check-in.ts';
import { draftOf } from '../../../domain/surveys/draft.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { mayRunRounds } from '../../surveys/access.ts';
import { instruments } from '../../surveys/instruments.ts';
import { begin, change, requireInstrument, requireOwn } from '../../surveys/own-instruments.ts';
import { findDocument, lockDocument } from '../queries.ts';
import { findCheckIns, insertCheckIn, textsInForce } from './queries.ts';

export async function listCheckIns(tx: Tx, scope: Scope, document: string): Promise<CheckInList> {
  if (!(await findDocument(tx, scope, document))) throw notFound();
  const [text] = await textsInForce(tx, scope, document);
  const make = mayRunRounds(scope) && text?.kind === 'relational-expectations';
  return { items: await findCheckIns(tx, scope, document), can: { make } };
}

/** The questions about the expectations in force: made once for a version, found again afterwards. */
export async function makeCheckIn(tx: Tx, scope: Scope, document: string, now: Temporal.Instant): Promise<CheckIn> {
  // Of two at once the second finds what the first has made.
  if (!(await lockDocument(tx, scope, document))) throw notFound();
  const [row] = await textsInForce(tx, scope, document);
  if (row?.kind !== 'relational-expectations')
    throw conflict('no-expectations', 'Only expectations that are in force can be checked in on; ratify them first.');
  const text = JSON.parse(row.canonical) as Canonical;
  if (expectationsIn(text).length > MOST_EXPECTATIONS)
    throw conflict(
      'too-many-expectations',
      `A round asks ${MOST_EXPECTATIONS} items at most, and there are more expectations than that. Write an instrument about those that matter most.`,
    );
  const there = async () => (await findCheckIns(tx, scope, document)).find((one) => one.number === row.number);
  const found = await there();
  if (found) {
    const own = await requireOwn(tx, scope, found.instrumentId);
    if (own.retired) await change(tx, scope, own.id, own.version, { retired: false }, now);
    return found;
  }
  const like = draftOf(instruments.get('relational') ?? (await requireInstrument(tx, scope, 'relational')));
  const language = isLanguage(text.language) ? text.language : 'en';
  const draft = checkInDraft({ ...text, language, number: row.number }, like);
  const title = draft.title[language] as string;
  const begun = await begin(tx, scope, { language, title }, now);
  await change(tx, scope, begun.id, begun.version, { draft, usable: true }, now);
  await insertCheckIn(tx, scope, { document, number: row.number, instrument: begun.id });
  return (await there()) as CheckIn;
}
