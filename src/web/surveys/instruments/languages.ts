/** Languages a questionnaire can be written in: offered first, those of the page that respondents see around it. */
export const OFFERED = [
  ...['en', 'de', 'fr', 'es', 'ja', 'ar', 'it', 'pt', 'nl', 'sv', 'nb', 'da', 'fi', 'is', 'pl', 'cs', 'sk', 'hu', 'ro'],
  ...['bg', 'el', 'tr', 'uk', 'ru', 'he', 'fa', 'hi', 'zh', 'ko', 'vi', 'th', 'id', 'et', 'lv', 'lt', 'sl', 'hr', 'sr'],
] as const;

/** "German" for "de", in the reader's language; the code itself where nobody knows it. */
export function languageName(code: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
