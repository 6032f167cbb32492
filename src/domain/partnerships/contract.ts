import Type, { type Static } from 'typebox';
import {
  closed,
  Day,
  Email,
  Id,
  Instant,
  Language,
  Line,
  nullable,
  Page,
  TimeZone,
  Version,
  words,
} from '../common/contract.ts';
import { type Cells, COLUMNS } from './people-words.ts';
import { KINDS, ROLES, STATUSES } from './words.ts';

export const Kind = words(KINDS);
export const Status = words(STATUSES);
export const Role = words(ROLES);

/* ── The person who is signed in ── */

export const Me = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  language: nullable(Language),
  timeZone: nullable(Type.String()),
  /** Administrator of this installation: sees its settings and outbox, and nothing more of any partnership than others. */
  administrator: Type.Boolean(),
});
export type Me = Static<typeof Me>;
export const MeChange = Type.Object(
  {
    language: Type.Optional(nullable(Language)),
    timeZone: Type.Optional(nullable(TimeZone)),
  },
  closed,
);

/** What the sign-in page needs to know before anybody is signed in. */
export const Installation = Type.Object({
  /** No account exists yet: the next one becomes the administrator. */
  firstRun: Type.Boolean(),
  signUp: words(['open', 'invited']),
  /** False: no mail server is set up, so links are copied and mails wait in the outbox. */
  mail: Type.Boolean(),
  version: Type.String(),
  /** SHA-256 over the files of the page people answer on (/page.sha256 lists them); null: the pages are not built. */
  respondPage: nullable(Type.String()),
});
export type Installation = Static<typeof Installation>;

/* ── Partnerships and parties ── */

export const Party = Type.Object({
  id: Id,
  /** The name shown: the unit if there is one, else the organisation. */
  name: Type.String(),
  organisation: Type.String(),
  unit: nullable(Type.String()),
  place: nullable(Type.String()),
  /** a, b, c …: the party's fixed colour and shape, given in alphabetical order at creation and kept. */
  mark: Type.String(),
  /** "in" from the moment its own lead or sponsor accepts. */
  state: words(['invited', 'in', 'left']),
  acceptedAt: nullable(Instant),
  /** The last day of a party that has left. */
  leftOn: nullable(Day),
  /** People who are with the party today. */
  people: Type.Integer(),
  /** The party I am in. */
  mine: Type.Boolean(),
  version: Version,
  can: Type.Object({ edit: Type.Boolean(), addPeople: Type.Boolean() }),
});
export type Party = Static<typeof Party>;

/** A party that has announced the day it leaves, and has not taken that back. */
export const Leaving = Type.Object({
  partyId: Id,
  /** Its last day, in this zone. */
  leavesOn: Day,
  timeZone: Type.String(),
  /** What it says to the others. */
  words: nullable(Type.String()),
  by: Type.String(),
  announcedAt: Instant,
});
export type Leaving = Static<typeof Leaving>;

export const Partnership = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Kind,
  status: Status,
  startedOn: nullable(Day),
  /** Made up, one person’s own, to look around in. */
  sample: Type.Boolean(),
  createdAt: Instant,
  version: Version,
  /** One party is left in it: it is read and copied, and nothing in it changes any more. */
  endedAt: nullable(Instant),
  leaving: Type.Array(Leaving),
  /** Alphabetical by name: no side comes first for any other reason. */
  parties: Type.Array(Party),
  myRole: Role,
  myParticipantId: Id,
  can: Type.Object({
    edit: Type.Boolean(),
    addParty: Type.Boolean(),
    openRound: Type.Boolean(),
  }),
});
export type Partnership = Static<typeof Partnership>;

/** A partnership in a list. */
export const PartnershipCard = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Kind,
  status: Status,
  sample: Type.Boolean(),
  myRole: Role,
  parties: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      mark: Type.String(),
      state: words(['invited', 'in', 'left']),
      mine: Type.Boolean(),
    }),
  ),
  openRound: nullable(Type.Object({ id: Id, number: Type.Integer(), closesAt: Instant, timeZone: Type.String() })),
  lastClosedRound: nullable(
    Type.Object({ id: Id, number: Type.Integer(), closedAt: Instant, discuss: nullable(Type.Integer()) }),
  ),
});
export type PartnershipCard = Static<typeof PartnershipCard>;
export const PartnershipPage = Page(PartnershipCard);

const Organisation = Line(120);
const InvitedPerson = Type.Object(
  { name: Line(), email: Type.Optional(nullable(Email)), role: words(['lead', 'sponsor']) },
  closed,
);

