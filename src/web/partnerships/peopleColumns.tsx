import { useTranslation } from 'react-i18next';
import type { Participant, Party } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import type { Column } from '../components/DataTable.tsx';
import { MailAddress } from '../components/MailAddress.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { PartyName } from './PartyName.tsx';

type Doings = {
  onEdit: (person: Participant) => void;
  onInvite: (person: Participant) => void;
  onBringBack: (person: Participant) => void;
  /** People who have left are among the rows. */
  past: boolean;
};

/** The columns of the table of people. */
export function usePeopleColumns(parties: readonly Party[], doings: Doings): Column<Participant>[] {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const partyOf = (person: Participant) => parties.find((party) => party.id === person.partyId);
  const role = (person: Participant) => t(`common:role.${person.role}`);
  const columns: (Column<Participant> | false)[] = [
    {
      key: 'name',
      title: t('people.col.name'),
      heading: true,
      sort: (person) => person.name,
      cell: (person) => (
        <>
          {person.name} {person.me && <span className="badge">{t('people.you')}</span>}
          <small className="under narrow-only">{role(person)}</small>
          {person.email && (
            <small className="under">
              <MailAddress>{person.email}</MailAddress>
            </small>
          )}
        </>
      ),
    },
    {
      key: 'party',
      title: t('people.col.party'),
      sort: (person) => partyOf(person)?.name ?? null,
      cell: (person) => {
        const party = partyOf(person);
        return party && <PartyName party={party} />;
      },
    },
    {
      key: 'role',
      title: t('people.col.role'),
      secondary: true,
      sort: role,
      cell: (person) => (
        <>
          {role(person)}
          {person.decides && <small className="under">{t('people.decides')}</small>}
        </>
      ),
    },
    {
      key: 'function',
      title: t('people.col.function'),
      secondary: true,
      sort: (person) => person.function,
      cell: (person) => [person.function, person.level, person.region].filter(Boolean).join('\u00a0· '),
    },
    {
      key: 'joined',
      title: t('people.col.joined'),
      secondary: true,
      sort: (person) => person.joinedOn,
      cell: (person) => <span className="nowrap">{format.day(person.joinedOn, 'medium')}</span>,
    },
    doings.past && {
      key: 'left',
      title: t('people.col.left'),
      sort: (person) => person.leftOn,
      cell: (person) => person.leftOn && <span className="nowrap">{format.day(person.leftOn, 'medium')}</span>,
    },
    {
      key: 'account',
      title: t('people.col.account'),
      secondary: true,
      sort: (person) => person.account,
      cell: (person) => t(`people.account.${person.account}`),
    },
    {
      key: 'actions',
      title: t('people.col.actions'),
      actions: true,
      cell: (person) => <RowButtons person={person} {...doings} />,
    },
  ];
  return columns.filter((column) => column !== false);
}

function RowButtons({ person, onEdit, onInvite, onBringBack }: Doings & { person: Participant }) {
  const { t } = useTranslation('partnerships');
  const { name } = person;
  if (person.leftOn) {
    return (
      person.can.edit && (
        <Button small kind="plain" aria-label={t('people.bringBackOf', { name })} onClick={() => onBringBack(person)}>
          {t('people.bringBack')}
        </Button>
      )
    );
  }
  return (
    <>
      {person.can.invite && person.account !== 'active' && (
        <Button small kind="plain" aria-label={t('people.inviteOf', { name })} onClick={() => onInvite(person)}>
          {t('people.invite')}
        </Button>
      )}
      {person.can.edit && (
        <Button small kind="plain" aria-label={t('people.editOf', { name })} onClick={() => onEdit(person)}>
          {t('people.edit')}
        </Button>
      )}
    </>
  );
}
