/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import { directionOf } from '../../domain/common/languages.ts';
import { type Answer, type Answers, ITEMS, type ItemKey, itemsWith } from '../../domain/programme/assessment.ts';
import { Icon } from './pictures.tsx';
import { afterAnswer, afterSkip } from './place.ts';
import { itemOf } from './questionnaire.ts';
import type { Given, StepProps } from './steps.ts';

const UNREAD_MS = 250;

type Props = StepProps & { index: number; answers: Answers; given: Given | undefined };

/** One question at a time; an answer leads on by itself, and can be taken back on the next one. */
export function Question({ words, language, go, index, answers, given }: Props) {
  const key = ITEMS[index] as ItemKey;
  const answer = (chosen: Answer) => go(afterAnswer({ index, answers }, chosen), { index, answer: chosen });
  const back = () => index > 0 && go({ step: 'question', index: index - 1, answers });
  const on = () => go(afterSkip({ index, answers }));
  // The step before in the browser's history is this place as it was before the answer.
  const undo = () => given && history.back();
  const done = ITEMS.length - itemsWith(answers, null).length;

  /** Single letters act only while the focus is in the question, so that they are in nobody's way elsewhere. */
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const [yes, no] = [() => answer('yes'), () => answer('no')];
    const leftToRight = directionOf(language) === 'ltr';
    const keys: Record<string, (() => unknown) | undefined> = {
      y: yes,
      1: yes,
      [words.yesKey.toLowerCase()]: yes,
      n: no,
      2: no,
      0: no,
      [words.noKey.toLowerCase()]: no,
      u: undo,
      arrowleft: leftToRight ? back : on,
      backspace: back,
      arrowright: leftToRight ? on : back,
    };
    const action = keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  };
  // The second half of a double tap falls on the next question, and nobody has read that yet.
  const shown = useRef({ index, at: 0 });
  if (shown.current.index !== index) shown.current = { index, at: performance.now() };
  const tapped = (chosen: Answer) => () => performance.now() - shown.current.at > UNREAD_MS && answer(chosen);

  return (
    <section class="question" onKeyDown={press} aria-labelledby="step">
      <div class="prog">
        <p aria-hidden="true">{words.questionOf(index + 1, ITEMS.length)}</p>
        <progress value={done} max={ITEMS.length} aria-label={words.progress(done, ITEMS.length)} />
      </div>
      <h1 id="step" class="joint" tabIndex={-1}>
        <span class="vh">{words.questionOf(index + 1, ITEMS.length)}. </span>
        {itemOf(key).question[language]}
      </h1>
      <div class="yesno">
        {(['yes', 'no'] as const).map((one) => (
          <button key={one} class="choice" type="button" aria-pressed={answers[key] === one} onClick={tapped(one)}>
            {words[one]}
            <span class="key" aria-hidden="true">
              {one === 'yes' ? words.yesKey : words.noKey}
            </span>
          </button>
        ))}
      </div>
      <div class="steps">
        {index > 0 ? (
          <button class="btn plain" type="button" onClick={back}>
            <Icon name="back" />
            {words.back}
          </button>
        ) : (
          <span />
        )}
        <button class="btn plain" type="button" onClick={on}>
          {answers[key] === null ? words.skipQuestion : words.next}
        </button>
      </div>
      <p class="given sm dim">
        {given && (
          <>
            {words.given(given.index + 1, given.answer === 'yes' ? words.yes : words.no)}{' '}
            <button class="link" type="button" onClick={undo}>
              <Icon name="undo" />
              {words.undo}
            </button>
          </>
        )}
      </p>
      <p class="keys xs quiet">{words.keys}</p>
    </section>
  );
}
