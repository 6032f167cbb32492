/** @jsxImportSource preact */
import type { Ref } from 'preact';
import { pointText, textIn } from '../../domain/surveys/texts.ts';
import { sentence } from './language.ts';
import { type Instrument, itemAlone, KeptNote, Said, type StepProps } from './parts.tsx';
import { ArrowBack, Info } from './pictures.tsx';
import { sendable, tally } from './state.ts';

export function ReviewStep({ state, plan, reply, act, language, words, top, durable }: StepProps) {
  const instrument = reply.instrument as Instrument;
  const { rated, cantSay, open, written } = tally(state, plan);
  const guesses = Object.keys(state.guesses).length;
  const busy = state.phase === 'sending';
  const able = sendable(state, plan);
  const counts = [
    words.rated(rated),
    ...(cantSay > 0 ? [words.cantSayCount(cantSay)] : []),
    ...(written > 0 ? [words.written(written)] : []),
    ...(guesses > 0 ? [words.guessed(guesses)] : []),
  ];
  const wordsAt = plan.items.length + 1;
  return (
    <section class="step" aria-labelledby="h">
      <div>
        <h1 class="joint" id="h" ref={top as Ref<HTMLHeadingElement>} tabIndex={-1}>
          {words.reviewTitle}
        </h1>
        <p class="under">{sentence(counts, language)}</p>
      </div>
      {open.length > 0 && (
        <div class="note">
          <Info />
          <div>
            <p>
              <b>{sentence([words.openCount(open.length)], language)}</b> {words.openHint}
            </p>
            <ul class="l jump">
              {open.map((key) => (
                <li key={key}>
                  <button
                    class="link"
                    type="button"
                    disabled={busy}
                    onClick={() => act({ type: 'go', step: plan.items.indexOf(key) + 1 })}
                  >
                    <Said texts={itemAlone(instrument, key)} language={language} />
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <div class="stack">
        <button
          class="btn primary wide"
          type="button"
          aria-disabled={busy || !able}
          aria-describedby="once"
          onClick={() => act({ type: 'send' })}
        >
          {busy ? words.sending : words.send}
        </button>
        <p class="sm dim" id="once">
          {able ? words.sendOnce : words.nothingToSend}
        </p>
      </div>
      <section aria-labelledby="h-answers">
        <h2 id="h-answers">{words.answers}</h2>
        <ol class="l answers">
          {plan.items.map((key, index) => {
            const value = state.ratings[key];
            const shown = value === undefined ? words.notAnswered : value === null ? words.cantSay : pointText(value);
            return (
              <li key={key}>
                <button
                  type="button"
                  disabled={busy}
                  onClick={() => act({ type: 'go', step: index + 1 })}
                  aria-label={`${words.change(textIn(itemAlone(instrument, key), language))} (${shown})`}
                >
                  <span class="joint">
                    <Said texts={itemAlone(instrument, key)} language={language} />
                  </span>
                  {typeof value === 'number' ? (
                    <b dir="ltr">{pointText(value)}</b>
                  ) : (
                    <span class="dim sm">{shown}</span>
                  )}
                </button>
              </li>
            );
          })}
          {instrument.questions.map((question) => (
            <li key={question.key}>
              <button type="button" class="text" disabled={busy} onClick={() => act({ type: 'go', step: wordsAt })}>
                <span class="joint">
                  <Said texts={question.text} language={language} />
                </span>
                <span class="dim sm">{state.comments[question.key]?.trim() || words.notAnswered}</span>
              </button>
            </li>
          ))}
        </ol>
      </section>
      <button class="btn wide" type="button" disabled={busy} onClick={() => act({ type: 'back' })}>
        <ArrowBack />
        {words.back}
      </button>
      <KeptNote words={words} durable={durable} />
    </section>
  );
}
