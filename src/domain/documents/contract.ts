import Type, { type Static } from 'typebox';
import {
  closed,
  Id,
  Instant,
  Language,
  Line,
  nullable,
  Page,
  Prose,
  TimeZone,
  Version,
  words,
} from '../common/contract.ts';
import type { Canonical } from './canonical.ts';
import type { Content } from './content.ts';
import type { ForeignPart } from './foreign.ts';
import { DOCUMENT_KINDS, PROOFS, SIGNATORY_ROLES, VERSION_STATES } from './words.ts';

const open = <T>(schema: object) => Type.Unsafe<T>(schema);
/** Rich text and rows by section: src/domain/documents/content.ts. */
export const ContentShape = open<Content>({ type: 'object', additionalProperties: true });
const Headings = open<Canonical['headings']>({ type: 'object', additionalProperties: true });
/** SHA-256 of the canonical text, in hexadecimal. */
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const NamedParty = Type.Object({ id: Id, name: Type.String(), organisation: Type.String() });
export const NamedPerson = Type.Object({ id: Id, name: Type.String(), party: Id });
const Someone = Type.Object({ participantId: Id, name: Type.String(), partyId: Id });

/** A file as a text names it. */
export const NamedFile = Type.Object({
  id: Id,
  name: Type.String(),
  /** Media type, found in its bytes. */
  type: Type.String(),
  size: Type.Integer(),
  sha256: Sha256,
});
export const DocumentFile = Type.Object({
  ...NamedFile.properties,
  by: Someone,
  at: Instant,
  /** What names it: a text that was proposed (it stays for good), the draft, or nothing. */
  named: nullable(words(['version', 'draft'])),
});
export type DocumentFile = Static<typeof DocumentFile>;
export const NewFile = Type.Object({ name: Type.String({ minLength: 1, maxLength: 255 }) }, closed);

export const Ratification = Type.Object({
  partyId: Id,
  /** Names and role as they were at that moment. */
  partyName: Type.String(),
  name: Type.String(),
  role: words(SIGNATORY_ROLES),
  proof: words(PROOFS),
  at: Instant,
});
export type Ratification = Static<typeof Ratification>;

const headFields = {
  number: Type.Integer(),
  title: Type.String(),
  /** What changed and why, by whoever proposed it. */
  note: nullable(Type.String()),
  /** The version that was in force when this was written. */
  base: nullable(Type.Integer()),
  state: words(VERSION_STATES),
  hash: Sha256,
  /** The parties it is between. */
  partyIds: Type.Array(Id),
  proposedBy: Someone,
  proposedAt: Instant,
  expiresAt: Instant,
  timeZone: Type.String(),
  inForceAt: nullable(Instant),
  settledAt: nullable(Instant),
  settledBy: nullable(Someone),
  /** Why it was declined. */
  reason: nullable(Type.String()),
  ratifications: Type.Array(Ratification),
  /** Parties whose yes is missing: while proposed, those asked; in force, those that came in later and are not bound. */
  waitingFor: Type.Array(Id),
};
export const VersionHead = Type.Object(headFields);
export type VersionHead = Static<typeof VersionHead>;

export const DocumentVersion = Type.Object({
  ...headFields,
  kind: words(DOCUMENT_KINDS),
  kindVersion: Type.Integer(),
  language: Type.String(),
  headings: Headings,
  content: ContentShape,
  parties: Type.Array(NamedParty),
  people: Type.Array(NamedPerson),
  files: Type.Array(NamedFile),
  /** Where it stands in the chain; null: never in force. */
  chain: nullable(Type.Object({ position: Type.Integer(), hash: Sha256 })),
});
export type DocumentVersion = Static<typeof DocumentVersion>;

const cardFields = {
  id: Id,
  kind: words(DOCUMENT_KINDS),
  kindVersion: Type.Integer(),
  title: Type.String(),
  language: Type.String(),
  /** Whoever started it. Until it is shared, this party alone knows that it exists. */
  startedBy: Someone,
  createdAt: Instant,
  sharedAt: nullable(Instant),
  version: Version,
  /** When a draft was last written in; null: there is none. While a version is proposed its draft rests. */
  draftWrittenAt: nullable(Instant),
  inForce: nullable(VersionHead),
  proposed: nullable(VersionHead),
};
export const DocumentCard = Type.Object({
  ...cardFields,
  /** My yes is asked for: to the version proposed, or to the one in force that my party has not joined yet. */
  asksMe: Type.Boolean(),
});
export type DocumentCard = Static<typeof DocumentCard>;
export const DocumentPage = Page(DocumentCard);

