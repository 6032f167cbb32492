import Type, { type Static } from 'typebox';
import { closed, Id, Instant, nullable, Prose, Version, Words, words } from '../common/contract.ts';
import { ITEM_KINDS, ITEM_THEMES, ITEMS_MOST } from './needs.ts';

const Kind = words(ITEM_KINDS);
const Themes = Type.Array(words(ITEM_THEMES), { maxItems: 3, uniqueItems: true });
const Text = Words(500);
const Who = Type.Object({ name: Type.String(), partyId: Id });

/** Of my own party: seen by its people alone. */
export const OwnItem = Type.Object({
  id: Id,
  kind: Kind,
  text: Type.String(),
  themes: Themes,
  createdAt: Instant,
  /** Goes out when the other parties offer theirs, too. */
  offered: Type.Boolean(),
  /** What all parties see of it; null: nothing. */
  sharedId: nullable(Id),
  version: Version,
});
export type OwnItem = Static<typeof OwnItem>;

/** Seen by all parties. */
export const SharedItem = Type.Object({
  id: Id,
  partyId: Id,
  kind: Kind,
  /** Null: withdrawn. That it was shared stays. */
  text: nullable(Type.String()),
  themes: Themes,
  sharedAt: Instant,
  sharedBy: Type.String(),
  /** Shared in the same moment as those of the other parties. */
  exchanged: Type.Boolean(),
  /** When somebody of its party last said that it holds. */
  reviewedAt: Instant,
  /** Earlier wordings, oldest first. */
  before: Type.Array(Type.Object({ text: Type.String(), until: Instant })),
  withdrawn: nullable(Type.Object({ at: Instant, by: Type.String() })),
});
export type SharedItem = Static<typeof SharedItem>;

/** A party is ready to exchange. What and how much it offers is seen by nobody else before all do. */
export const Offer = Type.Object({ partyId: Id, kind: Kind, at: Instant, by: Type.String() });
export type Offer = Static<typeof Offer>;

export const Fit = Type.Object({
  id: Id,
  needId: Id,
  strengthId: Id,
  /** False: people looked at it, and it does not. */
  fits: Type.Boolean(),
  note: nullable(Type.String()),
  by: Who,
  at: Instant,
  version: Version,
});
export type Fit = Static<typeof Fit>;

/** Everything of the page: at most a few hundred short items. */
export const Needs = Type.Object({
  own: Type.Array(OwnItem),
  shared: Type.Array(SharedItem),
  offers: Type.Array(Offer),
  fits: Type.Array(Fit),
  suggestions: Type.Array(
    Type.Object({
      needId: Id,
      strengthId: Id,
      themes: Themes,
      words: Type.Array(Type.Object({ need: Type.String(), strength: Type.String() })),
    }),
  ),
  /** Whether every party has shown a need, a strength and a weakness, looked at in the last twelve months. */
  evidence: Type.Object({
    inPlace: Type.Boolean(),
    missing: Type.Array(Type.Object({ partyId: Id, kinds: Type.Array(Kind) })),
  }),
  can: Type.Object({
    /** Write items of my party, and say what fits. */
    write: Type.Boolean(),
    /** Let them out of my party. */
    share: Type.Boolean(),
  }),
});
export type Needs = Static<typeof Needs>;

export const NewItem = Type.Object({ kind: Kind, text: Text, themes: Type.Optional(Themes) }, closed);
export type NewItem = Static<typeof NewItem>;
export const ItemChange = Type.Object({ text: Type.Optional(Text), themes: Type.Optional(Themes) }, closed);
export type ItemChange = Static<typeof ItemChange>;
export const NewOffer = Type.Object(
  { kind: Kind, itemIds: Type.Array(Id, { minItems: 1, maxItems: ITEMS_MOST, uniqueItems: true }) },
  closed,
);
export const OfferEnd = Type.Object({ kind: Kind }, closed);
export const NewFit = Type.Object(
  { needId: Id, strengthId: Id, fits: Type.Boolean(), note: Type.Optional(nullable(Prose(300))) },
  closed,
);
export type NewFit = Static<typeof NewFit>;
export const FitChange = Type.Object(
  { fits: Type.Optional(Type.Boolean()), note: Type.Optional(nullable(Prose(300))) },
  closed,
);
export type FitChange = Static<typeof FitChange>;
