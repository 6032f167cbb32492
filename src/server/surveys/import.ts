import { isDeepStrictEqual } from 'node:util';
import type { RoundImport, RoundImportResult } from '../../domain/surveys/contract.ts';
import { type Instrument, parseInstrument } from '../../domain/surveys/instrument.ts';
import { mergeCells } from '../../domain/surveys/release.ts';
import { createTally } from '../../domain/surveys/tally.ts';
import { K_DEFAULT } from '../../domain/surveys/words.ts';
import { listParties, refreshCard } from '../partnerships/queries.ts';
import type { Tx } from '../platform/database.ts';
import { invalid } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import type { Scope } from '../platform/scope.ts';
import { publish } from './actions.ts';
import { usedOtherwise } from './instrument-queries.ts';
import { instrumentFor } from './own-instruments.ts';
import { insertRound, nextNumber, type RoundRow } from './queries.ts';
import { partyName, readResponses } from './responses.ts';

/**
 * Brings somebody's past survey in as a closed round: the same tally, the same release gate, the same snapshot as for
 * a round asked here. The file itself is not kept.
 */
export async function importRound(
  tx: Tx,
  scope: Scope,
  wish: RoundImport,
  now: Temporal.Instant,
): Promise<RoundImportResult> {
  const instrument = await instrumentOf(tx, scope, wish.instrument);
  if (wish.closedOn > now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 1 }).toString())
    throw invalid('The day it closed lies ahead; a past survey has a past date.');
  const parties = await listParties(tx, scope);
  const partyOf = new Map<string, string>();
  for (const { value: written, partyId } of wish.parties) {
    const value = partyName(written);
    if (!parties.some((party) => party.id === partyId)) throw invalid(`There is no such party for “${value}”.`);
    if ((partyOf.get(value) ?? partyId) !== partyId)
      throw invalid(`“${value}” stands for two parties; choose one of them.`);
    partyOf.set(value, partyId);
  }
  const k = wish.k ?? K_DEFAULT;

  const rows: { party: string; ratings: readonly (number | null)[] }[] = [];
  const reading = await readResponses(
    [Buffer.from(wish.csv, 'utf8')],
    { instrument, partyColumn: wish.partyColumn },
    (party, ratings) => rows.push({ party, ratings: [...ratings] }),
  );
  const values = new Map<string, number>();
  for (const row of rows) values.set(row.party, (values.get(row.party) ?? 0) + 1);
  const used = rows.filter((row) => partyOf.has(row.party));
  const respondents = new Map<string, number>();
  for (const row of used) {
    const party = partyOf.get(row.party) as string;
    respondents.set(party, (respondents.get(party) ?? 0) + 1);
  }
  // Whoever left every item blank was asked and did not answer.
  const answers = used.filter((row) => row.ratings.some((rating) => rating !== null)).length;
  const problems = [...reading.problems];
  const invitedOf = new Map<string, number>();
  for (const party of parties) {
    const answered = respondents.get(party.id) ?? 0;
    const given = wish.parties.filter((one) => one.partyId === party.id && one.invited);
    const invited = given.reduce((sum, one) => sum + (one.invited ?? 0), 0);
    if (given.length > 0 && invited < answered)
      problems.push(`${party.name}: ${answered} answers, but only ${invited} people were invited; check the number.`);
    if (answered > 0) invitedOf.set(party.id, Math.max(invited, answered));
  }
  const cells = mergeCells(
    parties.map((party) => [party.id, invitedOf.get(party.id) ?? 0] as const),
    k,
  );
  if (partyOf.size > 0 && problems.length === 0) {
    if (used.length === 0)
      problems.push('No row belongs to the parties chosen; check which value stands for which party.');
    else if (answers < k)
      problems.push(`${answers} answers are fewer than ${k}; results of so few people cannot be shown to others.`);
  }
  const result = {
    roundId: null as string | null,
    respondents: answers,
    values: [...values]
      .map(([value, count]) => ({ value, rows: count }))
      .sort((a, b) => b.rows - a.rows)
      .slice(0, 200),
    ignoredColumns: reading.ignoredColumns,
    problems,
  };
  if (wish.check) return result;
  if (problems.length > 0) throw invalid(problems[0] as string);
  if (used.length === 0) throw invalid('Say which value of the party column stands for which party.');

  const strata = cells.map((cell, index) => ({ key: `s${index + 1}`, parties: [...cell.parties], invited: cell.n }));
  const stratumOf = new Map(strata.flatMap((stratum) => stratum.parties.map((party) => [party, stratum.key] as const)));
  const tally = createTally(instrument);
  for (const row of used) tally.add(stratumOf.get(partyOf.get(row.party) as string) as string, row.ratings);

  // A survey of the past closes at the end of its day; noon keeps the day the same in nearly every zone. Never later
  // than now: a round that closes tomorrow would come before one that closes today.
  const noon = Temporal.PlainDate.from(wish.closedOn)
    .toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' })
    .toInstant();
  const closedAt = Temporal.Instant.compare(noon, now) > 0 ? now : noon;
  const round: Omit<RoundRow, 'version' | 'instrument_key' | 'instrument_version'> = {
    id: newId(),
    number: await nextNumber(tx, scope),
    title: wish.title?.trim() || null,
    instrument,
    state: 'open',
    source: 'import',
    level: 'confidential',
    unsealed_devices: false,
    k,
    strata,
    guess: false,
    time_zone: 'UTC',
    opened_at: closedAt.toString(),
    closes_at: closedAt.toString(),
    closed_at: null,
    discuss: null,
    remind_at: null,
  };
  await insertRound(tx, scope, round);
  await publish(
    tx,
    scope,
    { ...round, version: 1, instrument_key: instrument.key, instrument_version: instrument.version },
    tally,
    [],
    closedAt,
  );
  await record(tx, scope, {
    at: now,
    type: 'round.imported',
    subject: { type: 'round', id: round.id, label: `Round ${round.number}` },
    after: { number: round.number, instrument: instrument.key, respondents: answers, closedOn: wish.closedOn },
  });
  await refreshCard(tx, scope);
  return { ...result, roundId: round.id };
}

async function instrumentOf(tx: Tx, scope: Scope, given: RoundImport['instrument']): Promise<Instrument> {
  if (typeof given === 'string') {
    const known = await instrumentFor(tx, scope, given);
    if (!known) throw invalid(`There is no instrument “${given}”; choose one from the list or give a whole one.`);
    return known;
  }
  const parsed = parseInstrument(given);
  if (!parsed.ok) throw invalid(parsed.problems.join(' '));
  const { key, version } = parsed.instrument;
  const known = await instrumentFor(tx, scope, key);
  const differs = known?.version === version && !isDeepStrictEqual(bare(known), bare(parsed.instrument));
  if (differs || (await usedOtherwise(tx, scope, parsed.instrument)))
    throw invalid(`“${key}” version ${version} asks something else here. Give the file's instrument another version.`);
  return parsed.instrument;
}

/** What is asked, apart from how it is advertised. */
const bare = ({ about: _, ...asked }: Instrument) => asked;
