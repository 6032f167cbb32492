import Type, { type Static } from 'typebox';
import { Id, Instant, nullable, words } from '../common/contract.ts';
import { Role } from '../partnerships/contract.ts';
import type { BriefingPart } from './briefing.ts';
import type { Canonical } from './canonical.ts';
import { NamedParty, NamedPerson, Sha256 } from './contract.ts';
import type { Piece } from './difference.ts';
import { CHAPTERS, DOCUMENT_KINDS } from './words.ts';

const open = <T>(schema: object) => Type.Unsafe<T>(schema);

/** A document in force that the briefing takes parts from, with the names and headings of its text. */
export const BriefingDocument = Type.Object({
  id: Id,
  kind: words(DOCUMENT_KINDS),
  title: Type.String(),
  number: Type.Integer(),
  inForceAt: Instant,
  language: Type.String(),
  headings: open<Canonical['headings']>({ type: 'object', additionalProperties: true }),
  parties: Type.Array(NamedParty),
  people: Type.Array(NamedPerson),
});
export type BriefingDocument = Static<typeof BriefingDocument>;

export const BriefingEntry = Type.Object({
  documentId: Id,
  section: Type.String(),
  /** Of a single expectation. */
  row: nullable(Type.String()),
  /** SHA-256 of the words of this part. */
  hash: Sha256,
  content: open<BriefingPart['content']>({}),
  /** When I acknowledged these words; null: not yet. */
  acknowledgedAt: nullable(Instant),
  /** What changed since the version that I have read; null: nothing of it was read, or nothing changed. */
  change: nullable(
    Type.Object({
      number: Type.Integer(),
      pieces: Type.Array(open<Piece>({ type: 'object', additionalProperties: true })),
    }),
  ),
});
export type BriefingEntry = Static<typeof BriefingEntry>;

export const Briefing = Type.Object({
  documents: Type.Array(BriefingDocument),
  chapters: Type.Array(
    Type.Object({
      key: words(CHAPTERS),
      parts: Type.Array(BriefingEntry),
      /** Kinds this chapter takes from of which none is in force. */
      missing: Type.Array(words(DOCUMENT_KINDS)),
    }),
  ),
  /** Who is who today: whoever speaks, decides or leads by name, everybody else as a number. */
  who: Type.Array(
    Type.Object({
      partyId: Id,
      people: Type.Array(
        Type.Object({
          id: Id,
          name: Type.String(),
          role: Role,
          function: nullable(Type.String()),
          decides: Type.Boolean(),
          me: Type.Boolean(),
        }),
      ),
      others: Type.Integer(),
    }),
  ),
  /** Whole minutes to read it. */
  minutes: Type.Integer(),
  /** Distinct parts, and those of them that I have not acknowledged. */
  of: Type.Integer(),
  open: Type.Integer(),
});
export type Briefing = Static<typeof Briefing>;

/** After acknowledging or taking back. */
export const Acknowledged = Type.Object({ at: nullable(Instant), open: Type.Integer() });
export type Acknowledged = Static<typeof Acknowledged>;

/** How many people are briefed. */
export const BriefingShare = Type.Object({
  of: Type.Integer(),
  minutes: Type.Integer(),
  people: Type.Integer(),
  accounts: Type.Integer(),
  briefed: Type.Integer(),
  /** The mark to reach, in per cent of the people who are here. */
  mark: Type.Integer(),
  parties: Type.Array(
    Type.Object({ partyId: Id, people: Type.Integer(), accounts: Type.Integer(), briefed: Type.Integer() }),
  ),
  /** Practice 4 by evidence: expectations written down, and known. */
  evidence: Type.Object({
    met: Type.Boolean(),
    reason: words(['not-in-force', 'nobody', 'too-few', 'enough']),
    people: Type.Integer(),
    acknowledged: Type.Integer(),
    missing: Type.Integer(),
  }),
  expectations: Type.Array(Type.Object({ documentId: Id, hash: Sha256, people: Type.Integer() })),
  /** Parts I have not acknowledged. */
  mine: Type.Integer(),
});
export type BriefingShare = Static<typeof BriefingShare>;

/** People of my own party, for those who speak for it: who is not briefed first. */
export const BriefingNames = Type.Object({
  items: Type.Array(
    Type.Object({ participantId: Id, name: Type.String(), account: Type.Boolean(), briefed: Type.Boolean() }),
  ),
});
export type BriefingNames = Static<typeof BriefingNames>;

/* ── Check-in ── */

export const CheckIn = Type.Object({
  /** Of the document. */
  number: Type.Integer(),
  instrumentId: Id,
  /** What a round is opened with. */
  instrument: Type.String(),
  rounds: Type.Array(
    Type.Object({ id: Id, number: Type.Integer(), state: words(['open', 'closed']), closesAt: Instant }),
  ),
});
export type CheckIn = Static<typeof CheckIn>;
export const CheckInList = Type.Object({ items: Type.Array(CheckIn), can: Type.Object({ make: Type.Boolean() }) });
export type CheckInList = Static<typeof CheckInList>;
