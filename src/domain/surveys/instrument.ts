/**
 * An instrument: the questions of a survey as data. Files under `instruments/` and imports from users have the same
 * form; `parseInstrument` turns either into the one full shape that the rest of the program reads.
 */
import Type, { type Static } from 'typebox';
import { Errors } from 'typebox/value';
import { closed, words } from '../common/contract.ts';

const Key = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$' });
const Words = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' });
/** Language code → text. The first language is the one to fall back to. */
const Texts = Type.Record(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), Words, {
  minProperties: 1,
  ...closed,
});
/** Whether a practice is a matter of business, of the relationship, or lifts both. */
export const Side = words(['business', 'relationship', 'accelerator']);
const Point = Type.Integer({ minimum: -100, maximum: 100 });
const Cut = Type.Number({ minimum: -100, maximum: 100 });

/** The full form. Every text is a map of languages, every default is filled in. */
export const Instrument = Type.Object(
  {
    key: Key,
    /** A changed wording is a new version; rounds keep the version they were opened with. */
    version: Type.String({ minLength: 1, maxLength: 40 }),
    title: Texts,
    /** What it asks, for whoever chooses between instruments. */
    about: Type.Optional(Texts),
    /** What stands before every item, e.g. "How well have we"; null when items are whole sentences. */
    stem: Type.Union([Texts, Type.Null()]),
    scale: Type.Object(
      {
        min: Point,
        max: Point,
        /** Words for scale points, by point: usually the two ends. */
        labels: Type.Record(Type.String({ pattern: '^-?\\d+$' }), Texts, closed),
      },
      closed,
    ),
    /** Must be discussed at or below `discuss`; a strength at or above `strength`. At most two decimals. */
    thresholds: Type.Object({ discuss: Cut, strength: Cut }, closed),
    items: Type.Array(
      Type.Object(
        {
          key: Key,
          text: Texts,
          /** A low answer is the good one: answers are turned round (min + max − answer) as they are counted. */
          reversed: Type.Boolean(),
          /** What stands for the item where there is little room. */
          short: Type.Optional(Texts),
          /** For practices: a matter of business, of the relationship, or of both ("accelerator"). See `pyramid.ts`. */
          side: Type.Optional(Side),
        },
        closed,
      ),
      { minItems: 1, maxItems: 60 },
    ),
    /** Open questions after the items. */
    questions: Type.Array(Type.Object({ key: Key, text: Texts }, closed), { maxItems: 10 }),
    /** Groups of items shown as one figure. */
    themes: Type.Array(
      Type.Object(
        {
          key: Key,
          text: Texts,
          items: Type.Array(Key, { minItems: 1 }),
          /** What is proposed to whom this theme is the lowest. */
          lowest: Type.Optional(Texts),
        },
        closed,
      ),
      { maxItems: 30 },
    ),
    /** Items of the trust sub-scale; empty when the instrument has none. */
    trust: Type.Array(Key),
  },
  closed,
);
export type Instrument = Static<typeof Instrument>;
export type InstrumentItem = Instrument['items'][number];
export type Texts = Static<typeof Texts>;

/* What a file may say: the same with texts in one language as plain strings, and everything optional that has a default. */
const LooseText = Type.Union([Words, Texts]);
const LooseInstrument = Type.Object(
  {
    key: Key,
    version: Type.Union([Type.String({ minLength: 1, maxLength: 40 }), Type.Integer({ minimum: 0 })]),
    title: Type.Optional(LooseText),
    about: Type.Optional(LooseText),
    stem: Type.Optional(Type.Union([LooseText, Type.Null()])),
    scale: Type.Object(
      {
        min: Point,
        max: Point,
        labels: Type.Optional(Type.Record(Type.String({ pattern: '^-?\\d+$' }), LooseText, closed)),
      },
      closed,
    ),
    thresholds: Type.Optional(Type.Object({ discuss: Type.Optional(Cut), strength: Type.Optional(Cut) }, closed)),
    items: Type.Array(
      Type.Object(
        {
          key: Key,
          text: LooseText,
          reversed: Type.Optional(Type.Boolean()),
          short: Type.Optional(LooseText),
          side: Type.Optional(Side),
        },
        closed,
      ),
      { minItems: 1, maxItems: 60 },
    ),
    questions: Type.Optional(Type.Array(Type.Object({ key: Key, text: LooseText }, closed), { maxItems: 10 })),
    themes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            key: Key,
            text: Type.Optional(LooseText),
            items: Type.Array(Key, { minItems: 1 }),
            lowest: Type.Optional(LooseText),
          },
          closed,
        ),
        { maxItems: 30 },
      ),
    ),
    trust: Type.Optional(Type.Array(Key)),
  },
  closed,
);
type LooseInstrument = Static<typeof LooseInstrument>;

export type ParsedInstrument = { ok: true; instrument: Instrument } | { ok: false; problems: string[] };

/**
 * Read an instrument from parsed JSON.
 *
 * Accepts the full form and anything down to `{ key, version, scale: { min, max }, items: [{ key, text }] }`. A text
 * may be a string (taken as `language`) or a map of languages. Missing thresholds: "discuss" is the middle of the
 * scale, "strength" three quarters up (3 and 4 on one to five). Every problem is one sentence that names the place.
 */
export function parseInstrument(json: unknown, language = 'en'): ParsedInstrument {
  const shape = shapeProblems(json);
  if (shape.length > 0) return { ok: false, problems: shape };
  const loose = json as LooseInstrument;
  const instrument = complete(loose, language);
  const problems = senseProblems(instrument);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, instrument };
}

/** Number of answers the scale offers. */
export function pointsOf(scale: { min: number; max: number }): number {
  return scale.max - scale.min + 1;
}

