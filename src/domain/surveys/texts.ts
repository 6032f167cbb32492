/** A text in several languages: language code → text. The first language is the one to fall back to. */
export type Texts = Readonly<Record<string, string>>;

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
