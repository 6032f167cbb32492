import Type, { type Static } from 'typebox';
import { closed, Id, Instant, Line, nullable, Version, Words, words } from '../common/contract.ts';
import { Action, Author } from '../delivery/contract.ts';
import { Instrument } from '../surveys/instrument.ts';
import { Change, ItemResult, Snapshot, Status } from '../surveys/snapshot-contract.ts';
import { ENTRY_KINDS, ITEM_SECONDS, MARKS, REVIEW_STATES } from './words.ts';

const ItemKey = Type.String({ minLength: 1, maxLength: 60 });

/** Something captured while people talked. */
export const Entry = Type.Object({
  id: Id,
  kind: words(ENTRY_KINDS),
  /** Null: about the session as a whole. */
  itemKey: nullable(Type.String()),
  text: Type.String(),
  by: Author,
  createdAt: Instant,
  version: Version,
  can: Type.Object({ edit: Type.Boolean() }),
});
export type Entry = Static<typeof Entry>;

export const NewEntry = Type.Object(
  {
    kind: words(ENTRY_KINDS),
    itemKey: Type.Optional(nullable(ItemKey)),
    text: Words(1000),
  },
  closed,
);
export type NewEntry = Static<typeof NewEntry>;
export const EntryChange = Type.Object({ text: NewEntry.properties.text }, closed);

/** One item as the session talks about it: the figures the snapshot released, and the time spent. */
export const Discussion = Type.Object({
  key: Type.String(),
  /** What the conversation is for: discuss and worth ask why, strength asks what makes it work. */
  kind: Status,
  result: ItemResult,
  /** Published averages of earlier rounds, oldest first. */
  past: Type.Array(Type.Object({ number: Type.Integer(), closedAt: Instant, shown: Type.String() })),
  /** Counted until the timer was last stopped, in milliseconds. */
  spentMs: Type.Integer(),
});
export type Discussion = Static<typeof Discussion>;

export const Review = Type.Object({
  id: Id,
  state: words(REVIEW_STATES),
  partnership: Type.Object({ id: Id, name: Type.String() }),
  round: Type.Object({ id: Id, number: Type.Integer(), title: nullable(Type.String()), closedAt: Instant }),
  parties: Type.Array(Type.Object({ id: Id, name: Type.String(), mark: Type.String() })),
  /** People who can be given an action: all who are here today. */
  people: Type.Array(Type.Object({ id: Id, name: Type.String(), partyId: Id })),
  instrument: Instrument,
  scale: Snapshot.properties.scale,
  thresholds: Snapshot.properties.thresholds,
  agenda: Type.Array(Discussion),
  /** The item on the screen. */
  currentItem: Type.String(),
  /** The timer of the current item runs since then; null: it stands. */
  runningSince: nullable(Instant),
  itemSeconds: Type.Integer(),
  /** The server's time as it answered: pages count from it, whatever their own clock says. */
  now: Instant,
  /** The day where the partnership is. */
  today: Type.String(),
  startedAt: Instant,
  startedBy: Type.Object({ name: Type.String(), partyId: Id }),
  finishedAt: nullable(Instant),
  entries: Type.Array(Entry),
  actions: Type.Array(Action),
  me: Type.Object({ participantId: nullable(Id), name: Type.String(), partyId: nullable(Id) }),
  version: Version,
  can: Type.Object({
    /** Move to another item, start and stop the timer. */
    lead: Type.Boolean(),
    capture: Type.Boolean(),
    /** Pause, continue and finish. */
    end: Type.Boolean(),
    invite: Type.Boolean(),
  }),
});
export type Review = Static<typeof Review>;

/** Whether a closed round has a session, and what one would talk about. */
export const ReviewOfRound = Type.Object({
  review: nullable(Review),
  agenda: Type.Array(Type.Object({ key: Type.String(), kind: Status })),
  can: Type.Object({ start: Type.Boolean() }),
});
export type ReviewOfRound = Static<typeof ReviewOfRound>;

const ItemSeconds = Type.Integer({ minimum: 60, maximum: 3600, default: ITEM_SECONDS });
export const NewReview = Type.Object({ itemSeconds: Type.Optional(ItemSeconds) }, closed);

/** What a facilitator moves on the screen that all see. */
export const ReviewMove = Type.Object(
  {
    currentItem: Type.Optional(ItemKey),
    /** reset: begin this item's time anew. */
    timer: Type.Optional(words(['start', 'stop', 'reset'])),
  },
  closed,
);
export type ReviewMove = Static<typeof ReviewMove>;
export const ReviewChange = Type.Object(
  {
    ...ReviewMove.properties,
    state: Type.Optional(words(REVIEW_STATES)),
    itemSeconds: Type.Optional(ItemSeconds),
  },
  closed,
);
export type ReviewChange = Static<typeof ReviewChange>;

/* ── Guests: a facilitator with this one session in view ── */

export const Guest = Type.Object({
  id: Id,
  name: Type.String(),
  invitedBy: Type.Object({ name: Type.String(), partyId: Id }),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: nullable(Instant),
  open: Type.Boolean(),
});
export type Guest = Static<typeof Guest>;
export const GuestList = Type.Object({ items: Type.Array(Guest) });
export const NewGuest = Type.Object(
  { name: Line(), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })) },
  closed,
);
export type NewGuest = Static<typeof NewGuest>;
/** The link is shown once: only its hash is kept. */
export const GuestLink = Type.Object({ guest: Guest, link: Type.String() });
export type GuestLink = Static<typeof GuestLink>;
export const GuestToken = Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) }, closed);
export const GuestEntered = Type.Object({ reviewId: Id, name: Type.String(), expiresAt: Instant });
export type GuestEntered = Static<typeof GuestEntered>;

/* ── The next round ── */

/** What became of what was talked through in the session before this round. */
export const FollowUp = Type.Object({
  /** Null: no session was held about an earlier round of this questionnaire. */
  before: nullable(
    Type.Object({ reviewId: Id, roundId: Id, number: Type.Integer(), heldOn: Instant, items: Type.Integer() }),
  ),
  items: Type.Array(
    Type.Object({
      key: Type.String(),
      /** What the conversation was for. */
      kind: Status,
      mark: nullable(words(MARKS)),
      change: Change,
      conclusions: Type.Array(Type.String()),
      actions: Type.Array(Action),
    }),
  ),
  /** Average change of items talked about and of all others; null where too few can be given as numbers. */
  drift: nullable(Type.Object({ discussed: Type.Number(), others: Type.Number() })),
});
export type FollowUp = Static<typeof FollowUp>;