/** The three questions: who are you, who is your partner, what kind of partnership is it. */
export const NewPartnership = Type.Object(
  {
    name: Line(),
    kind: Kind,
    status: Type.Optional(Status),
    startedOn: Type.Optional(nullable(Day)),
    mine: Type.Object(
      {
        organisation: Organisation,
        unit: Type.Optional(nullable(Organisation)),
        place: Type.Optional(nullable(Line(80))),
        role: words(['lead', 'sponsor']),
      },
      closed,
    ),
    others: Type.Array(
      Type.Object(
        {
          organisation: Organisation,
          unit: Type.Optional(nullable(Organisation)),
          place: Type.Optional(nullable(Line(80))),
          people: Type.Array(InvitedPerson, { maxItems: 10 }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 7 },
    ),
  },
  closed,
);
export type NewPartnership = Static<typeof NewPartnership>;

export const PartnershipChange = Type.Object(
  {
    name: Type.Optional(Line()),
    kind: Type.Optional(Kind),
    status: Type.Optional(Status),
    startedOn: Type.Optional(nullable(Day)),
  },
  closed,
);
export type PartnershipChange = Static<typeof PartnershipChange>;

export const NewParty = Type.Object(
  {
    organisation: Organisation,
    unit: Type.Optional(nullable(Organisation)),
    place: Type.Optional(nullable(Line(80))),
    people: Type.Array(InvitedPerson, { maxItems: 10 }),
  },
  closed,
);
export type NewParty = Static<typeof NewParty>;
export const PartyChange = Type.Object(
  {
    organisation: Type.Optional(Organisation),
    unit: Type.Optional(nullable(Organisation)),
    place: Type.Optional(nullable(Line(80))),
  },
  closed,
);
export type PartyChange = Static<typeof PartyChange>;

/* ── Participants ── */

export const Participant = Type.Object({
  id: Id,
  partyId: Id,
  name: Type.String(),
  /** Shown inside the person's own party only. */
  email: nullable(Type.String()),
  role: Role,
  function: nullable(Type.String()),
  level: nullable(Type.String()),
  region: nullable(Type.String()),
  /** A key decision maker. */
  decides: Type.Boolean(),
  language: nullable(Language),
  joinedOn: Day,
  leftOn: nullable(Day),
  /** none: no account; invited: an invitation is open; active: has an account here. */
  account: words(['none', 'invited', 'active']),
  me: Type.Boolean(),
  version: Version,
  can: Type.Object({ edit: Type.Boolean(), invite: Type.Boolean() }),
});
export type Participant = Static<typeof Participant>;
export const ParticipantPage = Page(Participant);

const participantFields = {
  name: Line(),
  email: Type.Optional(nullable(Email)),
  role: Role,
  function: Type.Optional(nullable(Line(80))),
  level: Type.Optional(nullable(Line(80))),
  region: Type.Optional(nullable(Line(80))),
  decides: Type.Optional(Type.Boolean()),
  language: Type.Optional(nullable(Language)),
  joinedOn: Type.Optional(Day),
};
export const NewParticipant = Type.Object({ partyId: Id, ...participantFields }, closed);
export type NewParticipant = Static<typeof NewParticipant>;
/** `leftOn` a day ends the person's time here (and their access at once); null brings them back. */
export const ParticipantChange = Type.Object(
  {
    ...participantFields,
    name: Type.Optional(Line()),
    role: Type.Optional(Role),
    leftOn: Type.Optional(nullable(Day)),
  },
  closed,
);
export type ParticipantChange = Static<typeof ParticipantChange>;

/** Cells of a row as somebody wrote them, by column. */
const ImportCells = Type.Unsafe<Cells>({
  type: 'object',
  properties: Object.fromEntries(COLUMNS.map((column) => [column, { type: 'string', maxLength: 10_000 }])),
  ...closed,
});
const ImportLine = Type.Integer({ minimum: 2, description: 'The line of the file on which the row begins' });
export const ParticipantImport = Type.Object(
  {
    /** The file as text: a header line, then one person a row. */
    csv: Type.String({ minLength: 1, maxLength: 2_000_000 }),
    /** Where people belong whose row names no party. */
    partyId: Id,
    /** True: check only, nothing is written. */
    check: Type.Boolean(),
    /** Cells written anew after a check, and rows to leave out. The file itself stays as it is. */
    mend: Type.Optional(Type.Array(Type.Object({ line: ImportLine, cells: ImportCells }, closed), { maxItems: 5000 })),
    leaveOut: Type.Optional(Type.Array(ImportLine, { maxItems: 5000 })),
    /** Made by the caller: under this id the progress of saving can be read meanwhile. */
    importId: Type.Optional(Id),
  },
  closed,
);
export type ParticipantImport = Static<typeof ParticipantImport>;
export const ParticipantImportResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      partyId: Id,
      name: Type.String(),
      email: nullable(Type.String()),
      role: nullable(Role),
      /** new: will be (or was) added; known: this address is there already; wrong: see reasons; left-out: by wish. */
      state: words(['new', 'known', 'wrong', 'left-out']),
      reasons: Type.Array(Type.Object({ column: nullable(words(COLUMNS)), text: Type.String() })),
      /** Worth a look, and no reason to leave the row out. */
      notes: Type.Array(Type.String()),
      /** Of rows that are wrong or were mended: the cells, to mend them. */
      cells: nullable(ImportCells),
    }),
  ),
  added: Type.Integer(),
  /** Headings of the file and what they were taken for; null: not known, left out. */
  columns: Type.Array(Type.Object({ heading: Type.String(), column: nullable(words(COLUMNS)) })),
});
export type ParticipantImportResult = Static<typeof ParticipantImportResult>;
/** How far saving has come. All rows are saved together: "saved" is true of all of them or of none. */
export const ImportProgress = Type.Object({
  importId: Id,
  state: words(['saving', 'saved', 'failed']),
  total: Type.Integer(),
  done: Type.Integer(),
});
export type ImportProgress = Static<typeof ImportProgress>;

