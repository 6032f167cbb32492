import { useTranslation } from 'react-i18next';
import type { Discussion, Review } from '../../domain/reviews/contract.ts';
import { languageOf, textIn } from '../../domain/surveys/texts.ts';
import { useFormat } from '../platform/useFormat.ts';
import type { Side } from '../surveys/parties.tsx';
import { monthOf } from '../surveys/rounds.ts';
import { SurveyStatus } from '../surveys/SurveyStatus.tsx';
import { Answers } from './Answers.tsx';
import { Scale } from './Scale.tsx';

/** One item as the snapshot released it: how each party sees it, how answers spread, the way here. */
export function ItemView({ review, item, at }: { review: Review; item: Discussion; at: number }) {
  const { t } = useTranslation(['reviews', 'surveys']);
  const { language } = useFormat();
  const { instrument } = review;
  const text = instrument.items.find((one) => one.key === item.key)?.text ?? {};
  const { result } = item;
  const known = new Map(review.parties.map((party) => [party.id, party]));
  const sides = (ids: readonly string[]): Side[] =>
    ids.map((id) => known.get(id) ?? { id, name: t('surveys:party.gone'), mark: 'c' });
  const total = result.total?.shown ?? '';
  return (
    <div className="left">
      <div>
        <p className="kick">
          <SurveyStatus status={item.kind} />
          <span className="dim">{t('place', { number: at + 1, count: review.agenda.length })}</span>
        </p>
        <h1 lang={languageOf(text, language)}>
          {instrument.stem && <small>{textIn(instrument.stem, language).replace(/\s*…?$/, '')} </small>}
          {textIn(text, language)}
        </h1>
      </div>
      <section className="views" aria-labelledby="h-views">
        <h2 id="h-views">
          {t('views')}{' '}
          <span className="dim">
            {result.gap?.shown && <>· {t('apartBy', { gap: result.gap.shown })} </>}· {t('everyone')}{' '}
            <bdi dir="ltr">{total}</bdi>
          </span>
        </h2>
        <Scale item={result} scale={review.scale} thresholds={review.thresholds} sides={sides} />
      </section>
      <div className="row2">
        <Answers item={result} sides={sides} scale={review.scale} thresholds={review.thresholds} />
        {item.past.length > 0 && (
          <section aria-labelledby="h-past">
            <h2 id="h-past">{t('past', { count: item.past.length + 1 })}</h2>
            <Past review={review} item={item} now={total} />
          </section>
        )}
      </div>
    </div>
  );
}

function Past({ review, item, now }: { review: Review; item: Discussion; now: string }) {
  const { language, timeZone } = useFormat();
  const rounds = [...item.past, { ...review.round, shown: now }];
  return (
    <ol className="l past">
      {rounds.map((round) => (
        <li key={round.number}>
          <b>
            <bdi dir="ltr">{round.shown}</bdi>
          </b>
          <span>{monthOf(round.closedAt, language, timeZone, 'short')}</span>
        </li>
      ))}
    </ol>
  );
}
