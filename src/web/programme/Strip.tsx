import { useTranslation } from 'react-i18next';
import { type Answers, ITEMS } from '../../domain/programme/assessment.ts';
import { Icon } from '../components/Icon.tsx';

/** The ten answers in a row: solid is yes, dashed is no. */
export function Strip({ answers }: { answers: Answers }) {
  const { t } = useTranslation('programme');
  return (
    <ol className="l ten" aria-label={t('tenAnswers')}>
      {ITEMS.map((item, index) => {
        const answer = answers[item] ?? 'open';
        return (
          <li key={item} className={answer}>
            <i>{answer !== 'open' && <Icon name={answer === 'yes' ? 'check' : 'dash'} />}</i>
            <span aria-hidden="true">{index + 1}</span>
            <span className="vh">{t('answerAt', { number: index + 1, answer: t(`answer.${answer}`) })}</span>
          </li>
        );
      })}
    </ol>
  );
}
