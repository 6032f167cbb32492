import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Round } from '../../domain/surveys/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { Confirm } from '../components/Dialog.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { cancelRound, closeRound, useMyLink, useRefreshRounds } from './api.ts';
import { Ballots } from './Ballots.tsx';
import { ExtendDialog } from './ExtendDialog.tsx';
import { RoundPaper } from './paper/RoundPaper.tsx';
import { GroupName, useSides } from './parties.tsx';
import { RoundLinks } from './RoundLinks.tsx';
import { useRoundName } from './useRoundName.ts';

type Asking = 'extend' | 'close' | 'cancel' | null;

/** A round that takes answers. Nothing of what people answer can be seen here, not even how many did. */
export function OpenRound({ id, round, name }: { id: string; round: Round; name: string }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const sides = useSides(id);
  const refresh = useRefreshRounds(id);
  const mine = useMyLink(id, round.id).data?.link;
  const [asking, ask] = useState<Asking>(null);
  const [busy, setBusy] = useState(false);
  const title = useRoundName()(round);
  const [here, there] = [format.moment(round.closesAt), format.moment(round.closesAt, 'long', round.timeZone)];

  const { first, last } = round.reminders;
  const reminders =
    first && last
      ? t('open.remindersBoth', { first: format.moment(first), last: format.moment(last) })
      : last
        ? t('open.remindersLast', { last: format.moment(last) })
        : t('open.remindersNone');

  const settle = async (action: 'close' | 'cancel') => {
    setBusy(true);
    try {
      await (action === 'close' ? closeRound : cancelRound)(id, round);
      toast(t(`${action}.done`));
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      await refresh();
      setBusy(false);
      ask(null);
    }
  };

  return (
    <>
      <PageHead
        title={title}
        context={name}
        back={
          <>
            <Link to="/partnerships/$id/listen" params={{ id }}>
              {t('listen')}
            </Link>{' '}
            / {round.instrument.title}
          </>
        }
        intro={
          <p className="sm">
            {t('open.until', { when: here })}
            {here !== there && ` ${t('open.thatIs', { when: there })}`}
          </p>
        }
        actions={
          <>
            {round.can.room && (
              <Link
                className={buttonClass('primary')}
                to="/partnerships/$id/listen/$roundId/room"
                params={{ id, roundId: round.id }}
              >
                {t('room.openIt')}
              </Link>
            )}
            {mine && (
              <a className={buttonClass('primary')} href={mine}>
                {t('answer.action')}
              </a>
            )}
            {round.can.extend && <Button onClick={() => ask('extend')}>{t('extend.action')}</Button>}
            {round.can.close && <Button onClick={() => ask('close')}>{t('close.action')}</Button>}
            {round.can.cancel && (
              <Button kind="danger" onClick={() => ask('cancel')}>
                {t('cancel.action')}
              </Button>
            )}
          </>
        }
      />
      <div className="cols">
        <Section title={t('open.fetched')} span={7}>
          <ul className="l fetched">
            {round.strata.map((stratum) => (
              <li key={stratum.key}>
                <p className="two-ends">
                  <GroupName sides={sides(stratum.parties)} />
                  <span>{t('rounds.fetched', { count: stratum.fetched, of: stratum.invited })}</span>
                </p>
                <progress
                  value={stratum.fetched}
                  max={stratum.invited}
                  aria-label={sides(stratum.parties)
                    .map((side) => side.name)
                    .join(' + ')}
                />
              </li>
            ))}
          </ul>
          <p className="sm dim after">{t(round.level === 'sealed' ? 'open.fetchedSealedText' : 'open.fetchedText')}</p>
        </Section>
        <Section title={t('open.about')} span={5}>
          <dl className="facts">
            <Fact
              term={t('open.asked')}
              text={`${round.instrument.title}, ${t('count.items', { count: round.instrument.items })}`}
            />
            <Fact term={t('open.opened')} text={format.moment(round.openedAt)} />
            <Fact term={t('open.groups')} text={t('open.groupsText', { count: round.k })} />
            <Fact term={t('open.level')} text={t(round.level === 'sealed' ? 'open.sealedText' : 'open.levelText')} />
            {round.room ? (
              <Fact term={t('room.round')} text={t('room.roundText')} />
            ) : (
              <Fact term={t('open.reminders')} text={reminders} />
            )}
            <Fact term={t('open.results')} text={t('open.resultsText')} />
          </dl>
        </Section>
      </div>
      {round.can.paper && round.paper && <RoundPaper id={id} roundId={round.id} paper={round.paper} />}
      {round.can.links && <RoundLinks id={id} round={round} />}
      <Ballots round={round} sides={sides} />
      {asking === 'extend' && <ExtendDialog id={id} round={round} onClose={() => ask(null)} />}
      {(asking === 'close' || asking === 'cancel') && (
        <Confirm
          title={t(`${asking}.title`)}
          action={t(`${asking}.confirm`)}
          instead={asking === 'cancel' ? t('cancel.instead') : undefined}
          busy={busy}
          onConfirm={() => void settle(asking)}
          onClose={() => ask(null)}
        >
          <p>{t(`${asking}.text`)}</p>
          <p>{t(`${asking}.text2`)}</p>
        </Confirm>
      )}
    </>
  );
}

const Fact = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
);
