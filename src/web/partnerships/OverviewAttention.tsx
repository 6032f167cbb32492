import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { Icon } from '../components/Icon.tsx';

/** Fewer people than this and a party's own view is not shown, even if all of them answer. */
const FEW = 5;

type Props = { partnership: Partnership; closed: Round | undefined; actions: readonly Action[] };

export function OverviewAttention({ partnership, closed, actions }: Props) {
  const { t } = useTranslation('partnerships');
  const { id, parties } = partnership;
  const waiting = parties.filter((party) => party.state === 'invited');
  const few = parties.filter((party) => party.state === 'in' && party.people < FEW);
  const late = actions.filter((action) => action.late);
  const discuss = closed?.discuss ?? 0;
  if (waiting.length + few.length + late.length + discuss === 0) {
    return (
      <p className="sm dim">
        <b>{t('overview.calm')}.</b> {t('overview.calmText')}
      </p>
    );
  }
  return (
    <ul className="rows need l">
      {closed && discuss > 0 && (
        <li>
          <svg className="ic solid discuss" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M4 18V2h12.5l-3.2 4.5 3.2 4.5H6.2v7z" />
          </svg>
          <div>
            <h3>{t('overview.att.discuss', { count: discuss })}</h3>
            <p>
              {t('overview.att.discussText')}{' '}
              <Link to="/partnerships/$id/listen/$roundId" params={{ id, roundId: closed.id }}>
                {t('overview.results')}
              </Link>
            </p>
          </div>
        </li>
      )}
      {late.length > 0 && (
        <li>
          <Icon name="clock" />
          <div>
            <h3>{t('overview.att.late', { count: late.length })}</h3>
            <p>
              {late[0]?.text}
              {late.length > 1 && ' …'} ·{' '}
              <Link to="/partnerships/$id/deliver" params={{ id }} search={{ late: 'yes' } as never}>
                {t('overview.att.lateOpen')}
              </Link>
            </p>
          </div>
        </li>
      )}
      {waiting.map((party) => (
        <li key={party.id}>
          <Icon name="mail" />
          <div>
            <h3>{t('overview.att.waiting', { party: party.name })}</h3>
            <p>{t('overview.att.waitingText')}</p>
          </div>
        </li>
      ))}
      {few.map((party) => (
        <li key={party.id}>
          <Icon name="people" />
          <div>
            <h3>
              {t('overview.att.few', {
                party: party.name,
                people: t('common:party.people', { count: party.people }),
              })}
            </h3>
            <p>
              {t('overview.att.fewText')}{' '}
              <Link to="/partnerships/$id/people" params={{ id }} search={{ party: party.id } as never}>
                {t('overview.people')}
              </Link>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
