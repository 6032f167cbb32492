import Type, { type Static } from 'typebox';
import { closed, Id, Instant, Line, LocalTime, nullable, Page, Prose, TimeZone, words } from '../common/contract.ts';
import { Instrument } from '../surveys/instrument.ts';
import { DIALOGUE_STATES, ENDINGS, FEWEST_NAMED, MOST_NAMED } from './words.ts';

/* ── Named dialogue: seen by the named people alone ── */

/** What somebody answered, by the keys of the questionnaire; null or absent: can't say. */
const answerFields = {
  ratings: Type.Record(Type.String({ maxLength: 60 }), nullable(Type.Integer())),
  comments: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Prose(2000))),
};
export const GivenAnswer = Type.Object({
  ratings: Type.Record(Type.String(), nullable(Type.Integer())),
  comments: Type.Record(Type.String(), Type.String()),
});
export type GivenAnswer = Static<typeof GivenAnswer>;

export const Named = Type.Object({
  participantId: Id,
  partyId: Id,
  name: Type.String(),
  me: Type.Boolean(),
  consentedAt: nullable(Instant),
  /** Has sent; what is seen by nobody before all have. */
  sentAt: nullable(Instant),
  declinedAt: nullable(Instant),
  reason: nullable(Type.String()),
});
export type Named = Static<typeof Named>;

const cardFields = {
  id: Id,
  title: nullable(Type.String()),
  /** waiting: for consents and answers; open: all see all answers; ended: without opening, answers deleted. */
  state: words(DIALOGUE_STATES),
  endedBy: nullable(words(ENDINGS)),
  calledBy: Id,
  timeZone: Type.String(),
  createdAt: Instant,
  /** By then all have consented and sent, or the dialogue ends. */
  closesAt: Instant,
  openedAt: nullable(Instant),
  endedAt: nullable(Instant),
  people: Type.Array(Named),
};
export const DialogueCard = Type.Object(cardFields);
export type DialogueCard = Static<typeof DialogueCard>;
export const DialoguePage = Page(DialogueCard);

export const Dialogue = Type.Object({
  ...cardFields,
  instrument: Instrument,
  /** My own answer so far, sent or not. */
  mine: nullable(GivenAnswer),
  /** Everybody's, from the moment the dialogue is open; null before. */
  answers: nullable(Type.Array(Type.Object({ participantId: Id, ...GivenAnswer.properties }))),
  can: Type.Object({ consent: Type.Boolean(), decline: Type.Boolean(), answer: Type.Boolean() }),
});
export type Dialogue = Static<typeof Dialogue>;

export const NewDialogue = Type.Object(
  {
    instrument: Type.String({ minLength: 1, maxLength: 60 }),
    title: Type.Optional(nullable(Line(80))),
    /** Everybody named, also whoever calls the dialogue. */
    participantIds: Type.Array(Id, { minItems: FEWEST_NAMED, maxItems: MOST_NAMED, uniqueItems: true }),
    closesAt: LocalTime,
    timeZone: TimeZone,
  },
  closed,
);
export type NewDialogue = Static<typeof NewDialogue>;

export const Declining = Type.Object({ reason: Type.Optional(nullable(Line(500))) }, closed);
export const DialogueAnswer = Type.Object({ ...answerFields, send: Type.Boolean() }, closed);
export type DialogueAnswer = Static<typeof DialogueAnswer>;

/* ── Private reflection: one person's own answers ── */

export const Reflection = Type.Object({
  id: Id,
  at: Instant,
  /** The partnership it is about, with its name at that time; null: none in particular. */
  about: nullable(Id),
  aboutName: nullable(Type.String()),
  instrument: Instrument,
  ...GivenAnswer.properties,
});
export type Reflection = Static<typeof Reflection>;
export const ReflectionPage = Page(Reflection);

export const NewReflection = Type.Object(
  {
    instrument: Type.String({ minLength: 1, maxLength: 60 }),
    about: Type.Optional(nullable(Id)),
    ...answerFields,
  },
  closed,
);
export type NewReflection = Static<typeof NewReflection>;
/** No answers in it: replies to creating requests are kept for two days, and a reflection can be deleted at once. */
export const ReflectionMade = Type.Object({ id: Id, at: Instant });
