import { useTranslation } from 'react-i18next';
import { encode, ITEMS } from '../../domain/programme/assessment.ts';
import type { Assessment, Programme } from '../../domain/programme/contract.ts';
import { Button } from '../components/Button.tsx';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { useAddressState } from '../platform/addressState.ts';
import { useFormat } from '../platform/useFormat.ts';
import { removeAssessment, restoreAssessment, useRefreshProgrammes } from './api.ts';
import { Trend } from './Trend.tsx';
import { useChanges } from './useChanges.ts';

const VIEW = { sort: '-day' };

/** Every kept result, as a picture and as a table. */
export function Kept({ programme, kept }: { programme: Programme; kept: readonly Assessment[] }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const changes = useChanges();
  const { remove } = useRemoval(programme);
  const [view, setView] = useAddressState(VIEW);

  const changed = ({ since }: Assessment) => {
    if (!since) return t('changedFirst');
    return since.gained.length + since.lost.length === 0 ? t('changedNone') : changes(since);
  };
  const columns: Column<Assessment>[] = [
    {
      key: 'day',
      title: t('column.day'),
      heading: true,
      sort: (one) => one.takenOn + one.id,
      cell: (one) => <a href={`/assessment#a=${encode(one.answers)}`}>{format.day(one.takenOn, 'medium')}</a>,
    },
    { key: 'score', title: t('column.score'), numeric: true, sort: (one) => one.score, cell: (one) => one.score },
    {
      key: 'standing',
      title: t('column.standing'),
      secondary: true,
      cell: (one) => t(`standingShort.${one.standing}`),
    },
    { key: 'changed', title: t('column.changed'), cell: changed },
    { key: 'keptBy', title: t('column.keptBy'), secondary: true, sort: (one) => one.keptBy, cell: (one) => one.keptBy },
    {
      key: 'actions',
      title: t('column.actions'),
      actions: true,
      cell: (one) => (
        <Button
          kind="plain"
          small
          aria-label={t('removeOne', { day: format.day(one.takenOn) })}
          onClick={() => void remove(one)}
        >
          {t('remove')}
        </Button>
      ),
    },
  ];
  const column = columns.find((one) => one.key === view.sort.replace(/^-/, ''))?.title ?? '';
  return (
    <Section title={t('trend.title')}>
      {kept.length > 1 && <Trend kept={kept} />}
      <DataTable
        label={t('trend.label')}
        caption={t('trend.caption', { column: column.toLocaleLowerCase() })}
        columns={columns}
        rows={kept}
        rowKey={(one) => one.id}
        sort={view.sort}
        onSort={(sort) => setView({ sort })}
      />
    </Section>
  );
}

/** What was removed stays within reach, with who did it. */
export function Removed({ programme, removed }: { programme: Programme; removed: readonly Assessment[] }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const { restore } = useRemoval(programme);
  return (
    <details className="noprint">
      <summary>{t('removedTitle', { count: removed.length })}</summary>
      <ul className="l rows removed">
        {removed.map((one) => (
          <li key={one.id}>
            <span className="sm dim">
              {t('removedLine', {
                score: one.score,
                of: ITEMS.length,
                day: format.day(one.takenOn),
                name: one.removedBy,
                when: format.date(one.removedAt ?? one.keptAt),
              })}
            </span>
            <Button
              small
              aria-label={t('putBackOne', { day: format.day(one.takenOn) })}
              onClick={() => void restore(one)}
            >
              {t('putBack')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Takes a result away and puts it back; each can be undone by the other. */
function useRemoval(programme: Programme) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const refresh = useRefreshProgrammes();
  const act = async (send: () => Promise<unknown>, said: string, undo?: () => unknown) => {
    try {
      await send();
      toast(said, undo ? { undo } : {});
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    }
    await refresh();
  };
  const restore = (one: Assessment) =>
    act(() => restoreAssessment(programme.id, one.id), t('restored', { day: format.day(one.takenOn) }));
  const remove = (one: Assessment) =>
    act(
      () => removeAssessment(programme.id, one.id),
      t('removed', { day: format.day(one.takenOn) }),
      () => restore(one),
    );
  return { remove, restore };
}
