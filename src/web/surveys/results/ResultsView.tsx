import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { cutDigits } from '../../../domain/surveys/reading.ts';
import { pointText, textIn } from '../../../domain/surveys/texts.ts';
import { PageHead } from '../../components/PageHead.tsx';
import { Turn } from '../../components/Turn.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { Guesses } from '../instruments/Guesses.tsx';
import type { Sides } from '../parties.tsx';
import { momentExact } from '../rounds.ts';
import { useRoundName } from '../useRoundName.ts';
import { ItemChart } from './ItemChart.tsx';
import { ResultsTable } from './ResultsTable.tsx';
import { Summary } from './Summary.tsx';
import { Themes } from './Themes.tsx';
import { Written } from './Written.tsx';
import { oneAnswer, stemWords } from './words.ts';
import '../surveys.css';

interface Props {
  /** Of the partnership. */
  name: string;
  results: Results;
  sides: Sides;
  /** A way back, for whoever has one. */
  back?: ReactNode;
  actions?: ReactNode;
  /** A choice of the round to compare with. */
  compare?: ReactNode;
  /** The way from an item to everything about it. */
  more?: (itemKey: string) => ReactNode;
  /** Between the summary and the items: what comes next, for whoever takes part. */
  children?: ReactNode;
}

/** The results of a closed round, the same for whoever may read them. Every figure was written once, at closing. */
export function ResultsView({ name, results, sides, back, actions, compare, more, children }: Props) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const roundName = useRoundName();
  const { round, snapshot, instrument, comparison } = results;
  const closed = round.closedAt ?? round.closesAt;
  const shown = snapshot.items.some((item) => item.total);
  const below = snapshot.items.length;
  return (
    <>
      <PageHead
        title={roundName(round)}
        context={name}
        back={
          <>
            {back} {textIn(instrument.title, format.language)}
          </>
        }
        intro={
          <p className="sm">
            {t(round.source === 'import' ? 'results.imported' : 'results.closed', {
              when: round.source === 'import' ? format.date(closed) : format.moment(closed),
            })}{' '}
            {t(round.level === 'sealed' ? 'results.groupsSealed' : 'results.groups', { count: snapshot.k })}
            {snapshot.response.paper &&
              ` ${
                snapshot.response.paper.sheets === null
                  ? t('results.paperSome')
                  : t('results.paper', { count: snapshot.response.paper.sheets })
              }`}
          </p>
        }
        actions={actions}
      />
      <Summary snapshot={snapshot} sides={sides} />
      {children}
      <section aria-labelledby="h-items" className="items">
        <h2 id="h-items" className="vh">
          {t('results.items')}
        </h2>
        {compare && <div className="filters noprint">{compare}</div>}
        <Reading results={results} />
        <ItemChart results={results} sides={sides} more={more} />
      </section>
      <Turn at={below}>{shown && <ResultsTable results={results} sides={sides} />}</Turn>
      <Turn at={below + 1}>
        <Themes results={results} sides={sides} />
      </Turn>
      <Turn at={below + 2}>
        <Guesses results={results} sides={sides} />
        <Written results={results} />
        <section className="rule xs" aria-label={t('results.rules')}>
          <p>
            {t('results.rule', {
              threshold: format.number(snapshot.thresholds.discuss, cutDigits(snapshot.thresholds.discuss)),
              k: snapshot.k,
            })}{' '}
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
      </Turn>
    </>
  );
}

/** How to read the picture: what was asked, how it is sorted, what a small difference means. */
function Reading({ results }: { results: Results }) {
  const { t } = useTranslation(['surveys', 'instruments']);
  const { language, number } = useFormat();
  const { snapshot, instrument, comparison } = results;
  const { min, max } = snapshot.scale;
  const label = (point: number) => {
    const texts = instrument.scale.labels[point];
    return texts ? `${pointText(point)} = ${textIn(texts, language)}` : pointText(point);
  };
  const stem = stemWords(instrument, language);
  const small = comparison ? oneAnswer(snapshot) : null;
  return (
    <p className="sm reading">
      {stem && `“${stem}”, `}
      {label(min)}, {label(max)}. {instrument.items.some((item) => item.reversed) && `${t('instruments:turned.text')} `}
      {t('results.sorted')} <span className="noprint">{t('results.opens')}</span>{' '}
      <span className="dim">
        <a href="#table">{t('results.alsoTable')}</a>{' '}
        {small !== null && t('results.level', { points: number(small, 1) })}{' '}
        {snapshot.response.uneven && t('results.uneven')}
      </span>
    </p>
  );
}
