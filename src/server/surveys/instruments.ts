import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instrument, parseInstrument, pointsOf } from '../../domain/surveys/instrument.ts';
import { textIn } from '../../domain/surveys/texts.ts';

const DIRECTORY = join(import.meta.dirname, '../../../instruments');

/** In the order in which they are offered; others follow by their key. */
const ORDER = ['relational', 'characteristics', 'practices', 'attributes'];
const rank = (key: string): number => (ORDER.indexOf(key) + ORDER.length + 1) % (ORDER.length + 1);

/**
 * The rated questionnaires that come with Entente, by key. Read once; a mistake in one stops the start. Those of another
 * kind (the 60-second assessment is yes or no) say so, and no round can be opened with them.
 */
export const instruments: ReadonlyMap<string, Instrument> = new Map(
  readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(join(DIRECTORY, name), 'utf8'))] as const)
    .filter(([, json]) => json.kind === undefined)
    .map(([name, json]) => {
      const parsed = parseInstrument(json);
      if (!parsed.ok) throw new Error(`instruments/${name}: ${parsed.problems.join(' ')}`);
      return [parsed.instrument.key, parsed.instrument] as const;
    })
    .sort(([one], [other]) => rank(one) - rank(other)),
);

export function cardOf(instrument: Instrument) {
  return {
    key: instrument.key,
    version: instrument.version,
    title: textIn(instrument.title, 'en'),
    about: instrument.about ? textIn(instrument.about, 'en') : null,
    items: instrument.items.length,
    questions: instrument.questions.length,
    points: pointsOf(instrument.scale),
    languages: languagesOf(instrument),
  };
}

export function languagesOf(instrument: Instrument): string[] {
  return Object.keys(instrument.items[0]?.text ?? { en: '' });
}