export const Finding = Type.Object({
  section: nullable(Type.String()),
  row: nullable(Type.String()),
  stops: Type.Boolean(),
  message: Type.String(),
});

export const Draft = Type.Object({
  /** The version in force that it amends. */
  base: nullable(Type.Integer()),
  startedAt: Instant,
  writtenAt: Instant,
  /** Of the canonical text as it would be proposed now. */
  hash: Sha256,
  headings: Headings,
  content: ContentShape,
  parties: Type.Array(NamedParty),
  people: Type.Array(NamedPerson),
  /** Those that stand in the text. */
  files: Type.Array(NamedFile),
  findings: Type.Array(Finding),
});
export type Draft = Static<typeof Draft>;

/** Who signs for a party, and who that is today. */
export const Signatory = Type.Object({
  partyId: Id,
  role: words(SIGNATORY_ROLES),
  people: Type.Array(Type.Object({ participantId: Id, name: Type.String(), hasAccount: Type.Boolean() })),
});
export type Signatory = Static<typeof Signatory>;

export const Document = Type.Object({
  ...cardFields,
  draft: nullable(Draft),
  /** Every text that was ever proposed, newest first. */
  versions: Type.Array(VersionHead),
  signatories: Type.Array(Signatory),
  /** Every file that was added, the latest first. */
  files: Type.Array(DocumentFile),
  can: Type.Object({
    share: Type.Boolean(),
    rename: Type.Boolean(),
    remove: Type.Boolean(),
    write: Type.Boolean(),
    amend: Type.Boolean(),
    dropDraft: Type.Boolean(),
    propose: Type.Boolean(),
    ratify: Type.Boolean(),
    decline: Type.Boolean(),
    withdraw: Type.Boolean(),
    chooseSignatory: Type.Boolean(),
  }),
});
export type Document = Static<typeof Document>;

export const NewDocument = Type.Object(
  {
    kind: words(DOCUMENT_KINDS),
    title: Type.Optional(Line(120)),
    language: Type.Optional(Language),
    /** Begin with the examples of this kind, to be changed. */
    examples: Type.Optional(Type.Boolean()),
    /** Begin with what was read from elsewhere; what does not fit the kind is left out. */
    content: Type.Optional(ContentShape),
    /** Ours from the beginning; otherwise my party's alone until it is shared. */
    share: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type NewDocument = Static<typeof NewDocument>;

/** A Word file (.docx) in base64. */
export const ForeignFile = Type.Object(
  { file: Type.String({ minLength: 1, maxLength: 7_500_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }) },
  closed,
);
/** What stands in it, by its headings. */
export const ForeignText = Type.Object({
  title: nullable(Type.String()),
  parts: Type.Array(open<ForeignPart>({ type: 'object', additionalProperties: true })),
});
export type ForeignText = Static<typeof ForeignText>;

export const DocumentChange = Type.Object({ title: Line(120) }, closed);

export const NewProposal = Type.Object(
  {
    /** Of the draft as it was read: what changed meanwhile is not proposed unseen. */
    hash: Sha256,
    note: Type.Optional(nullable(Prose(1000))),
    /** The last day on which it can be ratified, to its end in this time zone. */
    expiresOn: Type.String({ format: 'date' }),
    timeZone: TimeZone,
  },
  closed,
);
export type NewProposal = Static<typeof NewProposal>;

/** Without a password: the passkey that was used a moment ago. */
export const Ratifying = Type.Object(
  { hash: Sha256, password: Type.Optional(Type.String({ maxLength: 128 })) },
  closed,
);
export const DecliningProposal = Type.Object({ reason: Prose(1000) }, closed);
export const SignatoryChoice = Type.Object({ role: words(SIGNATORY_ROLES) }, closed);

/** With what an installation signs what is in force: 32 bytes, base64url. */
export const SigningKey = Type.Object({
  algorithm: Type.Literal('Ed25519'),
  publicKey: Type.String(),
  installation: Type.String(),
});
