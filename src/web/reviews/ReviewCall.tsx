import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../components/Button.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { useReviewOfRound } from './api.ts';
import './reviews.css';

/** On the results of a round: the way to talk about them, or to what was said. */
export function ReviewCall({ partnership, round }: { partnership: string; round: string }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const found = useReviewOfRound(partnership, round).data;
  if (!found || (!found.review && found.agenda.length === 0)) return null;
  const params = { id: partnership, roundId: round };
  const { review } = found;
  const actions = review?.actions.filter((action) => action.state !== 'dropped') ?? [];
  return (
    <section className="call" aria-labelledby="h-call">
      <div>
        <h2 id="h-call">{t('title')}</h2>
        <p className="sm dim">
          {review
            ? `${t(`call.${review.state}`, { day: format.date(review.finishedAt ?? review.startedAt) })} ${t(
                'call.came',
                {
                  conclusions: t('call.conclusions', {
                    count: review.entries.filter((entry) => entry.kind === 'conclusion').length,
                  }),
                  actions: t('call.actions', { count: actions.length }),
                },
              )}`
            : t('call.none', { count: found.agenda.filter((item) => item.kind !== 'strength').length })}
        </p>
      </div>
      <span className="acts noprint">
        {review && (
          <Link className={buttonClass()} to="/partnerships/$id/listen/$roundId/minutes" params={params}>
            {t('minutes.title')}
          </Link>
        )}
        {review?.state !== 'finished' && (
          <Link
            className={buttonClass(review || found.can.start ? 'primary' : undefined)}
            to="/partnerships/$id/listen/$roundId/review"
            params={params}
          >
            {review ? t('openSession') : found.can.start ? t('call.prepare') : t('call.look')}
          </Link>
        )}
      </span>
    </section>
  );
}
