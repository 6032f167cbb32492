/** @jsxImportSource preact */
import type { Ref } from 'preact';
import { type Instrument, KeptNote, onward, Said, StepNav, type StepProps } from './parts.tsx';
import { Info } from './pictures.tsx';
import { mayNameSomebody } from './state.ts';

const LONGEST = 2000;
const TELL_FROM = 1800;

export function WordsStep({ state, reply, act, language, words, top, durable }: StepProps) {
  const instrument = reply.instrument as Instrument;
  return (
    <section class="step" aria-labelledby="h">
      <form class="stack wide-gap" onSubmit={onward(act)}>
        <div>
          <h1 class="joint" id="h" ref={top as Ref<HTMLHeadingElement>} tabIndex={-1}>
            {words.wordsTitle}
          </h1>
          <p class="dim under sm">{words.wordsRule(reply.k)}</p>
        </div>
        <p class="note">
          <Info />
          <span>{words.wordsWarn}</span>
        </p>
        {instrument.questions.map((question) => {
          const text = state.comments[question.key] ?? '';
          const id = `q-${question.key}`;
          return (
            <div class="field" key={question.key}>
              <label for={id}>
                <span class="joint">
                  <Said texts={question.text} language={language} />
                </span>{' '}
                <span class="dim optional">{words.optional}</span>
              </label>
              <textarea
                class="inp"
                id={id}
                rows={4}
                maxLength={LONGEST}
                autocomplete="off"
                value={text}
                aria-describedby={`${id}-says`}
                onInput={(event) => act({ type: 'write', question: question.key, text: event.currentTarget.value })}
              />
              <div id={`${id}-says`} role="status" class="sm says">
                {mayNameSomebody(text) && <p>{words.wordsNamed}</p>}
                {text.length > TELL_FROM && <p class="dim">{words.lettersLeft(LONGEST - text.length)}</p>}
              </div>
            </div>
          );
        })}
        <StepNav words={words} act={act} />
        <KeptNote words={words} durable={durable} />
      </form>
    </section>
  );
}
