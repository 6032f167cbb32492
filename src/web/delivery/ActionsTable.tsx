import { useTranslation } from 'react-i18next';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { About, Acts, Due, Owner } from './parts.tsx';

export function ActionsTable({
  partnership,
  actions,
  sort,
  onSort,
  onEdit,
}: {
  partnership: Partnership;
  actions: readonly Action[];
  sort: string;
  onSort: (sort: string) => void;
  onEdit: (action: Action) => void;
}) {
  const { t } = useTranslation('delivery');
  const columns: Column<Action>[] = [
    {
      key: 'text',
      title: t('col.action'),
      heading: true,
      sort: (action) => action.text,
      cell: (action) => (
        <span className="action-text">
          <span>{action.text}</span>
          <About action={action} partnership={partnership} />
        </span>
      ),
    },
    {
      key: 'owner',
      title: t('col.owner'),
      sort: (action) => action.owner.name,
      cell: (action) => <Owner action={action} partnership={partnership} />,
    },
    { key: 'due', title: t('col.due'), sort: (action) => action.dueOn, cell: (action) => <Due action={action} /> },
    {
      key: 'state',
      title: t('col.state'),
      secondary: true,
      sort: (action) => action.state,
      cell: (action) => t(`state.${action.state}`),
    },
    {
      key: 'acts',
      title: t('col.acts'),
      actions: true,
      cell: (action) => <Acts action={action} partnership={partnership} onEdit={onEdit} />,
    },
  ];
  const column = columns.find((one) => one.key === sort.replace(/^-/, ''))?.title ?? '';
  return (
    <DataTable
      label={t('tableLabel')}
      caption={t('caption', { count: actions.length, column })}
      columns={columns}
      rows={actions}
      rowKey={(action) => action.id}
      sort={sort}
      onSort={onSort}
      rowClass={(action) => (action.state === 'open' ? undefined : 'past')}
    />
  );
}
