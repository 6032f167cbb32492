/** @jsxImportSource preact */
import type { Ref } from 'preact';
import { directionOf } from '../../domain/common/languages.ts';
import type { BallotReply } from '../../domain/surveys/contract.ts';
import { itemWords } from '../../domain/surveys/reading.ts';
import { languageOf, type Texts, textIn } from '../../domain/surveys/texts.ts';
import type { Words } from './en.ts';
import type { PageLanguage } from './language.ts';
import { ArrowBack, Phone } from './pictures.tsx';
import type { Action, Plan, State } from './state.ts';

export interface StepProps {
  state: State;
  plan: Plan;
  reply: BallotReply;
  act: (action: Action) => void;
  language: PageLanguage;
  words: Words;
  top: Ref<HTMLElement>;
  durable: boolean;
}

export type Instrument = NonNullable<BallotReply['instrument']>;

/** Enter in a step goes on to the next one. */
export const onward = (act: StepProps['act']) => (event: Event) => {
  event.preventDefault();
  act({ type: 'next' });
};

/** A text of the questionnaire, with its own language where it falls back to another one. */
export function Said({ texts, language }: { texts: Texts; language: PageLanguage }) {
  const found = languageOf(texts, language);
  if (found === language) return <span>{textIn(texts, language)}</span>;
  return (
    <span lang={found} dir={directionOf(found)}>
      {textIn(texts, language)}
    </span>
  );
}

export const Line = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
);

export const StepNav = ({ words, act }: Pick<StepProps, 'words' | 'act'>) => (
  <div class="nav">
    <button class="btn wide" type="button" onClick={() => act({ type: 'back' })}>
      <ArrowBack />
      {words.back}
    </button>
    <button class="btn primary wide" type="submit">
      {words.next}
    </button>
  </div>
);

export const KeptNote = ({ words, durable }: Pick<StepProps, 'words' | 'durable'>) => (
  <p class="saved">
    <Phone />
    {durable ? words.kept : words.keptHere}
  </p>
);

/** An item by itself, without the words that stand before every item. */
export const itemAlone = (instrument: Instrument, key: string): Texts =>
  Object.fromEntries(Object.keys(instrument.title).map((each) => [each, itemWords(instrument, key, each)]));