/* ── Invitations to an account ── */

/** The link can be handed over by any means; each call makes a further one, accepting one voids them all. */
export const InvitationLink = Type.Object({ link: Type.String(), expiresAt: Instant, mailed: Type.Boolean() });
export type InvitationLink = Static<typeof InvitationLink>;

export const InvitationToken = Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) }, closed);
export const InvitationView = Type.Object({
  state: words(['open', 'accepted', 'expired', 'revoked']),
  partnership: Type.Object({ id: Id, name: Type.String(), kind: Kind }),
  party: Type.Object({ name: Type.String(), organisation: Type.String(), state: words(['invited', 'in']) }),
  participant: Type.Object({ name: Type.String(), email: nullable(Type.String()), role: Role }),
  invitedBy: nullable(Type.Object({ name: Type.String(), party: Type.String() })),
  expiresAt: Instant,
});
export type InvitationView = Static<typeof InvitationView>;
export const InvitationAccepted = Type.Object({ partnershipId: Id });

/* ── The record ── */

export const RecordEvent = Type.Object({
  id: Id,
  at: Instant,
  /** E.g. partnership.created, party.accepted, participant.added, round.opened. */
  type: Type.String(),
  /** Null: the clock. A guest facilitator has a name and no party. */
  by: nullable(Type.Object({ participantId: nullable(Id), name: Type.String(), partyId: nullable(Id) })),
  subject: Type.Object({ type: Type.String(), id: Id, label: Type.String() }),
  before: nullable(Type.Record(Type.String(), Type.Unknown())),
  after: nullable(Type.Record(Type.String(), Type.Unknown())),
  /** Of my own party, seen by its people alone. */
  private: Type.Boolean(),
});
export type RecordEvent = Static<typeof RecordEvent>;
export const RecordPage = Page(RecordEvent);

/* ── Mails kept by this installation ── */

export const OutboxMail = Type.Object({
  id: Id,
  createdAt: Instant,
  to: Type.String(),
  subject: Type.String(),
  state: words(['kept', 'queued', 'sent', 'failed']),
  attempts: Type.Integer(),
  sentAt: nullable(Instant),
  problem: nullable(Type.String()),
});
export const OutboxPage = Page(OutboxMail);
export const OutboxMailText = Type.Object({ ...OutboxMail.properties, text: nullable(Type.String()) });
export type OutboxMail = Static<typeof OutboxMail>;
export type OutboxMailText = Static<typeof OutboxMailText>;

/**
 * Reminders of a round that were made. No person and no count of letters: they go to those who have not opened their
 * link, so either would tell who has.
 */
export const OutboxReminder = Type.Object({
  partnership: Type.String(),
  round: Type.Integer(),
  which: words(['first', 'last']),
  createdAt: Instant,
  /** Everybody asked by link with an address. */
  people: Type.Integer(),
  /** What keeps the mail server from taking letters. */
  problem: nullable(Type.String()),
});
export const OutboxReminders = Type.Object({ items: Type.Array(OutboxReminder) });
export type OutboxReminder = Static<typeof OutboxReminder>;
