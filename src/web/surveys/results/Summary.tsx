import { Trans, useTranslation } from 'react-i18next';
import { betweenWords, cutDigits } from '../../../domain/surveys/reading.ts';
import type { Snapshot, Status } from '../../../domain/surveys/snapshot-contract.ts';
import { PartyMark } from '../../partnerships/PartyMark.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import type { Sides } from '../parties.tsx';
import { SurveyStatus } from '../SurveyStatus.tsx';

/** How many answered, and how many items there are to discuss, worth discussing and to build on. */
export function Summary({ snapshot, sides }: { snapshot: Snapshot; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const { response, thresholds } = snapshot;
  const count = (status: Status) => snapshot.items.filter((item) => item.status === status).length;
  const [discuss, strength] = [thresholds.discuss, thresholds.strength].map((value) =>
    format.number(value, cutDigits(value)),
  );
  const cards = [
    ['discuss', `≤ ${discuss}`],
    ['worth', betweenWords(thresholds, format.number)],
    ['strength', `≥ ${strength}`],
  ] as const;
  return (
    // biome-ignore lint/a11y/useSemanticElements: four figures are a group, not a set of form fields
    <div className="sum" role="group" aria-label={t('results.summary')}>
      <div>
        <b>
          <bdi dir="ltr">{t('count.of', { count: response.respondents, of: response.invited })}</bdi>
        </b>
        <Trans t={t} i18nKey="results.answered" />
        {response.strata.length > 0 && (
          <span className="strata">
            {response.strata.map((stratum) => (
              <span className="pt" key={stratum.key}>
                {sides(stratum.parties).map((side) => (
                  <span key={side.id}>
                    <PartyMark party={side} />
                    <span className="vh">{side.name} </span>
                  </span>
                ))}
                <bdi dir="ltr">{t('count.of', { count: stratum.respondents, of: stratum.invited })}</bdi>
              </span>
            ))}
          </span>
        )}
      </div>
      {cards.map(([status, range]) => (
        <div key={status}>
          <b>{count(status)}</b>
          <SurveyStatus status={status} /> <bdi dir="ltr">{range}</bdi>
        </div>
      ))}
    </div>
  );
}
