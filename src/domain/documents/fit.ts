import type { ItemKind, ItemTheme } from './needs.ts';

/**
 * Suggests which strength may meet which need. A suggestion is only a reason to look: it says why it is one, and people
 * decide. No model, no language data: shared themes, and words that begin alike.
 */
export type FitItem = {
  id: string;
  partyId: string;
  kind: ItemKind;
  text: string | null;
  themes: readonly ItemTheme[];
};
export type Suggestion = {
  needId: string;
  strengthId: string;
  themes: ItemTheme[];
  /** The same word as each side wrote it. */
  words: { need: string; strength: string }[];
};

/** Most suggestions for one need. */
export const SUGGESTIONS = 3;
/** A theme that both chose weighs as much as two words. */
const THEME_WEIGHT = 2;
/** Words that begin with the same letters, this many of them, count as the same. */
const STEM = 6;
const SHORTEST = 4;

/**
 * @param shared items that all can see
 * @param decided pairs that people have said something about, as "need strength"
 * @returns the best for each need, those with most in common first; never a need with a strength of its own party
 */
export function suggestFits(shared: readonly FitItem[], decided: ReadonlySet<string>): Suggestion[] {
  const items = shared
    .filter((item) => item.text !== null)
    .map((item) => ({ ...item, stems: stemsOf(item.text as string) }));
  const strengths = items.filter((item) => item.kind === 'strength');
  return items
    .filter((item) => item.kind === 'need')
    .flatMap((need) =>
      strengths
        .filter((one) => one.partyId !== need.partyId && !decided.has(pairOf(need.id, one.id)))
        .map((strength) => {
          const themes = need.themes.filter((theme) => strength.themes.includes(theme));
          const words = [...need.stems].flatMap(([stem, word]) => {
            const other = strength.stems.get(stem);
            return other === undefined ? [] : [{ need: word, strength: other }];
          });
          return { needId: need.id, strengthId: strength.id, themes, words };
        })
        .filter((one) => weightOf(one) > 0)
        .sort((a, b) => weightOf(b) - weightOf(a) || (a.strengthId < b.strengthId ? -1 : 1))
        .slice(0, SUGGESTIONS),
    );
}

export const pairOf = (need: string, strength: string): string => `${need} ${strength}`;
const weightOf = ({ themes, words }: Pick<Suggestion, 'themes' | 'words'>): number =>
  THEME_WEIGHT * themes.length + words.length;

/**
 * The words of a text that say something, by what they are compared by: without accents and case, the first six letters
 * (“terminals” and “terminal”, “Kapazität” and “Kapazitäten”). Scripts that write without spaces are cut by the word
 * segmenter of the platform.
 */
export function stemsOf(text: string): Map<string, string> {
  const stems = new Map<string, string>();
  for (const { segment, isWordLike } of new Intl.Segmenter('und', { granularity: 'word' }).segment(text)) {
    if (!isWordLike) continue;
    const plain = segment.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
    const short = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u.test(plain) ? 2 : SHORTEST;
    if (plain.length < short || EMPTY.has(plain) || /^\d+$/.test(plain)) continue;
    const stem = (plain.length > SHORTEST ? plain.replace(/(?<=....)(?:es|en|s|e|n)$/, '') : plain).slice(0, STEM);
    if (!stems.has(stem)) stems.set(stem, segment);
  }
  return stems;
}

/** Words that are in every second sentence, of the languages people answer in; and what all items are about. */
const EMPTY = new Set(
  `about after against along also always among because been before being between both cannot could does done down each
  ever every from give good great have having help here into just keep know less like long look made make many more most
  much must need needs never next only other others over part partner partners partnership party people really same
  shall should side some someone something soon still strength strengths such take than that their them then there these
  they thing things this those through time together under until very want weak weakness well were what when where which
  while whom will with within without work working would year years your yours ours able better
  aber alle allem allen aller alles also auch auf aus beim bei bis damit dann dass dein denn der deren des die dies diese
  diesem diesen dieser dieses doch dort durch eine einem einen einer eines etwas fur gegen haben hatte hier ihre ihrem
  ihren ihrer immer kann kein keine konnen mehr mein mit muss nach nicht noch nur oder ohne schon sehr sein seine seit
  sich sind soll uber unser unsere unserem unseren unserer unter viel vom von vor waren wegen weil wenn werden wird wir
  wollen wurde zum zur zwischen brauchen brauchten starke starken schwache partnerschaft
  ainsi alors apres aussi autre autres avant avec avoir bien cela cette ceux chaque chez comme dans depuis dont elle elles
  encore entre etre faire faut leur leurs mais meme moins notre nous parce pour plus quand quel quelle sans sera ses sont
  sous tous tout toute toutes tres vers votre vous besoin besoins partenaire partenariat
  ademas algo antes aqui cada como cual cuando debe desde donde ella ellos entre esta estan este esto estos hacer hasta
  mas menos mucho muy nada nosotros nuestra nuestro otra otro otros para pero poco porque puede que sea segun sera sin
  sobre solo somos son tambien tanto tener tiene toda todo todos una unos usted necesidad necesidades socio socios`.split(
    /\s+/,
  ),
);
