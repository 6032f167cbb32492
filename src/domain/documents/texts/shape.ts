import type { Letter } from '../words.ts';

/**
 * What a kind of document says in one language. An example is meant to be inserted and changed: text as lines ("### "
 * begins a heading, "- " an item of a list), rows with their fields. {a} and {b} become the names of two parties; '@a'
 * and '@b' the parties themselves.
 */
export type FieldText = { label: string; hint?: string };
export type ExampleRow = Record<string, string | Record<string, Letter>>;
export type SectionText = {
  title: string;
  /** What to think about, said to whoever writes. */
  prompt: string;
  example: readonly string[] | readonly ExampleRow[];
  fields?: Record<string, FieldText>;
  choices?: Record<string, string>;
};
export type KindText = {
  title: string;
  /** What it is for, in one or two sentences. */
  what: string;
  sections: Record<string, SectionText>;
};
