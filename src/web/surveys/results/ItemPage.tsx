import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { bandsOf } from '../../../domain/surveys/picture.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { PageHead } from '../../components/PageHead.tsx';
import { Section } from '../../components/Section.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { EmptyState } from '../../components/State.tsx';
import { useActions } from '../../delivery/api.ts';
import { Due, Owner } from '../../delivery/parts.tsx';
import { usePartnership } from '../../partnerships/api.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { FollowUpProvider, followUpQuery, useReviewOfRound } from '../../reviews/api.ts';
import { ItemFollowUp } from '../../reviews/FollowUp.tsx';
import { itemHistoryQuery, useResults } from '../api.ts';
import { type Sides, useSides } from '../parties.tsx';
import { SurveyStatus } from '../SurveyStatus.tsx';
import { useRoundName } from '../useRoundName.ts';
import { ItemDetails } from './ItemDetails.tsx';
import { ItemTrend } from './ItemTrend.tsx';
import { itemWords, stemWords } from './words.ts';
import '../surveys.css';

/** Everything that is known about one item: its figures, its way over the rounds, what was said and agreed about it. */
export default function ItemPage() {
  const { id, roundId, itemKey } = useParams({ from: '/inside/partnerships/$id/listen/$roundId/items/$itemKey' });
  const results = useResults(id, roundId);
  const sides = useSides(id);
  const followUp = useQuery(followUpQuery(id, roundId)).data;
  return (
    <Loaded query={results} lines={8}>
      {(found) => (
        <FollowUpProvider value={followUp}>
          <Item id={id} results={found} itemKey={itemKey} sides={sides} />
        </FollowUpProvider>
      )}
    </Loaded>
  );
}

function Item({ id, results, itemKey, sides }: { id: string; results: Results; itemKey: string; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const { language } = useFormat();
  const roundName = useRoundName();
  const { round, snapshot, instrument, comparison } = results;
  const history = useQuery(itemHistoryQuery(id, round.id, itemKey));
  const item = snapshot.items.find((one) => one.key === itemKey);
  const text = instrument.items.find((one) => one.key === itemKey)?.text;
  const params = { id, roundId: round.id };
  if (!item || !text)
    return (
      <EmptyState
        icon="bubble"
        title={t('item.unknown')}
        actions={
          <Link className="btn" to="/partnerships/$id/listen/$roundId" params={params}>
            {t('item.back')}
          </Link>
        }
      />
    );
  const order = bandsOf(snapshot.items).flatMap((band) => band.items);
  const at = order.indexOf(item);
  const change = comparison?.items.find((one) => one.key === itemKey)?.change;
  return (
    <>
      <PageHead
        title={[stemWords(instrument, language), textIn(text, language)].filter(Boolean).join(' ')}
        context={roundName(round)}
        back={
          <>
            <Link to="/partnerships/$id/listen/$roundId" params={params}>
              {roundName(round)}
            </Link>{' '}
            / {t('item.place', { number: at + 1, count: order.length })}
          </>
        }
        intro={item.status && <SurveyStatus status={item.status} />}
      />
      <div className="cols">
        <Section span={7} title={t('item.figures')}>
          <ItemDetails item={item} results={results} sides={sides} change={change} heading="h3" />
        </Section>
        <Section span={5} title={t('item.said')}>
          <Said id={id} roundId={round.id} itemKey={itemKey} />
        </Section>
      </div>
      <Section title={t('item.trend')}>
        <Loaded query={history} lines={4}>
          {(found) => <ItemTrend history={found} results={results} sides={sides} />}
        </Loaded>
        {comparison && <p className="xs dim narrow after">{t('results.regression')}</p>}
      </Section>
      <nav className="acts noprint rule" aria-label={t('item.others')}>
        {[order[at - 1], order[at + 1]].map(
          (other, n) =>
            other && (
              <Link
                key={other.key}
                to="/partnerships/$id/listen/$roundId/items/$itemKey"
                params={{ ...params, itemKey: other.key }}
              >
                {t(n === 0 ? 'item.before' : 'item.after', { item: itemWords(instrument, other.key, language) })}
              </Link>
            ),
        )}
      </nav>
    </>
  );
}

/** From review sessions and the list of actions: about this item, in this session or an earlier one. */
function Said({ id, roundId, itemKey }: { id: string; roundId: string; itemKey: string }) {
  const { t } = useTranslation('surveys');
  const partnership = usePartnership(id).data;
  const review = useReviewOfRound(id, roundId).data?.review;
  const actions = (useActions(id).data ?? []).filter((action) => action.review?.itemKey === itemKey);
  const entries = review?.entries.filter((entry) => entry.itemKey === itemKey) ?? [];
  const here = actions.filter((action) => action.review?.roundId === roundId);
  if (!partnership) return null;
  return (
    <div className="stack">
      {entries.length + here.length === 0 && <p className="sm dim">{t('item.nothing')}</p>}
      {entries.length > 0 && (
        <ul className="l said-list">
          {entries.map((entry) => (
            <li key={entry.id}>
              <p className="joint said">{entry.text}</p>
              <p className="xs dim">{entry.by.name}</p>
            </li>
          ))}
        </ul>
      )}
      {here.length > 0 && (
        <ul className="l rows">
          {here.map((action) => (
            <li key={action.id}>
              <p>{action.text}</p>
              <p className="sm">
                <Owner action={action} partnership={partnership} /> <Due action={action} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <ItemFollowUp itemKey={itemKey} />
    </div>
  );
}
