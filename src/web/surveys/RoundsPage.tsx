import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Round } from '../../domain/surveys/contract.ts';
import { buttonClass } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { DialogueSection } from '../dialogue/DialogueSection.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { useRounds } from './api.ts';
import { PlanSection } from './plan/PlanSection.tsx';
import { answeredIn, inOrder, monthOf, newestPair } from './rounds.ts';
import { SurveyStatus } from './SurveyStatus.tsx';
import { useRoundName } from './useRoundName.ts';
import './surveys.css';

export default function RoundsPage() {
  const { t } = useTranslation('surveys');
  const { id } = useParams({ from: '/inside/partnerships/$id/listen' });
  const partnership = usePartnership(id).data;
  const rounds = useRounds(id);
  const may = partnership?.can.openRound ?? false;
  const some = (rounds.data?.length ?? 0) > 0;
  return (
    <>
      <PageHead
        title={t('listen')}
        context={partnership?.name}
        hidden={!some}
        actions={some && may && <Ways id={id} />}
        intro={some && <Headline rounds={rounds.data ?? []} />}
      />
      <Loaded query={rounds} lines={6}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon="bubble" title={t('rounds.none')} actions={may && <Ways id={id} first />}>
              <p>{t('rounds.noneText')}</p>
              {!may && <p>{t('rounds.notMine')}</p>}
            </EmptyState>
          ) : (
            <Section title={t('rounds.title')} aside={t('rounds.order')}>
              <ul className="l rows round-rows">
                {inOrder(all).map((round) => (
                  <Row key={round.id} round={round} id={id} />
                ))}
              </ul>
            </Section>
          )
        }
      </Loaded>
      <PlanSection id={id} />
      <DialogueSection id={id} may={may} />
    </>
  );
}

function Ways({ id, first }: { id: string; first?: boolean }) {
  const { t } = useTranslation('surveys');
  return (
    <>
      <Link to="/partnerships/$id/listen/new" params={{ id }} className={buttonClass('primary')}>
        {t(first ? 'rounds.openFirst' : 'rounds.open')}
      </Link>
      <Link to="/partnerships/$id/listen/import" params={{ id }} className={buttonClass(first ? 'plain' : undefined)}>
        {t('rounds.import')}
      </Link>
    </>
  );
}

/** What the newest results ask for, and whether that is more or less than the time before. */
function Headline({ rounds }: { rounds: readonly Round[] }) {
  const { t } = useTranslation('surveys');
  const { language, timeZone } = useFormat();
  const pair = newestPair(rounds);
  if (!pair) return <p className="lead">{t('headline.waiting')}</p>;
  const now = pair.latest.discuss ?? 0;
  const items = t('headline.items', { count: now });
  if (!pair.before) return <p className="lead">{t('headline.first', { items })}</p>;
  const difference = now - (pair.before.discuss ?? 0);
  const month = monthOf(pair.before.closedAt ?? pair.before.closesAt, language, timeZone);
  const key = difference === 0 ? 'same' : difference < 0 ? 'fewer' : 'more';
  return <p className="lead">{t(`headline.${key}`, { items, count: Math.abs(difference), month })}</p>;
}

function Row({ round, id }: { round: Round; id: string }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const name = useRoundName()(round);
  const answered = answeredIn(round);
  const fetched = round.strata.reduce((sum, stratum) => sum + stratum.fetched, 0);
  return (
    <li>
      <div>
        <h3>
          <Link to="/partnerships/$id/listen/$roundId" params={{ id, roundId: round.id }}>
            {name}
          </Link>
        </h3>
        <p className="sm dim">
          {round.instrument.title} · {t('count.items', { count: round.instrument.items })}
        </p>
      </div>
      <p className="sm dim">
        {round.state === 'open' && t('rounds.openUntil', { when: format.moment(round.closesAt) })}
        {round.state === 'closed' &&
          t(`closedAs.${round.source}`, { day: format.date(round.closedAt ?? round.closesAt) })}
        {round.state === 'cancelled' && t('rounds.cancelled', { day: format.date(round.closedAt ?? round.closesAt) })}
        <br />
        {round.state === 'open' && t('rounds.fetched', { count: fetched, of: round.invited })}
        {round.state === 'closed' && answered !== null && t('rounds.answered', { count: answered, of: round.invited })}
      </p>
      <p className="sm">
        {round.state === 'open' && <span className="badge proposed">{t('round.open')}</span>}
        {round.state === 'cancelled' && <span className="badge">{t('round.cancelled')}</span>}
        {round.state === 'closed' && round.discuss !== null && round.discuss > 0 && (
          <SurveyStatus status="discuss">{t('rounds.discuss', { count: round.discuss })}</SurveyStatus>
        )}
        {round.state === 'closed' && round.discuss === 0 && <span className="dim">{t('rounds.nothing')}</span>}
      </p>
    </li>
  );
}