function complete(loose: LooseInstrument, language: string): Instrument {
  const texts = (text: string | Texts): Texts => (typeof text === 'string' ? { [language]: text } : text);
  const also = <K extends string>(name: K, text: string | Texts | undefined) =>
    (text === undefined ? {} : { [name]: texts(text) }) as { [_ in K]?: Texts };
  const { min, max } = loose.scale;
  const labels = Object.entries(loose.scale.labels ?? {}).map(([point, text]) => [point, texts(text)] as const);
  return {
    key: loose.key,
    version: String(loose.version),
    title: texts(loose.title ?? loose.key),
    ...also('about', loose.about),
    stem: loose.stem == null ? null : texts(loose.stem),
    scale: { min, max, labels: Object.fromEntries(labels) },
    thresholds: {
      discuss: loose.thresholds?.discuss ?? (min + max) / 2,
      strength: loose.thresholds?.strength ?? min + 0.75 * (max - min),
    },
    items: loose.items.map((item) => ({
      key: item.key,
      text: texts(item.text),
      reversed: item.reversed ?? false,
      ...also('short', item.short),
      ...(item.side === undefined ? {} : { side: item.side }),
    })),
    questions: (loose.questions ?? []).map((question) => ({ key: question.key, text: texts(question.text) })),
    themes: (loose.themes ?? []).map((theme) => ({
      key: theme.key,
      text: texts(theme.text ?? theme.key),
      items: theme.items,
      ...also('lowest', theme.lowest),
    })),
    trust: loose.trust ?? [],
  };
}

/** Problems of form, one per place: a union complains about each of its branches before it complains itself. */
function shapeProblems(json: unknown): string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return ['An instrument is a JSON object with key, version, scale and items.'];
  }
  const problems = new Map<string, string>();
  for (const error of Errors(LooseInstrument, json)) {
    const place = placeOf(error.instancePath);
    const sentence = sentenceFor(place, error);
    if (sentence && (!problems.has(place) || error.keyword === 'anyOf')) problems.set(place, sentence);
  }
  return [...problems.values()].slice(0, 20);
}

type ShapeError = ReturnType<typeof Errors>[number];

function sentenceFor(place: string, { keyword, message, params }: ShapeError): string | null {
  const detail = params as Record<string, unknown>;
  const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));
  switch (keyword) {
    case 'required':
      return `${place} lacks ${list(detail.requiredProperties)}.`;
    case 'additionalProperties':
      return `${place} has a field that is not known: ${list(detail.additionalProperties)}.`;
    case 'boolean':
      return null; // the echo of additionalProperties: the field itself, refused by a schema of "false"
    case 'type':
      return `${place} must be ${typeWords[list(detail.type)] ?? list(detail.type)}.`;
    case 'minItems':
      return `${place} must have at least one entry.`;
    case 'maxItems':
      return `${place} may have at most ${list(detail.limit)} entries.`;
    case 'minLength':
      return `${place} must not be blank.`;
    case 'anyOf':
      return place === 'version'
        ? 'version must be a text or a whole number.'
        : `${place} must be a text, or a map from language code to text.`;
    case 'pattern':
      return /(key|(items|trust) \d+)$/.test(place)
        ? `${place} must be letters, digits, "-", "_" or ".", at most 60 of them.`
        : `${place} must not be blank.`;
    default:
      return `${place} ${message}.`;
  }
}

const typeWords: Record<string, string> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** "/items/3/text" → "items 4, text", counting as people do. */
function placeOf(path: string): string {
  if (path === '') return 'The instrument';
  const words = path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return words.reduce((text, word) => (/^\d+$/.test(word) ? `${text} ${Number(word) + 1}` : `${text}, ${word}`));
}

/** Problems of sense, on an instrument of the right form. */
function senseProblems(instrument: Instrument): string[] {
  const problems: string[] = [];
  const { min, max, labels } = instrument.scale;
  const points = pointsOf(instrument.scale);
  if (points < 2 || points > 10) return [`The scale must go up and have 2 to 10 points, not from ${min} to ${max}.`];
  for (const point of Object.keys(labels)) {
    if (Number(point) < min || Number(point) > max) problems.push(`The label for ${point} is outside the scale.`);
  }

  const { discuss, strength } = instrument.thresholds;
  for (const [name, value] of Object.entries({ discuss, strength })) {
    // Means are compared with thresholds in whole hundredths, so that no threshold falls between two of them.
    if (Math.abs(value * 100 - Math.round(value * 100)) > 1e-9)
      problems.push(`The threshold ${name} may have two decimals.`);
    if (value < min || value > max) problems.push(`The threshold ${name} must lie on the scale.`);
  }
  if (discuss >= strength) problems.push('The threshold discuss must be below the threshold strength.');

  problems.push(...repeated('item', instrument.items), ...repeated('question', instrument.questions));
  problems.push(...repeated('theme', instrument.themes));
  const known = new Set(instrument.items.map((item) => item.key));
  const groups = [...instrument.themes, { key: 'trust', items: instrument.trust }];
  for (const group of groups) {
    const name = group.key === 'trust' ? 'The trust sub-scale' : `The theme ${group.key}`;
    for (const key of group.items)
      if (!known.has(key)) problems.push(`${name} names the item ${key}, which is not there.`);
    if (new Set(group.items).size < group.items.length) problems.push(`${name} names an item twice.`);
  }
  return problems;
}

/** Keys are compared without case, because columns of a file are matched to them that way. */
function repeated(kind: string, entries: readonly { key: string }[]): string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { key } of entries) {
    const folded = key.toLowerCase();
    if (seen.has(folded)) problems.push(`The ${kind} key ${key} is used twice.`);
    seen.add(folded);
  }
  return problems;
}
