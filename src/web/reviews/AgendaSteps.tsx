import { useTranslation } from 'react-i18next';
import type { Review } from '../../domain/reviews/contract.ts';
import { useFormat } from '../platform/useFormat.ts';
import { itemWords } from '../surveys/results/words.ts';
import { StatusSign } from '../surveys/SurveyStatus.tsx';
import { talkedAbout } from './words.ts';

/** Every item of the agenda as a step: which is shown, which one all see, which were talked through. */
export function AgendaSteps({ review, shown, onGo }: { review: Review; shown: string; onGo: (key: string) => void }) {
  const { t } = useTranslation(['reviews', 'surveys']);
  const { language } = useFormat();
  return (
    <nav aria-label={t('agenda')}>
      <ol className="l steps">
        {review.agenda.map((item, at) => {
          const words = itemWords(review.instrument, item.key, language);
          const past = talkedAbout(review, item);
          const name = [
            t('step', { number: at + 1, status: t(`surveys:status.${item.kind}`), item: words }),
            past && t('talked'),
            item.key === review.currentItem && t('onScreen'),
          ];
          return (
            <li key={item.key}>
              <button
                type="button"
                className={[item.kind, past && 'past', item.key === review.currentItem && 'here']
                  .filter(Boolean)
                  .join(' ')}
                aria-current={item.key === shown ? 'step' : undefined}
                title={words}
                onClick={() => onGo(item.key)}
              >
                <StatusSign status={item.kind} />
                <span className="vh">{name.filter(Boolean).join('. ')}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
