/** @jsxImportSource preact */
import type { Ref } from 'preact';
import { pointText, textIn } from '../../domain/surveys/texts.ts';
import { arrowsInSight } from '../platform/arrows.ts';
import { type Instrument, KeptNote, onward, Said, StepNav, type StepProps } from './parts.tsx';
import { minutesLeft, tally } from './state.ts';

const optionId = (point: number | null) => `option-${point ?? 'none'}`;

/** One item: a native radio group with nothing chosen beforehand and "I can't say" last. */
export function ItemStep({
  state,
  plan,
  reply,
  act,
  language,
  words,
  top,
  durable,
  index,
}: StepProps & { index: number }) {
  const instrument = reply.instrument as Instrument;
  const item = instrument.items[index] as Instrument['items'][number];
  const { labels } = instrument.scale;
  const points = Array.from({ length: plan.high - plan.low + 1 }, (_, i) => plan.low + i);
  // On a phone these stand in two rows, and the words for the ends need their numbers.
  const many = points.length > 5;
  const value = state.ratings[item.key];
  const done = plan.items.length - tally(state, plan).open.length;
  const option = (point: number | null) => (
    <input
      type="radio"
      id={optionId(point)}
      name={item.key}
      value={point ?? ''}
      checked={value === point}
      onChange={() => act({ type: 'rate', item: item.key, value: point })}
      aria-describedby={point !== null && labels[point] ? `end${point}` : undefined}
    />
  );
  return (
    <section class="step">
      <form class="stack wide-gap" onSubmit={onward(act)}>
        <div class="prog">
          <span>{words.itemOf(index + 1, plan.items.length)}</span>
          <span>{words.minutesLeft(minutesLeft(state, plan))}</span>
          <progress value={done} max={plan.items.length} aria-label={words.progress(done, plan.items.length)} />
        </div>
        <h1 class="vh">
          {textIn(instrument.title, language)}, {words.itemOf(index + 1, plan.items.length)}
        </h1>
        <fieldset class="qset" onKeyDown={arrowsInSight}>
          <legend ref={top as Ref<HTMLLegendElement>} tabIndex={-1}>
            {instrument.stem && (
              <span class="stem">
                <Said texts={instrument.stem} language={language} />{' '}
              </span>
            )}
            <Said texts={item.text} language={language} />
          </legend>
          <div
            class={many ? 'scale many' : 'scale'}
            style={{ '--points': points.length, '--half': Math.ceil(points.length / 2) }}
          >
            {points.map((point) => (
              <label class="opt" key={point} for={optionId(point)}>
                <bdi dir="ltr">{pointText(point)}</bdi>
                {option(point)}
              </label>
            ))}
          </div>
          <p class={many ? 'ends many' : 'ends'} aria-hidden="true">
            {[plan.low, plan.high].map((point) => (
              <span id={`end${point}`} key={point}>
                {labels[point] && (
                  <>
                    <bdi dir="ltr">{pointText(point)} = </bdi>
                    <Said texts={labels[point]} language={language} />
                  </>
                )}
              </span>
            ))}
          </p>
          <label class="opt cant" for={optionId(null)}>
            {option(null)}
            {words.cantSay}
          </label>
        </fieldset>
        <StepNav words={words} act={act} />
        <KeptNote words={words} durable={durable} />
      </form>
    </section>
  );
}
