import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { Section } from '../../components/Section.tsx';
import { useFormat } from '../../platform/useFormat.ts';

/** What people wrote, or why it is not shown. */
export function Written({ results }: { results: Results }) {
  const { t } = useTranslation('surveys');
  const { language } = useFormat();
  const { snapshot, instrument } = results;
  if (snapshot.comments.length === 0) return null;
  return (
    <Section title={t('written.title')}>
      <p className="sm dim narrow">{t('written.rule')}</p>
      <div className="written-words">
        {snapshot.comments.map((comments) => (
          <section key={comments.question} aria-labelledby={`q-${comments.question}`}>
            <h3 id={`q-${comments.question}`}>
              {textIn(instrument.questions.find((each) => each.key === comments.question)?.text ?? {}, language)}
            </h3>
            {comments.texts ? (
              <ul className="l quotes">
                {comments.texts.map((text, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two people may have written the same words
                  <li key={at}>
                    <blockquote className="joint">{text}</blockquote>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="sm dim">{t('results.because', { reason: comments.reason ?? '' })}</p>
            )}
          </section>
        ))}
      </div>
    </Section>
  );
}
