import { useTranslation } from 'react-i18next';
import { encode, ITEMS } from '../../domain/programme/assessment.ts';
import type { Assessment } from '../../domain/programme/contract.ts';
import { Section } from '../components/Section.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { Strip } from './Strip.tsx';
import { useChanges } from './useChanges.ts';

/** Where the organisation stands now. */
export function Latest({ latest, before }: { latest: Assessment; before: Assessment | undefined }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const changes = useChanges();
  const { since } = latest;
  const day = before && format.day(before.takenOn);
  return (
    <Section
      title={t('latest')}
      aside={t('latestOn', { day: format.day(latest.takenOn), name: latest.keptBy })}
      more={
        <a className="noprint" href={`/assessment#a=${encode(latest.answers)}`}>
          {t('open')}
        </a>
      }
    >
      <div className="latest">
        <p className="score">
          {latest.score} <small>{t('score', { score: '', of: ITEMS.length })}</small>
        </p>
        <div>
          <p className="lead">{t(`standing.${latest.standing}`)}.</p>
          <p className="dim">
            {!since || !day
              ? t('since.first')
              : since.gained.length + since.lost.length === 0
                ? t('since.same', { day })
                : t('since.changed', { day, changes: changes(since) })}{' '}
            {t('rule')}
          </p>
        </div>
      </div>
      <Strip answers={latest.answers} />
    </Section>
  );
}
