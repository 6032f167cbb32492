import Type, { type Static } from 'typebox';
import { closed, Day, Id, Instant, Line, nullable, Page, PageQuery, Version, words } from '../common/contract.ts';
import { ACTION_STATES } from './words.ts';

/** Who wrote something: a participant, or a guest facilitator, who is of no party. */
export const Author = Type.Object({ name: Type.String(), partyId: nullable(Id), guest: Type.Boolean() });
export type Author = Static<typeof Author>;

export const Action = Type.Object({
  id: Id,
  text: Type.String(),
  owner: Type.Object({
    id: Id,
    name: Type.String(),
    partyId: Id,
    /** Has left: somebody else should take this over. */
    left: Type.Boolean(),
    me: Type.Boolean(),
  }),
  dueOn: Day,
  state: words(ACTION_STATES),
  /** Open, and its day has passed where the partnership is. */
  late: Type.Boolean(),
  /** When it was done or dropped. */
  closedAt: nullable(Instant),
  /** The review session it was agreed in, and the item it is about. */
  review: nullable(
    Type.Object({
      id: Id,
      roundId: Id,
      roundNumber: Type.Integer(),
      itemKey: nullable(Type.String()),
      /** The item's words, by language. */
      item: nullable(Type.Record(Type.String(), Type.String())),
    }),
  ),
  by: Author,
  createdAt: Instant,
  version: Version,
  can: Type.Object({ edit: Type.Boolean() }),
});
export type Action = Static<typeof Action>;
export const ActionPage = Page(Action);

export const ActionQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(words([...ACTION_STATES, 'all'])),
    owner: Type.Optional(words(['me', 'anybody'])),
  },
  closed,
);
export type ActionQuery = Static<typeof ActionQuery>;

export const NewAction = Type.Object({ text: Line(300), ownerId: Id, dueOn: Day }, closed);
export type NewAction = Static<typeof NewAction>;
/** In a review session it may name the item it is about. */
export const NewSessionAction = Type.Object(
  { ...NewAction.properties, itemKey: Type.Optional(nullable(Type.String({ maxLength: 60 }))) },
  closed,
);
export type NewSessionAction = Static<typeof NewSessionAction>;

export const ActionChange = Type.Object(
  {
    text: Type.Optional(Line(300)),
    ownerId: Type.Optional(Id),
    dueOn: Type.Optional(Day),
    state: Type.Optional(words(ACTION_STATES)),
  },
  closed,
);
export type ActionChange = Static<typeof ActionChange>;
