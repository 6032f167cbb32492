import { type CSSProperties, useId } from 'react';
import { directionOf } from '../../domain/common/languages.ts';
import type { GivenAnswer } from '../../domain/dialogue/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { languageOf, type Texts, textIn } from '../../domain/surveys/texts.ts';
import { arrowsInSight } from '../platform/arrows.ts';
import type { Own } from './useOwn.ts';

/** A text of the questionnaire, with its own language where it falls back to another one. */
export function Said({ texts, language }: { texts: Texts; language: string }) {
  const found = languageOf(texts, language);
  if (found === language) return <span>{textIn(texts, language)}</span>;
  return (
    <span lang={found} dir={directionOf(found)}>
      {textIn(texts, language)}
    </span>
  );
}

export const pointsOf = ({ scale }: Instrument): number[] =>
  Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at);

export const ratedIn = ({ ratings }: GivenAnswer): number => Object.values(ratings).length;
export const saysNothing = ({ ratings, comments }: GivenAnswer): boolean =>
  Object.values(ratings).every((rating) => rating === null) && Object.values(comments).every((text) => !text.trim());

type Props = {
  own: Own;
  instrument: Instrument;
  value: GivenAnswer;
  onChange: (value: GivenAnswer) => void;
};

/** Every item as a native group with nothing chosen beforehand and "can't say" last, then the open questions. */
export function AnswerFields({ own, instrument, value, onChange }: Props) {
  const { t, language } = own;
  const prefix = useId();
  const points = pointsOf(instrument);
  const ends = [instrument.scale.min, instrument.scale.max];
  const rate = (key: string, rating: number | null) =>
    onChange({ ...value, ratings: { ...value.ratings, [key]: rating } });
  return (
    <div className="stack wide-gap">
      <ol className="l rows asked">
        {instrument.items.map((item, at) => (
          <li key={item.key}>
            <fieldset onKeyDown={arrowsInSight}>
              <legend className="joint">
                <span className="vh">{t('answer.itemOf', { item: at + 1, items: instrument.items.length })} </span>
                {instrument.stem && (
                  <>
                    <Said texts={instrument.stem} language={language} />{' '}
                  </>
                )}
                <Said texts={item.text} language={language} />
              </legend>
              <div className="points" style={{ '--points': points.length } as CSSProperties}>
                {points.map((point) => (
                  <label key={point} className="point">
                    <input
                      type="radio"
                      name={`${prefix}${item.key}`}
                      checked={value.ratings[item.key] === point}
                      aria-describedby={instrument.scale.labels[point] ? `${prefix}${item.key}${point}` : undefined}
                      onChange={() => rate(item.key, point)}
                    />
                    {point}
                  </label>
                ))}
                <p className="ends sm dim" aria-hidden="true">
                  {ends.map((point) => (
                    <span key={point} id={`${prefix}${item.key}${point}`}>
                      {instrument.scale.labels[point] && (
                        <Said texts={instrument.scale.labels[point]} language={language} />
                      )}
                    </span>
                  ))}
                </p>
                <label className="point cant">
                  <input
                    type="radio"
                    name={`${prefix}${item.key}`}
                    checked={value.ratings[item.key] === null}
                    onChange={() => rate(item.key, null)}
                  />
                  {t('answer.cantSay')}
                </label>
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      {instrument.questions.map((question) => (
        <div className="field" key={question.key}>
          <label htmlFor={`${prefix}${question.key}`}>
            <span className="joint">
              <Said texts={question.text} language={language} />
            </span>
            <span className="optional"> {t('optional')}</span>
          </label>
          <textarea
            id={`${prefix}${question.key}`}
            className="inp"
            rows={3}
            maxLength={2000}
            autoComplete="off"
            value={value.comments[question.key] ?? ''}
            onChange={(event) =>
              onChange({ ...value, comments: { ...value.comments, [question.key]: event.currentTarget.value } })
            }
          />
        </div>
      ))}
    </div>
  );
}
