import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Results, Round } from '../../../domain/surveys/contract.ts';
import { languageOf } from '../../../domain/surveys/texts.ts';
import { buttonClass } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ErrorState } from '../../components/State.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { useReviewOfRound } from '../../reviews/api.ts';
import { useResults } from '../api.ts';
import type { Sides } from '../parties.tsx';
import { DotPlot, Legend } from '../results/DotPlot.tsx';
import { itemWords } from '../results/words.ts';
import { SurveyStatus } from '../SurveyStatus.tsx';

/** What came of it, large enough for the last row: the same snapshot that all parties read from now on. */
export function RoomResults({ id, round, sides }: { id: string; round: Round; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const results = useResults(id, round.id, '');
  const top = useRef<HTMLHeadingElement>(null);
  const there = results.data !== undefined;
  useEffect(() => {
    if (there) top.current?.focus();
  }, [there]);
  if (!results.data)
    return (
      <main id="main" className="begin" tabIndex={-1}>
        {results.error ? (
          <ErrorState error={results.error} level={1} retry={() => void results.refetch()} />
        ) : (
          <Skeleton lines={10} />
        )}
      </main>
    );
  const { snapshot } = results.data;
  const { respondents, invited } = snapshot.response;
  const shown = snapshot.items.some((item) => item.total);
  return (
    <main id="main" className="came" tabIndex={-1}>
      <header className="two-ends">
        <h1 ref={top} tabIndex={-1}>
          {t('room.results', { count: respondents, of: invited })}
        </h1>
        <Ways id={id} round={round.id} />
      </header>
      {shown ? <List results={results.data} sides={sides} /> : <p>{t('room.tooFew')}</p>}
    </main>
  );
}

/** On to the conversation, or to everything there is to see. */
function Ways({ id, round }: { id: string; round: string }) {
  const { t } = useTranslation('surveys');
  const params = { id, roundId: round };
  const review = useReviewOfRound(id, round).data;
  return (
    <span className="acts">
      {(review?.review || review?.can.start) && (
        <Link className={buttonClass('primary')} to="/partnerships/$id/listen/$roundId/review" params={params}>
          {t('room.review')}
        </Link>
      )}
      <Link className={buttonClass()} to="/partnerships/$id/listen/$roundId" params={params}>
        {t('room.all')}
      </Link>
    </span>
  );
}

function List({ results: { snapshot, instrument }, sides }: { results: Results; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const { language } = useFormat();
  const { scale } = snapshot;
  const items = snapshot.items
    .filter((item) => item.total)
    .sort((a, b) => (a.total?.value ?? 0) - (b.total?.value ?? 0));
  const groups = items[0]?.cells.map((cell) => sides(cell.parties)) ?? [];
  const alone = groups.flatMap((group) => (group.length === 1 ? group : []));
  return (
    <>
      <p className="dim reads">
        {t('room.sorted')}
        <Legend sides={alone} merged={groups.filter((group) => group.length > 1)} together={t('party.asOne')} />
      </p>
      <ol className="l figures">
        {items.map((item) => (
          <li key={item.key}>
            <b>
              <bdi dir="ltr">{item.total?.shown}</bdi>
            </b>
            <span className="what">
              <span lang={languageOf(instrument.title, language)}>{itemWords(instrument, item.key, language)}</span>
              {item.status && <SurveyStatus status={item.status} />}
            </span>
            <DotPlot item={item} scale={scale} sides={sides} together={t('party.asOne')} />
            <span className="vh">
              {item.cells
                .map(
                  (cell) =>
                    `${sides(cell.parties)
                      .map((side) => side.name)
                      .join(' + ')} ${cell.shown}`,
                )
                .join(', ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
