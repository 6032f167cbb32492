/** @jsxImportSource preact */
import type { Ref } from 'preact';
import { momentWithDay } from './language.ts';
import { type Instrument, Line, Said, type StepProps } from './parts.tsx';
import { Parties } from './pictures.tsx';
import { wayOf } from './seal.ts';
import { emptyDraft, minutesLeft, reviewStep, touched } from './state.ts';

/** Before the first item: what is stored, what is not, who sees it and when. */

export function PromiseStep({ state, plan, reply, act, language, words, top }: StepProps) {
  const instrument = reply.instrument as Instrument;
  const begun = touched(state);
  const first = plan.items.findIndex((key) => state.ratings[key] === undefined);
  const resume = first < 0 ? reviewStep(plan) : first + 1;
  const way = wayOf(reply);
  const sealed = way === 'sealed';
  const minutes = minutesLeft(emptyDraft, plan);
  return (
    <section class="step" aria-labelledby="h">
      <Parties parties={reply.parties} />
      <div>
        <h1 class="joint" id="h" ref={top as Ref<HTMLHeadingElement>} tabIndex={-1}>
          {words.headings[instrument.key] ?? <Said texts={instrument.title} language={language} />}
        </h1>
        <p class="dim under">
          {words.size(plan.items.length, Math.max(1, minutes))}{' '}
          {words.openUntil(momentWithDay(reply.closesAt, language))}
        </p>
      </div>
      <dl class="promise">
        <Line term={words.stored} text={sealed ? words.sealedStoredText : words.storedText} />
        <Line term={words.notStored} text={sealed ? words.sealedNotStoredText : words.notStoredText} />
        <Line term={words.whoSees} text={words.whoSeesText(reply.k)} />
        <Line term={words.when} text={words.whenText} />
      </dl>
      <div class="stack">
        <button class="btn primary wide" type="button" onClick={() => act({ type: 'go', step: begun ? resume : 1 })}>
          {!begun ? words.start : first < 0 ? words.goOnReview : words.goOn(first + 1)}
        </button>
        {begun && (
          <button class="btn plain" type="button" onClick={() => act({ type: 'clear' })}>
            {words.startOver}
          </button>
        )}
      </div>
      <div class="sm dim stack">
        {way !== 'confidential' && (
          <p>
            {sealed ? words.sealedLine : words.unsealedLine}{' '}
            <a href={`/r/how?lang=${language}`} target="_blank" rel="noreferrer">
              {words.howLink}
            </a>
          </p>
        )}
        <p>{words.choice}</p>
        <details>
          <summary>{words.limits}</summary>
          <ul class="l limits">
            {(sealed ? words.sealedLimitsList : words.limitsList)(reply.k).map(([head, text]) => (
              <li key={head}>
                <b>{head}</b> {text}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </section>
  );
}
