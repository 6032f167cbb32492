import Type, { type Static } from 'typebox';
import { closed, Day, Id, Instant, Line, nullable, Version, words } from '../common/contract.ts';
import { type Answers, ITEMS, STANDINGS } from './assessment.ts';

/** One answer for each of the ten items; null where none was given. */
export const AnswerSet = Type.Unsafe<Answers>(
  Type.Object(Object.fromEntries(ITEMS.map((item) => [item, nullable(words(['yes', 'no']))])), closed),
);

/** The programme of one organisation, for its members only: it belongs to no partnership. */
export const Programme = Type.Object({
  id: Id,
  organisation: Type.String(),
  createdAt: Instant,
  version: Version,
  /** Assessments kept and not removed. */
  kept: Type.Integer(),
});
export type Programme = Static<typeof Programme>;
/** Not in pages: how many there can be is bounded (rules.ts). */
export const ProgrammeList = Type.Object({ items: Type.Array(Programme) });
export const NewProgramme = Type.Object({ organisation: Line() }, closed);
export type NewProgramme = Static<typeof NewProgramme>;

export const Assessment = Type.Object({
  id: Id,
  /** The day on which the questions were answered; it may have been kept later. */
  takenOn: Day,
  answers: AnswerSet,
  score: Type.Integer({ minimum: 0, maximum: ITEMS.length }),
  standing: words(STANDINGS),
  /** Compared with the assessment before it. Null for the first one, and for removed ones. */
  since: nullable(Type.Object({ id: Id, gained: Type.Array(words(ITEMS)), lost: Type.Array(words(ITEMS)) })),
  keptAt: Instant,
  keptBy: Type.String(),
  removedAt: nullable(Instant),
  removedBy: nullable(Type.String()),
});
export type Assessment = Static<typeof Assessment>;
/** Oldest first. Removed ones are there, too, marked: they can be put back. */
export const AssessmentList = Type.Object({ items: Type.Array(Assessment) });

export const NewAssessment = Type.Object(
  {
    answers: AnswerSet,
    /** Today, unless said. */
    takenOn: Type.Optional(Day),
  },
  closed,
);
export type NewAssessment = Static<typeof NewAssessment>;
