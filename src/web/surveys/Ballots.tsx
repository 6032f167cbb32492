import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Round } from '../../domain/surveys/contract.ts';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { installationQuery } from '../platform/session.ts';
import { GroupName, type Sides } from './parties.tsx';

const GUIDE = '/r/how';

/** What can be checked of a sealed round: the keys while it is open, the counts and the receipts afterwards. */
export function Ballots({ round, sides }: { round: Round; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const print = useQuery(installationQuery).data?.respondPage;
  const { ballots } = round;
  if (!ballots) return null;
  const partiesOf = (key: string) => round.strata.find((stratum) => stratum.key === key)?.parties ?? [];
  const closed = ballots.addsUp !== null;
  return (
    <Section title={t('ballots.title')}>
      {ballots.addsUp === false && (
        <Note kind="warn">
          <p>{t('ballots.tooMany')}</p>
        </Note>
      )}
      <p className="sm dim narrow">{t(closed ? 'ballots.closedText' : 'ballots.openText')}</p>
      <div className="scroll after">
        <table>
          <caption className="vh">{t('ballots.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('ballots.group')}</th>
              {closed && (
                <>
                  <th scope="col">{t('ballots.handed')}</th>
                  <th scope="col">{t('ballots.counted')}</th>
                </>
              )}
              <th scope="col">{t('ballots.key')}</th>
            </tr>
          </thead>
          <tbody>
            {ballots.strata.map((stratum) => (
              <tr key={stratum.key}>
                <th scope="row">
                  <GroupName sides={sides(partiesOf(stratum.key))} />
                </th>
                {closed && (
                  <>
                    <td>{stratum.handed}</td>
                    <td>{stratum.counted}</td>
                  </>
                )}
                <td>
                  <code className="print">{stratum.fingerprint}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ballots.addsUp && <p className="sm after">{t('ballots.addsUp')}</p>}
      {ballots.unsealed && (
        <p className="sm after">
          {ballots.unsealed.count === null
            ? t('ballots.unsealedSome')
            : t('ballots.unsealed', { count: ballots.unsealed.count })}
        </p>
      )}
      {print && (
        <p className="sm dim after">
          {t('ballots.page')} <code className="print">{print}</code>
        </p>
      )}
      <p className="sm after">
        {closed && (
          <>
            <a href={`/api/v1/respond/rounds/${round.id}/receipts`} target="_blank" rel="noreferrer">
              {t('ballots.receipts')}
            </a>
            {' · '}
          </>
        )}
        <a href={GUIDE} target="_blank" rel="noreferrer">
          {t('ballots.how')}
        </a>
      </p>
    </Section>
  );
}
