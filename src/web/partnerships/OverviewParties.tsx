import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant, Partnership, Party } from '../../domain/partnerships/contract.ts';
import { speaksFor } from '../../domain/partnerships/rules.ts';
import { Button } from '../components/Button.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { useParticipants } from './api.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { PartyDialog } from './PartyDialog.tsx';
import { PartyMark } from './PartyMark.tsx';

/** The parties with who is in and who is invited, and the way to hand over an invitation again. */
export function OverviewParties({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('partnerships');
  const people = useParticipants(partnership.id).data ?? [];
  const [inviting, setInviting] = useState<Participant | null>(null);
  const [changing, setChanging] = useState<Party | 'new' | null>(null);
  return (
    <div className="stack">
      <ul className="rows l">
        {partnership.parties.map((party) => (
          <OneParty
            key={party.id}
            party={party}
            partnershipId={partnership.id}
            speakers={people.filter((one) => one.partyId === party.id && speaksFor(one.role as never))}
            onInvite={setInviting}
            onChange={() => setChanging(party)}
          />
        ))}
      </ul>
      {partnership.can.addParty && (
        <div>
          <Button kind="plain" small icon="plus" onClick={() => setChanging('new')}>
            {t('overview.addParty')}
          </Button>
        </div>
      )}
      {inviting && <InviteDialog partnership={partnership} person={inviting} onClose={() => setInviting(null)} />}
      {changing && (
        <PartyDialog
          partnershipId={partnership.id}
          party={changing === 'new' ? null : changing}
          onClose={() => setChanging(null)}
        />
      )}
    </div>
  );
}

function OneParty({
  party,
  partnershipId,
  speakers,
  onInvite,
  onChange,
}: {
  party: Party;
  partnershipId: string;
  speakers: readonly Participant[];
  onInvite: (person: Participant) => void;
  onChange: () => void;
}) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const invitable = speakers.filter((one) => one.can.invite && one.account !== 'active');
  const state = party.leftOn
    ? t('common:party.left', { day: format.day(party.leftOn, 'medium') })
    : party.state === 'in' && party.acceptedAt
      ? t('overview.in', { day: format.date(party.acceptedAt, 'medium') })
      : t('overview.invited');
  return (
    <li className="partyrow">
      <PartyMark party={party} />
      <div>
        <h3>{party.name}</h3>
        <p>
          {[
            party.unit ? party.organisation : null,
            party.place,
            state,
            party.state === 'left' ? null : t('common:party.people', { count: party.people }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {party.state === 'invited' && speakers.length === 0 && party.can.addPeople && (
          <p>
            {t('overview.noSpeaker', { party: party.name })}{' '}
            <Link to="/partnerships/$id/people" params={{ id: partnershipId }} search={{ party: party.id } as never}>
              {t('overview.nameSomeone')}
            </Link>
          </p>
        )}
      </div>
      <div className="acts">
        {party.state === 'invited' &&
          invitable.map((person) => (
            <Button
              key={person.id}
              small
              icon="link"
              onClick={() => onInvite(person)}
              aria-label={t('overview.inviteOf', { name: person.name })}
            >
              {t('overview.invite')}
            </Button>
          ))}
        {party.can.edit && (
          <Button small kind="plain" onClick={onChange} aria-label={t('details.partyOf', { name: party.name })}>
            {t('details.change')}
          </Button>
        )}
      </div>
    </li>
  );
}
