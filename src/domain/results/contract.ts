import Type, { type Static } from 'typebox';
import { closed, Day, Email, Id, Instant, Line, nullable, TimeZone, words } from '../common/contract.ts';
import { Results } from '../surveys/contract.ts';
import { Instrument } from '../surveys/instrument.ts';
import { Comparison, Snapshot } from '../surveys/snapshot-contract.ts';
import { REPORT_KINDS, REPORT_LANGUAGES } from './words.ts';

const Language = words(REPORT_LANGUAGES);

const Side = Type.Object({ id: Id, name: Type.String(), mark: Type.String() });

/* ── Files ── */

export const ReportQuery = Type.Object(
  { kind: Type.Optional(words(REPORT_KINDS)), language: Type.Optional(Language) },
  closed,
);

/**
 * Results as a file for other programs. Stable: fields are added, never changed or removed; a change that would break
 * a reader raises `format`. It holds what the results page shows and nothing else.
 */
export const ResultsFile = Type.Object({
  format: Type.Literal('entente-results-1'),
  /** sample: made up, to look around in. */
  partnership: Type.Object({ id: Id, name: Type.String(), sample: Type.Boolean() }),
  /** Names for the party ids used below, alphabetical. */
  parties: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  round: Type.Object({
    id: Id,
    number: Type.Integer(),
    title: nullable(Type.String()),
    source: words(['survey', 'import']),
    level: Type.String(),
    /** Fewest answers behind any figure. */
    k: Type.Integer(),
    timeZone: Type.String(),
    openedAt: Instant,
    closedAt: Instant,
  }),
  /** Wording of every item, in all languages it has. */
  instrument: Instrument,
  snapshot: Snapshot,
  comparison: nullable(Type.Object({ roundId: Id, number: Type.Integer(), closedAt: Instant, items: Comparison })),
  trend: Results.properties.trend,
});
export type ResultsFile = Static<typeof ResultsFile>;

/* ── Read-only links ── */

export const NewResultsLink = Type.Object(
  {
    /** For whom: written on the page they see. */
    name: Line(120),
    /** The link is mailed there when given; the address is not kept. */
    email: Type.Optional(nullable(Email)),
    language: Type.Optional(Language),
    /** The last day it opens, at most a year ahead. */
    endsOn: Day,
    timeZone: TimeZone,
  },
  closed,
);
export type NewResultsLink = Static<typeof NewResultsLink>;

export const ResultsLink = Type.Object({
  id: Id,
  name: Type.String(),
  state: words(['open', 'over', 'ended']),
  madeBy: Type.Object({ name: Type.String(), partyId: Id }),
  madeAt: Instant,
  endsAt: Instant,
  endedBy: nullable(Type.Object({ name: Type.String(), partyId: Id })),
  endedAt: nullable(Instant),
  /** The day it was last opened; no time, no place, no device. */
  lastOpenedOn: nullable(Day),
});
export type ResultsLink = Static<typeof ResultsLink>;
export const ResultsLinkList = Type.Object({ items: Type.Array(ResultsLink) });
/** The link itself, told once. */
export const ResultsLinkMade = Type.Object({ link: Type.String(), mailed: Type.Boolean(), made: ResultsLink });
export type ResultsLinkMade = Static<typeof ResultsLinkMade>;

/** Any text: one that opens nothing is answered like one that no longer does. */
const Secret = Type.String({ maxLength: 200 });
export const ResultsToken = Type.Object({ token: Secret }, closed);
export const ReportRequest = Type.Object(
  { token: Secret, kind: Type.Optional(words(REPORT_KINDS)), language: Type.Optional(Language) },
  closed,
);

/** What somebody with a link sees: the results and the names of the parties. */
export const SharedResults = Type.Object({
  for: Type.String(),
  language: Language,
  endsAt: Instant,
  partnership: Type.String(),
  /** Made up, to look around in. */
  sample: Type.Boolean(),
  parties: Type.Array(Side),
  results: Results,
});
export type SharedResults = Static<typeof SharedResults>;
