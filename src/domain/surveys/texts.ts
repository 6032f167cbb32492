/** A text in several languages: language code → text. The first language is the one to fall back to. */
export type Texts = Readonly<Record<string, string>>;

/** A point of a scale as it is printed, with a true minus sign. Wrap in `<bdi dir="ltr">`. */
export const pointText = (point: number): string => (point < 0 ? `−${-point}` : `${point}`);

/** The text in the language asked for, else in its base language ("de" for "de-AT"), else in the first one there is. */
export function textIn(texts: Texts, language: string): string {
  return texts[language] ?? texts[language.split('-')[0] ?? ''] ?? Object.values(texts)[0] ?? '';
}

/** The language `textIn` will find, for the `lang` attribute: a text may fall back to another language. */
export function languageOf(texts: Texts, language: string): string {
  const base = language.split('-')[0] ?? '';
  if (language in texts) return language;
  return base in texts ? base : (Object.keys(texts)[0] ?? language);
}
