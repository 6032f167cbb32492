import { useTranslation } from 'react-i18next';
import type { Review } from '../../domain/reviews/contract.ts';
import { Button } from '../components/Button.tsx';
import { clockOf, useSpent } from './useSession.ts';

/** Time for the item on the screen, the same for all: kept by the server. Running over is said, not scolded. */
export function Timer({
  review,
  shown,
  onTimer,
}: {
  review: Review;
  shown: string;
  onTimer: (act: 'start' | 'stop' | 'reset') => void;
}) {
  const { t } = useTranslation('reviews');
  const spent = useSpent(review, shown);
  const whole = review.itemSeconds * 1000;
  const left = whole - spent;
  const running = review.runningSince !== null && shown === review.currentItem;
  const acts = review.can.lead && review.state === 'running' && shown === review.currentItem;
  const used = t('timer.used', { used: clockOf(spent), whole: clockOf(whole) });
  return (
    <section className="timer" aria-label={t('timer.title')}>
      {/* Not announced as it runs: the button says what it does, and whoever wants to know reads it. */}
      <b role="timer" aria-live="off" aria-label={left >= 0 ? t('timer.left') : t('timer.over')}>
        {left >= 0 ? clockOf(left + 999) : `+${clockOf(-left)}`}
      </b>
      <progress value={Math.min(spent, whole)} max={whole} aria-label={used} />
      {acts && (
        <span className="acts">
          <Button onClick={() => onTimer(running ? 'stop' : 'start')}>
            {running ? t('timer.stop') : t('timer.start')}
          </Button>
          {spent > 0 && (
            <Button kind="plain" small onClick={() => onTimer('reset')}>
              {t('timer.reset')}
            </Button>
          )}
        </span>
      )}
      {left < 0 && <span className="sm dim whole">{t('timer.overWords')}</span>}
    </section>
  );
}
