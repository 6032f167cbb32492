import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Discussion, Review } from '../../domain/reviews/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { PartyName } from '../partnerships/PartyName.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { GroupName } from '../surveys/parties.tsx';
import { itemWords } from '../surveys/results/words.ts';
import { SurveyStatus } from '../surveys/SurveyStatus.tsx';
import { useReviewOfRound } from './api.ts';
import { Said } from './Lines.tsx';
import { clockOf } from './useSession.ts';
import { talkedAbout, useRoundTitle } from './words.ts';
import '../surveys/surveys.css';
import './reviews.css';

/** What a session came to: the record all parties share, to read, to print, to hand out. */
export default function MinutesPage() {
  const { t } = useTranslation(['reviews', 'delivery']);
  const { id, roundId } = useParams({ from: '/inside/partnerships/$id/listen/$roundId/minutes' });
  const query = useReviewOfRound(id, roundId);
  const back = (
    <Link to="/partnerships/$id/listen/$roundId" params={{ id, roundId }}>
      {t('toResults')}
    </Link>
  );
  return (
    <Loaded query={query} lines={10}>
      {({ review }) =>
        review ? (
          <Minutes review={review} id={id} roundId={roundId} back={back} />
        ) : (
          <>
            <PageHead title={t('minutes.title')} back={back} hidden />
            <EmptyState icon="document" title={t('minutes.noneTitle')} actions={back}>
              <p>{t('minutes.none')}</p>
            </EmptyState>
          </>
        )
      }
    </Loaded>
  );
}

function Minutes({
  review,
  id,
  roundId,
  back,
}: {
  review: Review;
  id: string;
  roundId: string;
  back: React.ReactNode;
}) {
  const { t } = useTranslation(['reviews', 'delivery']);
  const format = useFormat();
  const title = useRoundTitle()(review.round);
  const talked = review.agenda.filter((item) => talkedAbout(review, item));
  const rest = review.agenda.filter((item) => !talked.includes(item));
  const celebrations = review.entries.filter((entry) => entry.kind === 'celebration');
  const loose = review.actions.filter((action) => !action.review?.itemKey && action.state !== 'dropped');
  const party = review.parties.find((one) => one.id === review.startedBy.partyId);
  const open = review.state !== 'finished';
  return (
    <div className="minutes">
      <PageHead
        title={t('minutes.of', { round: title })}
        context={review.partnership.name}
        back={back}
        intro={
          <>
            <p>
              {review.parties.map((one) => (
                <span key={one.id} className="minutes-party">
                  <PartyName party={one} />
                </span>
              ))}
            </p>
            <p>
              {t('minutes.begun', { when: format.moment(review.startedAt), name: review.startedBy.name })}
              {party && ` (${party.name})`}.{' '}
              {review.finishedAt
                ? t('minutes.finished', { when: format.moment(review.finishedAt) })
                : t(`minutes.${review.state}`)}
            </p>
          </>
        }
        actions={
          <>
            <Button small icon="print" onClick={() => window.print()}>
              {t('minutes.print')}
            </Button>
            {open && (
              <Link
                className={buttonClass('primary', true)}
                to="/partnerships/$id/listen/$roundId/review"
                params={{ id, roundId }}
              >
                {t('openSession')}
              </Link>
            )}
          </>
        }
      />
      <div className="stack wide">
        {talked.length === 0 && <p className="dim">{t('minutes.nothingYet')}</p>}
        {talked.map((item, at) => (
          <Talked key={item.key} review={review} item={item} at={at} />
        ))}
        {celebrations.length > 0 && (
          <Section title={t('celebrations')}>
            <ul className="l said-list">
              {celebrations.map((entry) => (
                <li key={entry.id}>
                  <p className="joint said">{entry.text}</p>
                  <p className="sm dim">
                    <Said by={entry.by} parties={review.parties} />
                  </p>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {loose.length > 0 && (
          <Section title={t('minutes.otherActions')}>
            <Agreed review={review} actions={loose} />
          </Section>
        )}
        {rest.length > 0 && (
          <Section title={t('minutes.notReached')}>
            <ul className="l not-reached">
              {rest.map((item) => (
                <li key={item.key}>
                  <span className="joint">{itemWords(review.instrument, item.key, format.language)}</span>
                  <SurveyStatus status={item.kind} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        <p className="xs dim">{t('minutes.shared')}</p>
      </div>
    </div>
  );
}

function Talked({ review, item, at }: { review: Review; item: Discussion; at: number }) {
  const { t } = useTranslation(['reviews', 'delivery']);
  const { language } = useFormat();
  const conclusions = review.entries.filter((entry) => entry.kind === 'conclusion' && entry.itemKey === item.key);
  const actions = review.actions.filter((action) => action.review?.itemKey === item.key && action.state !== 'dropped');
  const sides = (ids: readonly string[]) =>
    ids.map((id) => review.parties.find((one) => one.id === id) ?? { id, name: '', mark: 'c' });
  return (
    <Section
      title={
        <>
          {at + 1}. <span className="joint">{itemWords(review.instrument, item.key, language)}</span>
        </>
      }
      aside={<SurveyStatus status={item.kind} />}
    >
      <div className="stack">
        <p className="sm views-line">
          {item.result.cells.map((cell) => (
            <span key={cell.parties.join()}>
              <GroupName sides={sides(cell.parties)} />{' '}
              <b>
                <bdi dir="ltr">{cell.shown}</bdi>
              </b>
            </span>
          ))}
          <span>
            {t('everyone')}{' '}
            <b>
              <bdi dir="ltr">{item.result.total?.shown}</bdi>
            </b>
          </span>
          {item.spentMs >= 1000 && <span className="dim">{t('minutes.spent', { time: clockOf(item.spentMs) })}</span>}
        </p>
        {conclusions.length > 0 && (
          <div>
            <h3>{t(item.kind === 'strength' ? 'ask.strength' : 'ask.low')}</h3>
            <ul className="l said-list">
              {conclusions.map((entry) => (
                <li key={entry.id}>
                  <p className="joint said">{entry.text}</p>
                  <p className="sm dim">
                    <Said by={entry.by} parties={review.parties} />
                  </p>
                </li>
              ))}
            </ul>
          </div>
        )}
        {actions.length > 0 && (
          <div>
            <h3>{t('actions')}</h3>
            <Agreed review={review} actions={actions} />
          </div>
        )}
      </div>
    </Section>
  );
}

function Agreed({ review, actions }: { review: Review; actions: Review['actions'] }) {
  const { t } = useTranslation(['reviews', 'delivery']);
  const format = useFormat();
  return (
    <table className="agreed">
      <caption className="vh">{t('actions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('col.what')}</th>
          <th scope="col">{t('col.who')}</th>
          <th scope="col">{t('col.until')}</th>
          <th scope="col">{t('col.state')}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => {
          const owner = review.parties.find((one) => one.id === action.owner.partyId);
          return (
            <tr key={action.id}>
              <th scope="row">{action.text}</th>
              <td>{owner ? <PartyName party={owner}>{action.owner.name}</PartyName> : action.owner.name}</td>
              <td className="nowrap">{format.day(action.dueOn, 'medium')}</td>
              <td>{t(`delivery:state.${action.late ? 'late' : action.state}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
