/**
 * Two languages that nobody speaks, made from the English catalogues as they are loaded. In them a text that is in no
 * catalogue stands out, and what is cut off when a translation is a third longer shows. Only for development and tests:
 * no menu offers them, `localStorage['entente.language']` set to one of these does.
 */
export const LONGER = 'en-XA';
/** The same from right to left. */
export const MIRRORED = 'en-XB';
export const isPseudo = (language: string | null): boolean => language === LONGER || language === MIRRORED;

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const STRANGE = [...'áƀçđéƒğĥíĵķĺɱñóƥɋřšťúṽŵẋýžÁɃÇĐÉƑĞĤÍĴĶĹṀÑÓƤɊŘŠŤÚṼŴẊÝŽ'];
const FILLER = ['öñé', 'ťŵó', 'ťĥřéé', 'ƒóúř', 'ƒíṽé'];
/** What the program fills in or reads: placeholders, elements of a text. */
const KEPT = /\{\{[^}]*\}\}|<\/?\w+\s*\/?>|\$t\([^)]*\)/;

/** "Save" → "⟦Šáṽé öñé⟧": strange letters, about a third longer, in brackets. */
export function pseudo(text: string): string {
  if (!/\p{L}/u.test(text.replaceAll(new RegExp(KEPT, 'g'), ''))) return text;
  const strange = text
    .split(new RegExp(`(${KEPT.source})`))
    .map((part, at) =>
      at % 2 === 1 ? part : part.replaceAll(/[a-zA-Z]/g, (one) => STRANGE[PLAIN.indexOf(one)] ?? one),
    )
    .join('');
  let more = '';
  for (let at = 0; more.length < text.length * 0.35 - 2; at++) more += ` ${FILLER[at % FILLER.length]}`;
  return `⟦${strange}${more}⟧`;
}

/** A whole catalogue. */
export function pseudoTree(tree: unknown): unknown {
  if (typeof tree === 'string') return pseudo(tree);
  return Object.fromEntries(Object.entries(tree as object).map(([key, inner]) => [key, pseudoTree(inner)]));
}
