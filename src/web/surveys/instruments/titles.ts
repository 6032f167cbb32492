import type { InstrumentDraft } from '../../../domain/surveys/draft.ts';

/** The title in its first language; '' while there is none. */
export const titleOf = ({ title, languages }: InstrumentDraft): string =>
  (title[languages[0] ?? 'en'] ?? Object.values(title)[0] ?? '').trim();
