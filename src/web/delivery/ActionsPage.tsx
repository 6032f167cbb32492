import { useMediaQuery } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action } from '../../domain/delivery/contract.ts';
import { ACTION_STATES } from '../../domain/delivery/words.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useAddressState } from '../platform/addressState.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { ActionsTable } from './ActionsTable.tsx';
import { useActions } from './api.ts';
import { Board, Cards } from './Board.tsx';
import { matching, NO_ROUND, roundsIn, VIEW } from './filter.ts';
import './delivery.css';

/** What was agreed to be done, by whom and until when: as a list or as a board. */
export default function ActionsPage() {
  const { id } = useParams({ from: '/inside/partnerships/$id/deliver' });
  const partnership = usePartnership(id).data;
  return partnership ? <Actions partnership={partnership} /> : null;
}

function Actions({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('delivery');
  const { id, parties } = partnership;
  const actions = useActions(id);
  const [view, setView] = useAddressState(VIEW);
  const [open, setOpen] = useState<Action | 'new' | null>(null);
  const mayAdd = partnership.myRole !== 'observer';
  const add = mayAdd && (
    <Button kind="primary" onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  );
  const board = view.view === 'board';
  const narrow = useMediaQuery('screen and (max-width: 40rem)', undefined, { getInitialValueInEffect: false });
  const filtered = view.q || view.owner || view.party || view.late || view.round || view.state !== VIEW.state;
  return (
    <>
      <PageHead
        title={t('title')}
        context={partnership.name}
        intro={<p>{t('intro')}</p>}
        actions={
          <>
            {add}
            <Button kind="plain" icon="print" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        }
      />
      <Loaded query={actions}>
        {(all) => {
          if (all.length === 0)
            return (
              <EmptyState icon="clock" title={t('noneTitle')} actions={add}>
                <p>{t('none')}</p>
              </EmptyState>
            );
          const shown = matching(all, view);
          return (
            <div className="stack">
              {/* biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers we support */}
              <div className="filters action-filters noprint" role="search">
                <SelectField
                  label={t('view')}
                  value={board ? 'board' : 'list'}
                  onChange={(next) => setView({ view: next })}
                  options={['list', 'board'].map((value) => ({ value, label: t(`views.${value}`) }))}
                />
                <div className="grow">
                  <TextField label={t('search')} type="search" value={view.q} onChange={(q) => setView({ q })} />
                </div>
                <SelectField
                  label={t('owner')}
                  value={view.owner}
                  onChange={(owner) => setView({ owner })}
                  options={[
                    { value: '', label: t('anybody') },
                    { value: 'me', label: t('mine') },
                  ]}
                />
                <SelectField
                  label={t('party')}
                  value={view.party}
                  onChange={(party) => setView({ party })}
                  options={[
                    { value: '', label: t('anyParty') },
                    ...parties.map((party) => ({ value: party.id, label: party.name })),
                  ]}
                />
                {!board && (
                  <SelectField
                    label={t('stateLabel')}
                    value={view.state}
                    onChange={(state) => setView({ state })}
                    options={[
                      ...ACTION_STATES.map((state) => ({ value: state as string, label: t(`state.${state}`) })),
                      { value: 'all', label: t('anyState') },
                    ]}
                  />
                )}
                <SelectField
                  label={t('lateLabel')}
                  value={view.late}
                  onChange={(late) => setView({ late })}
                  options={[
                    { value: '', label: t('lateOrNot') },
                    { value: 'yes', label: t('lateOnly') },
                  ]}
                />
                <SelectField
                  label={t('round')}
                  value={view.round}
                  onChange={(round) => setView({ round })}
                  options={[
                    { value: '', label: t('anyRound') },
                    ...roundsIn(all).map((round) => ({
                      value: round.id,
                      label: t('ofRound', { number: round.number }),
                    })),
                    { value: NO_ROUND, label: t('noRound') },
                  ]}
                />
              </div>
              {shown.length === 0 && !board ? (
                <EmptyState
                  icon="check"
                  level={2}
                  title={t(filtered ? 'noMatchTitle' : 'allDoneTitle')}
                  actions={
                    filtered && (
                      <Button onClick={() => setView({ ...VIEW, view: view.view })}>
                        {t('common:action.clearFilters')}
                      </Button>
                    )
                  }
                >
                  <p>{t(filtered ? 'noMatch' : 'allDone')}</p>
                </EmptyState>
              ) : board ? (
                <Board partnership={partnership} actions={shown} onEdit={setOpen} />
              ) : narrow ? (
                <Cards partnership={partnership} actions={shown} onEdit={setOpen} />
              ) : (
                <ActionsTable
                  partnership={partnership}
                  actions={shown}
                  sort={view.sort}
                  onSort={(sort) => setView({ sort })}
                  onEdit={setOpen}
                />
              )}
            </div>
          );
        }}
      </Loaded>
      {open && (
        <ActionDialog partnership={partnership} action={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
