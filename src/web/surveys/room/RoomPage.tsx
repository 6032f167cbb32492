import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Round } from '../../../domain/surveys/contract.ts';
import { minutesFor } from '../../../domain/surveys/pace.ts';
import type { Room } from '../../../domain/surveys/room-contract.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { CopyLink, QrCode } from '../../components/CopyLink.tsx';
import { Confirm, Dialog } from '../../components/Dialog.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { EmptyState, ErrorState } from '../../components/State.tsx';
import { toast } from '../../components/toast.ts';
import { usePartnership } from '../../partnerships/api.ts';
import { useTitle } from '../../platform/title.ts';
import { SampleBadge } from '../../sample/SampleBanner.tsx';
import { closeRound, useRefreshRounds } from '../api.ts';
import { GroupName, type Sides, useSides } from '../parties.tsx';
import { useRoundName } from '../useRoundName.ts';
import { changeRoom, useRoom, useRoundInRoom } from './api.ts';
import { Clock } from './Clock.tsx';
import { RoomResults } from './RoomResults.tsx';
import '../../reviews/reviews.css';
import '../surveys.css';
import './room.css';

/** The screen of a room: a code for all phones while the round is open, what came of it once it is closed. */
export default function RoomPage() {
  const { t } = useTranslation('surveys');
  const params = useParams({ from: '/stage/partnerships/$id/listen/$roundId/room' });
  const { id, roundId } = params;
  const round = useRoundInRoom(id, roundId);
  const partnership = usePartnership(id).data;
  const sides = useSides(id);
  const name = useRoundName();
  useTitle(t('room.title'), partnership?.name);
  if (!round.data)
    return (
      <main id="main" className="begin" tabIndex={-1}>
        {round.error ? (
          <ErrorState error={round.error} level={1} retry={() => void round.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </main>
    );
  const found = round.data;
  return (
    <div className="session room">
      <a className="skip" href="#main">
        {t('common:skip')}
      </a>
      <header className="pbar">
        <p>
          <span className="joint">{partnership?.name}</span>
          {partnership?.sample && <SampleBadge />}
          <span className="dim">{name(found)}</span>
        </p>
        <div className="end">
          <Link className={buttonClass('plain', true)} to="/partnerships/$id/listen/$roundId" params={params}>
            {t('room.back')}
          </Link>
        </div>
      </header>
      {found.state === 'closed' ? (
        <RoomResults id={id} round={found} sides={sides} />
      ) : found.state === 'open' && found.can.room ? (
        <OpenRoom id={id} round={found} sides={sides} />
      ) : (
        <main id="main" className="begin" tabIndex={-1}>
          <NoRoom round={found} />
        </main>
      )}
    </div>
  );
}

function NoRoom({ round }: { round: Round }) {
  const { t } = useTranslation('surveys');
  if (round.state === 'cancelled')
    return (
      <EmptyState icon="cross" level={1} title={t('round.cancelled')}>
        <p>{t('room.cancelledText')}</p>
      </EmptyState>
    );
  return (
    <EmptyState icon="bubble" level={1} title={round.room ? t('room.round') : t('room.no')}>
      <p>{round.room ? t('room.notYours') : t('room.noText')}</p>
    </EmptyState>
  );
}

function OpenRoom({ id, round, sides }: { id: string; round: Round; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const room = useRoom(id, round.id);
  const refresh = useRefreshRounds(id);
  const [asking, ask] = useState<'close' | 'link' | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    await work().catch((error: Error) => toast(error.message, { kind: 'error' }));
    await refresh();
    setBusy(false);
    ask(null);
  };
  if (!room.data)
    return (
      <main id="main" className="begin" tabIndex={-1}>
        {room.error ? (
          <ErrorState error={room.error} level={1} retry={() => void room.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </main>
    );
  const { link, groups } = room.data;
  const { items } = round.instrument;
  return (
    <main className="stage" id="main" tabIndex={-1}>
      <div className="left code">
        {link ? (
          <QrCode text={link} label={t('room.code')} />
        ) : (
          <div className="note" role="status">
            <p>
              <b>{t('room.ended')}</b> {t('room.endedText')}
            </p>
          </div>
        )}
      </div>
      <div className="right">
        <div>
          <h1>{t('room.title')}</h1>
          <ol className="how">
            <li>{t('room.scan')}</li>
            <li>{t('room.choose')}</li>
            <li>{t('room.answer', { count: items, minutes: minutesFor({ items, questions: 1 }) })}</li>
          </ol>
        </div>
        <Clock closesAt={round.closesAt} />
        <Seats groups={groups} sides={sides} begun={round.strata.reduce((sum, one) => sum + one.fetched, 0)} />
        <div className="acts">
          {round.can.close && (
            <Button kind="primary" onClick={() => ask('close')}>
              {t('room.close')}
            </Button>
          )}
          {link ? (
            <>
              <Button onClick={() => ask('link')}>{t('room.copy')}</Button>
              <Button kind="plain" busy={busy} onClick={() => void act(() => changeRoom(id, round.id, false))}>
                {t('room.end')}
              </Button>
            </>
          ) : (
            <Button busy={busy} onClick={() => void act(() => changeRoom(id, round.id, true))}>
              {t('room.again')}
            </Button>
          )}
        </div>
      </div>
      {asking === 'link' && link && (
        <Dialog title={t('room.copy')} onClose={() => ask(null)}>
          <CopyLink label={t('room.link')} hint={t('room.linkHint')} link={link} />
        </Dialog>
      )}
      {asking === 'close' && (
        <Confirm
          title={t('room.closeTitle')}
          action={t('room.closeConfirm')}
          busy={busy}
          onConfirm={() => void act(() => closeRound(id, round))}
          onClose={() => ask(null)}
        >
          <p>{t('room.closeText')}</p>
          <p>{t('room.closeText2')}</p>
        </Confirm>
      )}
    </main>
  );
}

/** How many sit, by group, so that the room can count itself. Who has which seat is known to nobody. */
function Seats({ groups, sides, begun }: { groups: Room['groups']; sides: Sides; begun: number }) {
  const { t } = useTranslation('surveys');
  return (
    <section className="seats" aria-labelledby="h-seats">
      <h2 id="h-seats">{t('room.seats')}</h2>
      <ul className="l fetched" aria-live="off">
        {groups.map((group) => (
          <li key={group.key}>
            <p className="two-ends">
              <GroupName sides={sides(group.parties)} />
              <b>{t('room.seat', { count: group.taken, of: group.seats })}</b>
            </p>
            <progress
              value={group.taken}
              max={Math.max(1, group.seats)}
              aria-label={sides(group.parties)
                .map((side) => side.name)
                .join(' + ')}
            />
          </li>
        ))}
      </ul>
      <p className="sm dim">
        {t('room.begun', { count: begun })}. {t('room.count')}
      </p>
    </section>
  );
}
