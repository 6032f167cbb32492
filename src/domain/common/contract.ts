import Type, { type Static, type TSchema } from 'typebox';
import { LANGUAGES } from './languages.ts';

/** Shapes every chapter shares. `additionalProperties: false` everywhere: unknown fields are refused, never dropped. */
export const closed = { additionalProperties: false } as const;

export const Id = Type.String({ format: 'uuid', description: 'UUIDv7 made by the application' });
/** A moment, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time' });
/** A calendar day, YYYY-MM-DD. */
export const Day = Type.String({ format: 'date' });
/** A local wall-clock time without zone, YYYY-MM-DDTHH:mm. */
export const LocalTime = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' });
export const TimeZone = Type.String({ minLength: 1, maxLength: 64, description: 'IANA name, e.g. Europe/Oslo' });
export const Email = Type.String({ format: 'email', maxLength: 254 });
/** Counts up by one with every change; sent back in If-Match. */
export const Version = Type.Integer({ minimum: 1 });

/** Blank, or of no width: a name of nothing else is a gap on every page. */
const UNSEEN =
  '\\s\\u00ad\\u034f\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0';
/** One line of text: no control characters, something to see in it. */
export const Line = (maxLength = 120) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: `^(?=.*[^${UNSEEN}])[^\\u0000-\\u001f\\u007f-\\u009f]*$`,
  });
/** Several lines of text: no control characters but line breaks and tabs. */
export const Prose = (maxLength = 2000) =>
  Type.String({ maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$' });
/** Several lines with something to see in them. */
export const Words = (maxLength: number) =>
  Type.Intersect([Prose(maxLength), Type.String({ pattern: `[^${UNSEEN}]` })]);

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** One of a closed list of words. */
export const words = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });

/** RFC 9457. `type` is stable and meant for programs; `detail` is a sentence that says what to do. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  /** Fields that need mending: path within the request and a sentence. */
  fields: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  /** With 412: the record as it is now. */
  current: Type.Optional(Type.Unknown()),
});
export type Problem = Static<typeof Problem>;

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  closed,
);
export type PageQuery = Static<typeof PageQuery>;

/** One page of a list; `next` is the cursor of the following page, null at the end. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: nullable(Type.String()) });

export const Language = words(LANGUAGES);
export type Language = (typeof LANGUAGES)[number];
