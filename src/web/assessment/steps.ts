import type { Language } from '../../domain/common/languages.ts';
import type { Answer } from '../../domain/programme/assessment.ts';
import type { Words } from './en.ts';
import type { Place } from './place.ts';

/** The answer that led to a place, so that it can be taken back. Kept with the entry of the browser's history. */
export type Given = { index: number; answer: Answer };

export interface StepProps {
  words: Words;
  language: Language;
  go: (place: Place, given?: Given) => void;
}

/** Said by the server from the presence of a cookie; the page itself cannot see it. */
export const signedIn = 'session' in document.documentElement.dataset;
