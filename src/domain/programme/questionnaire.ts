import Type, { type Static } from 'typebox';
import { closed } from '../common/contract.ts';
import { LANGUAGES } from '../common/languages.ts';
import { ITEMS } from './assessment.ts';

/** A text in every language of the product: here nothing falls back. */
const Texts = Type.Object(
  Object.fromEntries(LANGUAGES.map((language) => [language, Type.String({ minLength: 1, pattern: '\\S' })])) as Record<
    (typeof LANGUAGES)[number],
    ReturnType<typeof Type.String>
  >,
  closed,
);

/** Parts of the work in a partnership, by the names they have in the application. */
export const PARTS = ['listen', 'agree', 'deliver', 'measure', 'meet', 'grow'] as const;

/**
 * The form of instruments/sixty-seconds.json. No rated survey: it has no scale and no release rule, and no round can
 * be opened with it. `mend` is what to do about a "no", `how` how to begin; `part` is where that work has its place.
 */
export const Questionnaire = Type.Object(
  {
    key: Type.Literal('sixty-seconds'),
    version: Type.String({ pattern: '^[1-9]$' }),
    kind: Type.Literal('yes-no'),
    title: Texts,
    items: Type.Array(
      Type.Object(
        {
          key: Type.Unsafe<(typeof ITEMS)[number]>({ type: 'string', enum: [...ITEMS] }),
          part: Type.Unsafe<(typeof PARTS)[number]>({ type: 'string', enum: [...PARTS] }),
          question: Texts,
          why: Texts,
          mend: Texts,
          how: Texts,
        },
        closed,
      ),
      { minItems: ITEMS.length, maxItems: ITEMS.length },
    ),
  },
  closed,
);
export type Questionnaire = Static<typeof Questionnaire>;
