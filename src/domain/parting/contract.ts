import Type, { type Static } from 'typebox';
import { closed, Day, Id, Instant, nullable, Prose, TimeZone } from '../common/contract.ts';
import type { RichText } from '../documents/content.ts';
import { DocumentVersion } from '../documents/contract.ts';
import { Leaving } from '../partnerships/contract.ts';

export const CopyWish = Type.Object({ timeZone: Type.Optional(TimeZone) }, closed);
export type CopyWish = Static<typeof CopyWish>;

const Named = Type.Object({ id: Id, title: Type.String() });

/** What a party that thinks of leaving has to know, and where its leaving stands. */
export const Parting = Type.Object({
  /** The partnership agreement in force, and of its text the section on parting; null: none is in force. */
  agreement: nullable(
    Type.Object({
      documentId: Id,
      title: Type.String(),
      number: Type.Integer(),
      inForceAt: Instant,
      ratifications: DocumentVersion.properties.ratifications,
      language: Type.String(),
      heading: Type.String(),
      /** Null: the agreement says nothing about it. */
      text: nullable(Type.Unsafe<RichText>({ type: 'object', additionalProperties: true })),
    }),
  ),
  /** What is open at this moment, and what becomes of it is said by the page. */
  open: Type.Object({
    proposals: Type.Array(Named),
    inForce: Type.Array(Named),
    rounds: Type.Array(Type.Object({ id: Id, number: Type.Integer(), closesAt: Instant, timeZone: Type.String() })),
    sessions: Type.Array(Type.Object({ roundId: Id, number: Type.Integer() })),
    actions: Type.Array(Type.Object({ id: Id, text: Type.String(), owner: Type.String(), dueOn: Day })),
  }),
  /** Leaving would leave one party, and so end the partnership. */
  ends: Type.Boolean(),
  /** My party's own announcement; null: none. */
  mine: nullable(Leaving),
  /** People of my party who may announce it and take it back. */
  whoMay: Type.Array(Type.String()),
  can: Type.Object({ copy: Type.Boolean(), announce: Type.Boolean(), takeBack: Type.Boolean() }),
});
export type Parting = Static<typeof Parting>;

export const PartingWish = Type.Object(
  {
    /** The last day, today or later. */
    leavesOn: Day,
    timeZone: TimeZone,
    /** To the other parties. */
    words: Type.Optional(nullable(Prose(2000))),
    /** Absent: a passkey was used a moment ago. */
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
  },
  closed,
);
export type PartingWish = Static<typeof PartingWish>;
