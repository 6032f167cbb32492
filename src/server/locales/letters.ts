import type { en } from './en.ts';

type More = 'zero' | 'two' | 'few' | 'many';
/** The same sentences with the plural forms of another language, of which a test knows which it needs. */
type Said<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Said<T[K]>;
} & {
  [K in keyof T as K extends `${infer Key}_other` ? `${Key}_${'one' | More}` : never]?: string;
};

/** What respondents read: letters and the page that stops reminders. Printed results speak fewer languages. */
export type Letters = Said<Omit<typeof en, 'report'>>;
