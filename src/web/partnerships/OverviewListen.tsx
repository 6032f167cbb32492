import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { buttonClass } from '../components/Button.tsx';
import { EmptyState } from '../components/State.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { PartyName } from './PartyName.tsx';

/** The open round with how many opened their link, and the last round's headline. */
export function OverviewListen({
  partnership,
  open,
  closed,
}: {
  partnership: Partnership;
  open: Round | undefined;
  closed: Round | undefined;
}) {
  const { t } = useTranslation('partnerships');
  const { id } = partnership;
  if (!open && !closed) {
    return (
      <EmptyState
        icon="bubble"
        level={3}
        title={t('overview.noRoundTitle')}
        actions={
          partnership.can.openRound && (
            <Link className={buttonClass('primary')} to="/partnerships/$id/listen/new" params={{ id }}>
              {t('overview.start')}
            </Link>
          )
        }
      >
        <p>{t('overview.noRound')}</p>
        {!partnership.can.openRound && <p>{t('overview.noRoundReader')}</p>}
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      {closed && <Headline id={id} round={closed} />}
      {open && <OpenRound partnership={partnership} round={open} />}
    </div>
  );
}

function Headline({ id, round }: { id: string; round: Round }) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const day = format.date(round.closedAt ?? round.closesAt);
  return (
    <div className="stack tight">
      {round.discuss === null ? (
        <p>{t('overview.noneShown')}</p>
      ) : (
        <p className="figure">
          <b>{format.number(round.discuss)}</b>
          <span>
            {t('overview.discussUnit', { count: round.discuss })}
            <br />
            {t('overview.ofItems', { items: round.instrument.items, number: round.number, day })}
          </span>
        </p>
      )}
      <div className="acts">
        <Link
          className={buttonClass('primary')}
          to="/partnerships/$id/listen/$roundId"
          params={{ id, roundId: round.id }}
        >
          {t('overview.results')}
        </Link>
      </div>
    </div>
  );
}

function OpenRound({ partnership, round }: { partnership: Partnership; round: Round }) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const party = (partyId: string) => partnership.parties.find((one) => one.id === partyId);
  return (
    <div className="stack tight">
      <h3>{t('overview.openRound', { number: round.number })}</h3>
      <p className="sm dim">
        {t('overview.closes', { moment: format.moment(round.closesAt) })}.{' '}
        <Link to="/partnerships/$id/listen/$roundId" params={{ id: partnership.id, roundId: round.id }}>
          {t('overview.seeRound')}
        </Link>
      </p>
      <ul className="l stack tight">
        {round.strata.map((stratum) => {
          const said = t('overview.fetched', { fetched: stratum.fetched, invited: stratum.invited });
          const named = stratum.parties.map(party).filter((one) => one !== undefined);
          const names = format.list(named.map((one) => one.name));
          return (
            <li key={stratum.key} className="meter">
              <span className="acts">
                {named.map((one) => (
                  <PartyName key={one.id} party={one} />
                ))}
                <span className="dim">{said}</span>
              </span>
              <progress value={stratum.fetched} max={stratum.invited || 1} aria-label={`${names}: ${said}`} />
            </li>
          );
        })}
      </ul>
      <p className="sm dim">{t('overview.fetchedNote')}</p>
    </div>
  );
}
