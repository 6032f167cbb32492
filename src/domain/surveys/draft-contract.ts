/** Instruments that a partnership writes itself: the shapes of the API. */
import Type, { type Static } from 'typebox';
import { closed, Id, Instant, nullable, Version, words } from '../common/contract.ts';
import { Instrument, Side } from './instrument.ts';

const Key = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$' });
const LanguageCode = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 });
/** A text while it is being written: any language may still be missing or blank. No control characters. */
const Written = Type.Record(
  LanguageCode,
  Type.String({ maxLength: 1000, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' }),
  { maxProperties: 20 },
);
const Point = Type.Integer({ minimum: -100, maximum: 100 });

/** An instrument while it is being written: the same parts, none of them complete. See `draft.ts` for what is missing. */
export const InstrumentDraft = Type.Object(
  {
    /** The first is the one that others fall back to. */
    languages: Type.Array(LanguageCode, { minItems: 1, maxItems: 20, uniqueItems: true }),
    title: Written,
    about: Written,
    stem: Written,
    scale: Type.Object(
      { min: Point, max: Point, labels: Type.Record(Type.String({ pattern: '^-?\\d{1,3}$' }), Written) },
      closed,
    ),
    /** Null: the usual place on the scale. */
    thresholds: Type.Object(
      {
        discuss: nullable(Type.Number({ minimum: -100, maximum: 100 })),
        strength: nullable(Type.Number({ minimum: -100, maximum: 100 })),
      },
      closed,
    ),
    items: Type.Array(
      Type.Object(
        { key: Key, text: Written, reversed: Type.Boolean(), short: Written, side: Type.Optional(Side) },
        closed,
      ),
      { maxItems: 60 },
    ),
    questions: Type.Array(Type.Object({ key: Key, text: Written }, closed), { maxItems: 10 }),
    themes: Type.Array(
      Type.Object({ key: Key, text: Written, items: Type.Array(Key, { maxItems: 60 }), lowest: Written }, closed),
      { maxItems: 30 },
    ),
    trust: Type.Array(Key, { maxItems: 60 }),
  },
  closed,
);
export type InstrumentDraft = Static<typeof InstrumentDraft>;

export const OWN_STATES = ['draft', 'usable', 'retired'] as const;

const cardFields = {
  id: Id,
  key: Type.String(),
  title: Type.String(),
  about: nullable(Type.String()),
  /** draft: no version of it can be used yet; usable: rounds open with its newest version; retired: no new rounds. */
  state: words(OWN_STATES),
  /** Number of the newest version; null: none yet. */
  newest: nullable(Type.Integer()),
  /** The text has changed since the newest version. */
  changed: Type.Boolean(),
  items: Type.Integer(),
  questions: Type.Integer(),
  points: Type.Integer(),
  languages: Type.Array(Type.String()),
  /** Rounds that were opened with any version of it. */
  rounds: Type.Integer(),
  changedAt: Instant,
  version: Version,
};
export const OwnInstrumentCard = Type.Object(cardFields);
export type OwnInstrumentCard = Static<typeof OwnInstrumentCard>;
export const OwnInstrumentList = Type.Object({
  items: Type.Array(OwnInstrumentCard),
  can: Type.Object({ write: Type.Boolean() }),
});

export const OwnInstrument = Type.Object({
  ...cardFields,
  draft: InstrumentDraft,
  /** The newest version, as a round would take it; null: none yet. */
  usable: nullable(Instrument),
  versions: Type.Array(Type.Object({ number: Type.Integer(), madeAt: Instant, by: Type.String() })),
  can: Type.Object({
    change: Type.Boolean(),
    /** Only while no round was opened with it; afterwards it can be retired. */
    delete: Type.Boolean(),
  }),
});
export type OwnInstrument = Static<typeof OwnInstrument>;

/** Begin one: empty, as a copy, or from a file in the form that `entente analyse --instrument` reads. */
export const NewOwnInstrument = Type.Union([
  Type.Object({ language: LanguageCode, title: Type.String({ maxLength: 200 }) }, closed),
  Type.Object({ copyOf: Type.String({ minLength: 1, maxLength: 60 }) }, closed),
  Type.Object({ file: Type.Record(Type.String(), Type.Unknown()) }, closed),
]);
export type NewOwnInstrument = Static<typeof NewOwnInstrument>;

/** Change the text, make the text as it then stands usable as a new version, retire it or take it back into use. */
export const OwnInstrumentChange = Type.Object(
  {
    draft: Type.Optional(InstrumentDraft),
    usable: Type.Optional(Type.Literal(true)),
    retired: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type OwnInstrumentChange = Static<typeof OwnInstrumentChange>;
