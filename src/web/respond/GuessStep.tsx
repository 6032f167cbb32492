/** @jsxImportSource preact */
import type { Ref } from 'preact';
import { pointText } from '../../domain/surveys/texts.ts';
import { arrowsInSight } from '../platform/arrows.ts';
import { formatList } from '../platform/format.ts';
import { type Instrument, KeptNote, onward, Said, StepNav, type StepProps } from './parts.tsx';

/** The second pass, on one page of its own: how the others answered, as this person thinks. It may be left out. */
export function GuessStep({ state, plan, reply, act, language, words, top, durable }: StepProps) {
  const instrument = reply.instrument as Instrument;
  const { labels } = instrument.scale;
  const points = Array.from({ length: plan.high - plan.low + 1 }, (_, i) => plan.low + i);
  const others = formatList(reply.guessAbout ?? [], language);
  const guessed = plan.items.filter((key) => state.guesses[key] !== undefined).length;
  return (
    <section class="step" aria-labelledby="h">
      <form class="stack wide-gap" onSubmit={onward(act)}>
        <div>
          <h1 class="joint" id="h" ref={top as Ref<HTMLHeadingElement>} tabIndex={-1}>
            {words.guessTitle(others)}
          </h1>
          <p class="dim under sm">{words.guessText(others, reply.k)}</p>
        </div>
        {guessed === 0 && (
          <button class="btn wide" type="submit">
            {words.guessSkip}
          </button>
        )}
        <p class="sm">
          {[plan.low, plan.high].map((point) => (
            <span class="end" key={point}>
              {labels[point] && (
                <>
                  <bdi dir="ltr">{pointText(point)} = </bdi>
                  <Said texts={labels[point]} language={language} />
                </>
              )}
            </span>
          ))}
        </p>
        {instrument.items.map((item) => (
          <fieldset class="guess" key={item.key} onKeyDown={arrowsInSight}>
            <legend class="joint">
              <Said texts={item.text} language={language} />
            </legend>
            <div class="scale" style={{ '--points': points.length > 5 ? Math.ceil(points.length / 2) : points.length }}>
              {points.map((point) => (
                <label class="opt" key={point}>
                  <bdi dir="ltr">{pointText(point)}</bdi>
                  <input
                    type="radio"
                    name={`guess-${item.key}`}
                    value={point}
                    checked={state.guesses[item.key] === point}
                    onChange={() => act({ type: 'guess', item: item.key, value: point })}
                  />
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        {guessed > 0 && (
          <button class="btn plain" type="button" onClick={() => act({ type: 'no-guesses' })}>
            {words.guessClear}
          </button>
        )}
        <StepNav words={words} act={act} />
        <KeptNote words={words} durable={durable} />
      </form>
    </section>
  );
}
