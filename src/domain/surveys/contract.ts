import Type, { type Static } from 'typebox';
import {
  closed,
  Day,
  Id,
  Instant,
  Line,
  LocalTime,
  nullable,
  Page,
  Prose,
  TimeZone,
  Version,
  words,
} from '../common/contract.ts';
import { Role } from '../partnerships/contract.ts';
import { Instrument } from './instrument.ts';
import { PaperCount } from './paper-contract.ts';
import { ANSWER_BYTES } from './seal.ts';
import { BallotAudit, SealedBallot, SealOffer } from './seal-contract.ts';
import { Comparison, ItemResult, Snapshot } from './snapshot-contract.ts';
import { K_FLOOR, LEVELS, ROUND_STATES } from './words.ts';

export const InstrumentCard = Type.Object({
  key: Type.String(),
  version: Type.String(),
  title: Type.String(),
  /** What it asks. */
  about: nullable(Type.String()),
  items: Type.Integer(),
  questions: Type.Integer(),
  /** Points of its scale. */
  points: Type.Integer(),
  languages: Type.Array(Type.String()),
});
export type InstrumentCard = Static<typeof InstrumentCard>;
export const InstrumentList = Type.Object({ items: Type.Array(InstrumentCard) });

/** The finest grouping that a ballot ever names: parties too small to stand alone are merged at opening. */
export const Stratum = Type.Object({
  key: Type.String(),
  parties: Type.Array(Id),
  invited: Type.Integer(),
  /** Ballots fetched: links opened and sheets entered. Who did is seen by nobody. */
  fetched: Type.Integer(),
  /** Known after closing only. */
  answered: nullable(Type.Integer()),
});
export type Stratum = Static<typeof Stratum>;

export const Round = Type.Object({
  id: Id,
  number: Type.Integer({ minimum: 1 }),
  title: nullable(Type.String()),
  instrument: Type.Object({ key: Type.String(), version: Type.String(), title: Type.String(), items: Type.Integer() }),
  state: words(ROUND_STATES),
  /** survey: asked here; import: somebody's past survey. */
  source: words(['survey', 'import']),
  level: words(LEVELS),
  /** Whether people are asked to guess how the other side answered. */
  guess: Type.Boolean(),
  /** Keys and counts of a sealed round's ballots; null for other rounds. */
  ballots: nullable(BallotAudit),
  /** Answered in one room, by a code for all instead of links. Told while the round is open. */
  room: Type.Boolean(),
  /** Fewest answers behind any figure; frozen at opening. */
  k: Type.Integer({ minimum: K_FLOOR }),
  timeZone: Type.String(),
  openedAt: Instant,
  closesAt: Instant,
  closedAt: nullable(Instant),
  invited: Type.Integer(),
  strata: Type.Array(Stratum),
  /** How many items need discussion (closed rounds). */
  discuss: nullable(Type.Integer()),
  /** When people are reminded; null: not at all (short rounds), or the round is over. */
  reminders: Type.Object({ first: nullable(Instant), last: nullable(Instant) }),
  /** People of my own party who answer on paper; null when there are none. */
  paper: nullable(PaperCount),
  version: Version,
  can: Type.Object({
    extend: Type.Boolean(),
    close: Type.Boolean(),
    cancel: Type.Boolean(),
    links: Type.Boolean(),
    /** Print forms and enter sheets. */
    paper: Type.Boolean(),
    /** Show the room its code. */
    room: Type.Boolean(),
    /** Make read-only links to the results, and end them. */
    handOn: Type.Boolean(),
  }),
});
export type Round = Static<typeof Round>;
export const RoundPage = Page(Round);

