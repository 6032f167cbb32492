import { useTranslation } from 'react-i18next';
import type { Signatory, VersionHead } from '../../domain/documents/contract.ts';
import type { Party } from '../../domain/partnerships/contract.ts';
import { markClass, PartyMark } from '../partnerships/PartyMark.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { partyIn } from './standing.ts';

/** Who has ratified a version and who has not: a line that closes as the yeses come, and the same in words. */
export function Ratified({
  version,
  parties,
  signatories,
}: {
  version: VersionHead;
  parties: readonly Party[];
  signatories: readonly Signatory[];
}) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  // In force, parties that came in later stand in the line, too: not bound yet.
  const ids = [...new Set([...version.partyIds, ...version.waitingFor])];
  const between = parties.filter((party) => ids.includes(party.id));
  const has = (id: string) => version.ratifications.find((one) => one.partyId === id);
  const whole = version.waitingFor.length === 0;
  const waiting = version.waitingFor.map((id) => partyIn(parties, id));
  const label = whole
    ? t('ratified.allLabel', { number: version.number })
    : t('ratified.someLabel', { number: version.number, parties: format.list(waiting) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with its words, not a set of fields
    <div className={between.length === 2 ? 'rat' : 'rat many'} role="group" aria-label={label}>
      <div className="line" aria-hidden="true">
        {between[0] && <PartyMark party={between[0]} />}
        {between[0] && <Half party={between[0]} done={has(between[0].id) !== undefined} />}
        <Seal closed={version.state === 'in-force' || version.state === 'superseded'} />
        {between[1] && <Half party={between[1]} done={has(between[1].id) !== undefined} />}
        {between[1] && <PartyMark party={between[1]} />}
      </div>
      <div className="who">
        {between.map((party) => {
          const yes = has(party.id);
          const signs = signatories.find((one) => one.partyId === party.id);
          return (
            <div key={party.id}>
              <b>
                {between.length !== 2 && <PartyMark party={party} />}{' '}
                {yes
                  ? t('ratified.by', { party: party.name })
                  : version.state === 'in-force'
                    ? t('ratified.notBound', { party: party.name })
                    : version.state === 'proposed'
                      ? t('ratified.waiting', { party: party.name })
                      : t('ratified.not', { party: party.name })}
              </b>
              {yes ? (
                <>
                  <span className="dim">{t(`ratified.as.${yes.role}`, { name: yes.name })}</span>
                  <span className="dim">{format.moment(yes.at)}</span>
                  {party.leftOn && version.inForceAt && (
                    <span className="dim">{t('ratified.until', { day: format.day(party.leftOn) })}</span>
                  )}
                </>
              ) : (
                version.waitingFor.includes(party.id) &&
                signs && (
                  <span className="dim">
                    {signs.people.length > 0
                      ? t(`ratified.as.${signs.role}`, { name: format.list(signs.people.map((one) => one.name)) })
                      : t(`ratified.nobody.${signs.role}`)}
                  </span>
                )
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const Half = ({ party, done }: { party: Party; done: boolean }) => (
  <span className={['half', markClass(party.mark), done && 'done'].filter(Boolean).join(' ')} />
);

function Seal({ closed }: { closed: boolean }) {
  if (!closed)
    return (
      <svg className="seal open" viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="4 3.85" />
        <path d="M18 6v24" stroke="currentColor" strokeWidth="1.2" strokeDasharray="2 3" />
      </svg>
    );
  return (
    <svg className="seal" viewBox="0 0 36 36" aria-hidden="true">
      <circle cx="18" cy="18" r="16" fill="currentColor" />
      <circle cx="18" cy="18" r="12.5" fill="none" stroke="var(--sheet)" strokeWidth="1.2" />
      <path
        d="m12.5 18.5 4 4 7.5-9"
        fill="none"
        stroke="var(--sheet)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
