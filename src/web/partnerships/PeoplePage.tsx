import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import { ROLES } from '../../domain/partnerships/words.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { useAddressState } from '../platform/addressState.ts';
import { address } from '../platform/http.ts';
import { useParticipants, usePartnership } from './api.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { usePeopleColumns } from './peopleColumns.tsx';
import { useEndOrReturn } from './useEndOrReturn.ts';

const VIEW = { q: '', party: '', role: '', when: 'now', sort: 'name' };
const CURRENT = { now: 'true', past: 'false', all: 'all' } as const;

/** Who takes part on each side. */
export default function PeoplePage() {
  const { id } = useParams({ from: '/inside/partnerships/$id/people' });
  const partnership = usePartnership(id).data;
  return partnership ? <People partnership={partnership} /> : null;
}

type Open = { kind: 'add' } | { kind: 'edit' | 'invite'; person: Participant } | null;

function People({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('partnerships');
  const { id, parties } = partnership;
  const [view, setView] = useAddressState(VIEW);
  const when = view.when in CURRENT ? (view.when as keyof typeof CURRENT) : 'now';
  const people = useParticipants(id, CURRENT[when]);
  const [open, setOpen] = useState<Open>(null);
  const { bringBack, end } = useEndOrReturn(id);
  const columns = usePeopleColumns(parties, {
    onEdit: (person) => setOpen({ kind: 'edit', person }),
    onInvite: (person) => setOpen({ kind: 'invite', person }),
    onBringBack: (person) => void bringBack(person),
    past: when !== 'now',
  });
  const mayAdd = parties.some((party) => party.can.addPeople);
  const words = view.q.trim().toLocaleLowerCase().split(/\s+/);
  const matches = (person: Participant) => {
    const text = [person.name, person.email, person.function, person.level, person.region]
      .join(' ')
      .toLocaleLowerCase();
    return (
      (view.party === '' || person.partyId === view.party) &&
      (view.role === '' || person.role === view.role) &&
      words.every((word) => text.includes(word))
    );
  };
  const column = columns.find((one) => one.key === view.sort.replace(/^-/, ''))?.title ?? '';

  return (
    <>
      <PageHead
        title={t('people.title')}
        context={partnership.name}
        intro={<p>{t('people.intro')}</p>}
        actions={
          <>
            {mayAdd && (
              <Button kind="primary" onClick={() => setOpen({ kind: 'add' })}>
                {t('people.add')}
              </Button>
            )}
            {mayAdd && (
              <Link className={buttonClass()} to="/partnerships/$id/people/import" params={{ id }}>
                <Icon name="upload" />
                {t('people.import')}
              </Link>
            )}
            <a className={buttonClass('plain')} href={address(`/partnerships/${id}/participants/export.csv`)} download>
              <Icon name="download" />
              {t('people.export')}
            </a>
            <Link className={buttonClass('plain')} to="/partnerships/$id/parting" params={{ id }}>
              {t('overview.parting')}
            </Link>
          </>
        }
      />
      <div className="stack">
        {/* biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers we support */}
        <div className="filters" role="search">
          <div className="grow">
            <TextField label={t('people.search')} type="search" value={view.q} onChange={(q) => setView({ q })} />
          </div>
          <SelectField
            label={t('people.party')}
            value={view.party}
            onChange={(party) => setView({ party })}
            options={[
              { value: '', label: t('people.allParties') },
              ...parties.map((party) => ({ value: party.id, label: party.name })),
            ]}
          />
          <SelectField
            label={t('people.role')}
            value={view.role}
            onChange={(role) => setView({ role })}
            options={[
              { value: '', label: t('people.anyRole') },
              ...ROLES.map((role) => ({ value: role as string, label: t(`common:role.${role}`) })),
            ]}
          />
          <SelectField
            label={t('people.when')}
            value={when}
            onChange={(next) => setView({ when: next })}
            options={[
              { value: 'now', label: t('people.whenNow') },
              { value: 'past', label: t('people.whenPast') },
              { value: 'all', label: t('people.whenAll') },
            ]}
          />
        </div>
        <Loaded query={people}>
          {(all) => {
            const found = all.filter(matches);
            const filtered = view.q !== '' || view.party !== '' || view.role !== '' || when !== 'now';
            if (found.length === 0) {
              return (
                <EmptyState
                  icon={filtered ? 'search' : 'people'}
                  title={t(filtered ? 'people.noneTitle' : 'people.emptyTitle')}
                  actions={
                    filtered && (
                      <Button onClick={() => setView({ ...VIEW, sort: view.sort })}>
                        {t('common:action.clearFilters')}
                      </Button>
                    )
                  }
                >
                  <p>{t(filtered ? 'people.none' : 'people.empty')}</p>
                </EmptyState>
              );
            }
            return (
              <DataTable
                label={t('people.tableLabel')}
                caption={t('people.caption', { count: found.length, column: column.toLocaleLowerCase() })}
                columns={columns}
                rows={found}
                rowKey={(person) => person.id}
                sort={view.sort}
                onSort={(sort) => setView({ sort })}
                rowClass={(person) => (person.leftOn ? 'past' : undefined)}
              />
            );
          }}
        </Loaded>
      </div>
      {open?.kind === 'add' && (
        <PersonDialog partnership={partnership} partyId={view.party} person={null} onClose={() => setOpen(null)} />
      )}
      {open?.kind === 'edit' && (
        <PersonDialog
          partnership={partnership}
          person={open.person}
          onClose={() => setOpen(null)}
          onEnd={async (person) => {
            await end(person);
            setOpen(null);
          }}
        />
      )}
      {open?.kind === 'invite' && (
        <InviteDialog partnership={partnership} person={open.person} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