export const NewRound = Type.Object(
  {
    instrument: Type.String({ minLength: 1, maxLength: 60 }),
    title: Type.Optional(nullable(Line(80))),
    /** null or absent: every party. */
    partyIds: Type.Optional(nullable(Type.Array(Id, { minItems: 1, maxItems: 8, uniqueItems: true }))),
    /** null or absent: sponsors, leads and members. */
    roles: Type.Optional(nullable(Type.Array(Role, { minItems: 1, maxItems: 5, uniqueItems: true }))),
    closesAt: LocalTime,
    timeZone: TimeZone,
    k: Type.Optional(Type.Integer({ minimum: K_FLOOR, maximum: 50 })),
    /** Ask each person, after their own answers, how the other side answered. Frozen at opening. */
    guess: Type.Optional(Type.Boolean()),
    /** Absent: sealed, where the pages of this installation can seal. */
    level: Type.Optional(words(LEVELS)),
    /** In a sealed round: devices that cannot seal may answer confidentially. */
    unsealedDevices: Type.Optional(Type.Boolean()),
    /** Answered in one room: nobody gets a link, everybody scans the same code. Frozen at opening. */
    room: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type NewRound = Static<typeof NewRound>;

/** What opening would do, told before anything is sent. */
export const RoundPreview = Type.Object({
  invited: Type.Integer(),
  withoutAddress: Type.Integer(),
  /** People of my own party who get a sheet of paper and no link. */
  onPaper: Type.Integer(),
  strata: Type.Array(Type.Object({ key: Type.String(), parties: Type.Array(Id), invited: Type.Integer() })),
  closesAt: nullable(Instant),
  level: words(LEVELS),
  /** Whether pages of this installation can seal ballots. */
  canSeal: Type.Boolean(),
  /** Null when the round can be opened; else the sentence that says why not. */
  refused: nullable(Type.String()),
  notes: Type.Array(Type.String()),
});
export type RoundPreview = Static<typeof RoundPreview>;

export const RoundChange = Type.Object({ closesAt: LocalTime, timeZone: Type.Optional(TimeZone) }, closed);

/** Links for the people of my own party, for handing out by hand. Says nothing about who opened theirs. */
export const InviteeLink = Type.Object({
  participantId: Id,
  name: Type.String(),
  /** null: answers on paper and has no link. */
  link: nullable(Type.String()),
  mail: words(['none', 'kept', 'queued', 'sent', 'failed']),
});
export const InviteePage = Page(InviteeLink);
export type InviteeLink = Static<typeof InviteeLink>;

/** The way in to my own answer. Null with the reason: on paper, in the room, was not asked, or the round is over. */
export const OwnLink = Type.Object({
  link: nullable(Type.String()),
  none: nullable(words(['paper', 'room', 'not-asked', 'over'])),
});
export type OwnLink = Static<typeof OwnLink>;

/** One item over the rounds that asked it in the same words, oldest first: what each of them published. */
export const ItemHistory = Type.Object({
  key: Type.String(),
  rounds: Type.Array(Type.Object({ roundId: Id, number: Type.Integer(), closedAt: Instant, result: ItemResult })),
});
export type ItemHistory = Static<typeof ItemHistory>;

/** `with`: the number of the earlier round to compare with; without it the one before. */
export const ResultsQuery = Type.Object({ with: Type.Optional(Type.Integer({ minimum: 1, maximum: 1e6 })) }, closed);

/** Results of a closed round: the snapshot written at closing, and its comparison with the round before. */
export const Results = Type.Object({
  round: Round,
  instrument: Instrument,
  snapshot: Snapshot,
  /** An earlier closed round in the same words, compared as far as the release rule lets it. */
  comparison: nullable(
    Type.Object({
      roundId: Id,
      number: Type.Integer(),
      closedAt: Instant,
      items: Comparison,
    }),
  ),
  /** Every closed round of this instrument up to this one, oldest first: published totals for small pictures. */
  trend: Type.Array(
    Type.Object({
      roundId: Id,
      number: Type.Integer(),
      closedAt: Instant,
      items: Type.Array(
        Type.Object({
          key: Type.String(),
          shown: nullable(Type.String()),
          value: nullable(Type.Number()),
          n: nullable(Type.Integer()),
        }),
      ),
    }),
  ),
});
export type Results = Static<typeof Results>;

/** Somebody's past survey as a closed round. */
export const RoundImport = Type.Object(
  {
    csv: Type.String({ minLength: 1, maxLength: 4_000_000 }),
    /** Key of an instrument here, or a whole instrument (the least form will do). */
    instrument: Type.Union([Type.String({ maxLength: 60 }), Type.Record(Type.String(), Type.Unknown())]),
    partyColumn: Type.String({ minLength: 1, maxLength: 120 }),
    /** Which value in that column stands for which party. */
    parties: Type.Array(
      Type.Object(
        {
          value: Type.String({ maxLength: 120 }),
          partyId: Id,
          invited: Type.Optional(nullable(Type.Integer({ minimum: 1 }))),
        },
        closed,
      ),
      { maxItems: 20 },
    ),
    closedOn: Day,
    title: Type.Optional(nullable(Line(80))),
    k: Type.Optional(Type.Integer({ minimum: K_FLOOR, maximum: 50 })),
    /** True: check only, nothing is written. */
    check: Type.Boolean(),
  },
  closed,
);
export type RoundImport = Static<typeof RoundImport>;
export const RoundImportResult = Type.Object({
  roundId: nullable(Id),
  respondents: Type.Integer(),
  /** Values found in the party column, with how many rows each has. */
  values: Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer() })),
  ignoredColumns: Type.Array(Type.String()),
  problems: Type.Array(Type.String()),
});
export type RoundImportResult = Static<typeof RoundImportResult>;

