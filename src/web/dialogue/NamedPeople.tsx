import type { Dialogue, Named } from '../../domain/dialogue/contract.ts';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { PartyName } from '../partnerships/PartyName.tsx';
import type { Own } from './useOwn.ts';

type Where = 'sent' | 'agreed' | 'undecided' | 'declined' | 'withdrawn';
const LOOKS: Record<Where, { badge: string; icon: IconName }> = {
  sent: { badge: 'badge ok', icon: 'check' },
  agreed: { badge: 'badge', icon: 'check' },
  undecided: { badge: 'badge', icon: 'clock' },
  declined: { badge: 'badge warn', icon: 'cross' },
  withdrawn: { badge: 'badge warn', icon: 'cross' },
};

const whereIs = (one: Named): Where =>
  one.declinedAt
    ? one.consentedAt
      ? 'withdrawn'
      : 'declined'
    : one.sentAt
      ? 'sent'
      : one.consentedAt
        ? 'agreed'
        : 'undecided';

/** Everybody named, with what each has said to it so far. It is all in the open among them. */
export function NamedPeople({ partnership, dialogue, own }: { partnership: string; dialogue: Dialogue; own: Own }) {
  const { t, moment } = own;
  const parties = usePartnership(partnership).data?.parties ?? [];
  return (
    <Section title={t('people.title')} aside={t('people.count', { count: dialogue.people.length })}>
      <ul className="l rows named">
        {dialogue.people.map((one) => {
          const where = whereIs(one);
          const party = parties.find((each) => each.id === one.partyId);
          const at = one.declinedAt ?? one.sentAt ?? one.consentedAt;
          return (
            <li key={one.participantId}>
              <div>
                <p>
                  {party ? <PartyName party={party}>{one.name}</PartyName> : one.name}
                  {one.me && <span className="badge">{t('people.you')}</span>}
                </p>
                <p className="sm dim">
                  {party?.name}
                  {one.participantId === dialogue.calledBy && ` · ${t('people.caller')}`}
                </p>
                {one.reason && <p className="joint sm">“{one.reason}”</p>}
              </div>
              <p>
                <span className={LOOKS[where].badge}>
                  <Icon name={LOOKS[where].icon} />
                  {t(`people.where.${where}`)}
                </span>
                {at && <small className="dim under">{moment(at)}</small>}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
