import Type, { type Static } from 'typebox';
import { closed, Id, Instant, nullable, Version, Words, words } from '../common/contract.ts';
import { REMARK_KINDS, REMARK_STATES } from './words.ts';

const Someone = Type.Object({ participantId: Id, partyId: Id, name: Type.String() });

/** Whose window each number of the Yjs document is, as the server bound it. */
export const Writers = Type.Object({
  /** The draft that a window on the channel names; null: there is none. */
  draft: nullable(Id),
  items: Type.Array(Type.Object({ client: Type.Integer(), ...Someone.properties })),
});
export type Writers = Static<typeof Writers>;

export const Share = Type.Object({
  /** Characters without white space. */
  characters: Type.Integer(),
  /** By party; what is missing to the whole was carried over from the version before. */
  byParty: Type.Record(Type.String(), Type.Integer()),
});
export const VersionShares = Type.Object({ sections: Type.Record(Type.String(), Share), whole: Share });
export type VersionShares = Static<typeof VersionShares>;

export const Reply = Type.Object({
  id: Id,
  text: Type.String(),
  /** The answer that a challenge is owed. */
  answer: Type.Boolean(),
  by: Someone,
  at: Instant,
});

export const Remark = Type.Object({
  id: Id,
  /** Null: about the document as a whole. */
  section: nullable(Type.String()),
  kind: words(REMARK_KINDS),
  text: Type.String(),
  /** How a suggestion would put it. */
  wording: nullable(Type.String()),
  by: Someone,
  at: Instant,
  /** Said while the draft was my party's own: seen by my party alone, also after it was shared. */
  private: Type.Boolean(),
  state: words(REMARK_STATES),
  settledBy: nullable(Type.String()),
  settledAt: nullable(Instant),
  replies: Type.Array(Reply),
  version: Version,
  can: Type.Object({ reply: Type.Boolean(), answer: Type.Boolean(), settle: Type.Array(words(REMARK_STATES)) }),
});
export type Remark = Static<typeof Remark>;
export const RemarkList = Type.Object({ items: Type.Array(Remark) });
export type RemarkList = Static<typeof RemarkList>;

export const NewRemark = Type.Object(
  {
    section: nullable(Type.String({ maxLength: 60 })),
    kind: words(REMARK_KINDS),
    text: Words(2000),
    wording: Type.Optional(nullable(Words(4000))),
  },
  closed,
);
export type NewRemark = Static<typeof NewRemark>;

export const NewReply = Type.Object({ text: Words(2000) }, closed);
export const RemarkChange = Type.Object({ state: words(REMARK_STATES) }, closed);
export type RemarkChange = Static<typeof RemarkChange>;
