import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { FollowUpProvider, followUpQuery } from '../../reviews/api.ts';
import { FollowUpSummary } from '../../reviews/FollowUp.tsx';
import { ReviewCall } from '../../reviews/ReviewCall.tsx';
import { exportAddress } from '../api.ts';
import { useSides } from '../parties.tsx';
import { momentExact } from '../rounds.ts';
import { useRoundName } from '../useRoundName.ts';
import { ItemChart } from './ItemChart.tsx';
import { ResultsTable } from './ResultsTable.tsx';
import { Summary } from './Summary.tsx';
import { Themes } from './Themes.tsx';
import { Written } from './Written.tsx';
import { oneAnswer, stemWords } from './words.ts';
import '../surveys.css';

/** The results of a closed round. Every figure here was written once, at closing. */
export function ResultsView({ partnership, name, results }: { partnership: string; name: string; results: Results }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const sides = useSides(partnership);
  const roundName = useRoundName();
  const { round, snapshot, instrument, comparison } = results;
  const closed = round.closedAt ?? round.closesAt;
  const shown = snapshot.items.some((item) => item.total);
  const followUp = useQuery(followUpQuery(partnership, round.id)).data;
  return (
    <>
      <PageHead
        title={roundName(round)}
        context={name}
        back={
          <>
            <Link to="/partnerships/$id/listen" params={{ id: partnership }}>
              {t('listen')}
            </Link>{' '}
            / {textIn(instrument.title, format.language)}
          </>
        }
        intro={
          <p className="sm">
            {t(round.source === 'import' ? 'results.imported' : 'results.closed', {
              when: round.source === 'import' ? format.date(closed) : format.moment(closed),
            })}{' '}
            {t('results.groups', { count: snapshot.k })}
          </p>
        }
        actions={
          <>
            <Button small icon="print" onClick={() => window.print()}>
              {t('results.print')}
            </Button>
            <a className="btn small" href={exportAddress(partnership, round.id)} download>
              <Icon name="download" />
              {t('results.export')}
            </a>
          </>
        }
      />
      <Summary snapshot={snapshot} sides={sides} />
      <ReviewCall partnership={partnership} round={round.id} />
      {followUp && <FollowUpSummary partnership={partnership} found={followUp} />}
      <section aria-labelledby="h-items" className="items">
        <h2 id="h-items" className="vh">
          {t('results.items')}
        </h2>
        <Reading results={results} />
        <FollowUpProvider value={followUp}>
          <ItemChart results={results} sides={sides} />
        </FollowUpProvider>
      </section>
      {shown && <ResultsTable results={results} sides={sides} />}
      <Themes results={results} sides={sides} />
      <Written results={results} />
      <section className="rule xs" aria-label={t('results.rules')}>
        <p>
          {t('results.rule', { threshold: format.number(snapshot.thresholds.discuss, 1), k: snapshot.k })}{' '}
          {t('results.snapshot', { when: momentExact(closed, format.language, format.timeZone) })}
        </p>
        {comparison && <p>{t('results.regression')}</p>}
        {snapshot.reliability && (
          <p>
            {t('results.reliability', {
              alpha: format.number(snapshot.reliability.alpha, 2),
              lambda: format.number(snapshot.reliability.lambda2, 2),
              count: snapshot.reliability.n,
            })}
          </p>
        )}
      </section>
    </>
  );
}

/** How to read the picture: what was asked, how it is sorted, what a small difference means. */
function Reading({ results }: { results: Results }) {
  const { t } = useTranslation('surveys');
  const { language, number } = useFormat();
  const { snapshot, instrument, comparison } = results;
  const { min, max } = snapshot.scale;
  const label = (point: number) => {
    const texts = instrument.scale.labels[point];
    return texts ? `${point} = ${textIn(texts, language)}` : String(point);
  };
  const stem = stemWords(instrument, language);
  const small = comparison ? oneAnswer(snapshot) : null;
  return (
    <p className="sm reading">
      {stem && `“${stem}”, `}
      {label(min)}, {label(max)}. {t('results.sorted')} <span className="noprint">{t('results.opens')}</span>{' '}
      <span className="dim">
        <a href="#table">{t('results.alsoTable')}</a>{' '}
        {small !== null && t('results.level', { points: number(small, 1) })}{' '}
        {snapshot.response.uneven && t('results.uneven')}
      </span>
    </p>
  );
}