/* ── Respond: two separate calls, so that the second one never sees the invitation ── */

export const BallotRequest = Type.Object({ round: Id, token: Type.String({ minLength: 20, maxLength: 100 }) }, closed);
/** What proves an invited answer at the level "confidential": the server makes it. */
export const Ballot = Type.Object(
  {
    round: Id,
    stratum: Type.String({ maxLength: 40 }),
    serial: Type.String({ minLength: 43, maxLength: 43 }),
    proof: Type.String({ minLength: 43, maxLength: 43 }),
  },
  closed,
);
export type Ballot = Static<typeof Ballot>;
export const BallotReply = Type.Object({
  state: words(ROUND_STATES),
  partnership: Type.String(),
  /** Made up, to look around in. */
  sample: Type.Boolean(),
  parties: Type.Array(Type.Object({ name: Type.String(), mark: Type.String() })),
  closesAt: Instant,
  timeZone: Type.String(),
  level: words(LEVELS),
  k: Type.Integer(),
  language: nullable(Type.String()),
  /** Names of the parties whose answers this person is asked to guess; null: nobody's. */
  guessAbout: nullable(Type.Array(Type.String())),
  /** Present while the round is open. */
  instrument: nullable(Instrument),
  /** Made by the server; null in a sealed round, where the page makes its own. */
  ballot: nullable(Ballot),
  /** The box a sealed ballot is made for; null in other rounds. */
  seal: nullable(SealOffer),
});
export type BallotReply = Static<typeof BallotReply>;

export const AnswerRequest = Type.Object(
  {
    ballot: Type.Union([Ballot, SealedBallot]),
    /** By item key; null or absent: can't say. */
    ratings: Type.Record(Type.String({ maxLength: 60 }), nullable(Type.Integer())),
    /** By question key. */
    comments: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Prose(2000))),
    /** By item key: how the other side answered, as this person thinks. Only in rounds that ask for it. */
    guesses: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), nullable(Type.Integer()))),
    /**
     * 16 bytes by chance, base64url, with a confidential ballot: the same answer again is acknowledged to whoever has
     * them. The ballot alone comes with the link, which others may hold, and would let them try out what was answered.
     */
    nonce: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })),
    /** Says nothing: brings every sealed answer to the same size. */
    padding: Type.Optional(Type.String({ maxLength: ANSWER_BYTES })),
  },
  closed,
);
export type AnswerRequest = Static<typeof AnswerRequest>;
export const AnswerReply = Type.Object({ counted: Type.Boolean() });

/** A ballot for this link, once: a blind signature, or a confidential ballot for a device that cannot seal. */
export const SealReply = Type.Object({ signature: nullable(Type.String()), ballot: nullable(Ballot) });
export type SealReply = Static<typeof SealReply>;
