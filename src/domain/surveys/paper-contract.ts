import Type, { type Static } from 'typebox';
import { closed, Id, Instant, nullable, Page, Prose } from '../common/contract.ts';
import { Role } from '../partnerships/contract.ts';
import { Instrument } from './instrument.ts';

/** One person of my own party and how they will answer in rounds to come. */
export const PaperPerson = Type.Object({ participantId: Id, name: Type.String(), role: Role, paper: Type.Boolean() });
export type PaperPerson = Static<typeof PaperPerson>;
export const PaperPeople = Page(PaperPerson);
export const PaperChoice = Type.Object({ participantId: Id, paper: Type.Boolean() }, closed);

/** Answers on paper of my own party, in one round. */
export const PaperCount = Type.Object({ people: Type.Integer(), entered: Type.Integer() });
export type PaperCount = Static<typeof PaperCount>;

/** What stands on the printed form, and what the entry screen asks for. */
export const PaperForm = Type.Object({
  partnership: Type.String(),
  number: Type.Integer(),
  closesAt: Instant,
  timeZone: Type.String(),
  k: Type.Integer(),
  instrument: Instrument,
  paper: PaperCount,
});
export type PaperForm = Static<typeof PaperForm>;

/** Most sheets sent at once. */
export const SHEETS_MOST = 100;
export const Sheet = Type.Object(
  {
    /** In the order of the instrument; null: can't say. */
    ratings: Type.Array(nullable(Type.Integer()), { minItems: 1, maxItems: 60 }),
    /** In the order of the open questions; '' : none. */
    comments: Type.Array(Prose(2000), { maxItems: 10 }),
  },
  closed,
);
export type Sheet = Static<typeof Sheet>;
/** A stack of sheets, stored whole or not at all. The same stack sent again is counted once. */
export const SheetStack = Type.Object(
  {
    /** Made by the page for this stack: 22 to 64 letters, digits, - and _. */
    stack: Type.String({ pattern: '^[A-Za-z0-9_-]{22,64}$' }),
    sheets: Type.Array(Sheet, { minItems: 1, maxItems: SHEETS_MOST }),
  },
  closed,
);
export type SheetStack = Static<typeof SheetStack>;
