import { useTranslation } from 'react-i18next';
import type { Partnership, Party } from '../../domain/partnerships/contract.ts';
import { useFormat } from '../platform/useFormat.ts';
import { PairLine } from './PairLine.tsx';
import { PartyMark } from './PartyMark.tsx';

/** The parties as equals: alphabetical, same size, joined by one line. More than two stand in a row. */
export function PairHeader({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { parties } = partnership;
  const status = t(`status.${partnership.status}`);
  const middle = (
    <p className="mid">
      <b className="joint">{partnership.name}</b>
      <span>
        {t(`kind.${partnership.kind}`)} ·{' '}
        {partnership.startedOn ? t('party.since', { status, day: format.day(partnership.startedOn) }) : status}
      </span>
    </p>
  );
  return (
    <div className="in">
      {parties.length === 2 ? (
        <div className="pair">
          {parties[0] && <Side party={parties[0]} />}
          {middle}
          {parties[1] && <Side party={parties[1]} end />}
        </div>
      ) : (
        <div className="pair many">
          {middle}
          <div className="sides">
            {parties.map((party) => (
              <Side key={party.id} party={party} />
            ))}
          </div>
        </div>
      )}
      <PairLine parties={parties} />
    </div>
  );
}

function Side({ party, end }: { party: Party; end?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = [
    party.place,
    party.state !== 'left' && t('party.people', { count: party.people }),
    party.state === 'invited' && t('party.invited'),
    party.leftOn && t('party.left', { day: format.day(party.leftOn, 'medium') }),
  ];
  return (
    <p className={end ? 'side b' : 'side'}>
      <PartyMark party={party} size="lg" />
      <span>
        <b>{party.name}</b>
        <span>{facts.filter(Boolean).join('\u00a0· ')}</span>
      </span>
    </p>
  );
}
