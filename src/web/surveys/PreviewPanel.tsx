import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import type { RoundPreview } from '../../domain/surveys/contract.ts';
import { Note } from '../components/Note.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { ErrorState } from '../components/State.tsx';
import { Few } from '../dialogue/DialogueSection.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { GroupName, useSides } from './parties.tsx';

type Preview = Static<typeof RoundPreview>;

interface Props {
  /** Null: not enough is chosen to ask. */
  preview: UseQueryResult<Preview> | null;
  timeZone: string;
  partnership: string;
  /** Fewest people that a figure stands for. */
  k: number;
}

/** What opening would do: who is asked, which groups are ever shown, whom no mail can reach, or why it cannot be. */
export function PreviewPanel({ preview, timeZone, partnership, k }: Props) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const sides = useSides(partnership);
  if (!preview) return <p className="sm dim">{t('preview.fill')}</p>;
  if (preview.error && !preview.data) {
    return <ErrorState error={preview.error} level={3} retry={() => void preview.refetch()} />;
  }
  if (!preview.data) return <Skeleton lines={4} />;
  const { strata, invited, withoutAddress, onPaper, closesAt, refused, notes } = preview.data;
  const here = closesAt && format.moment(closesAt);
  const there = closesAt && format.moment(closesAt, 'long', timeZone);
  return (
    <div className="foretold" aria-live="polite" aria-busy={preview.isFetching}>
      {refused ? (
        <>
          <Note kind="warn">
            <p>{refused}</p>
          </Note>
          {invited > 0 && invited < k && <Few id={partnership} may />}
        </>
      ) : (
        <>
          <p>{t('preview.asked', { count: invited })}</p>
          <ul className="l rows">
            {strata.map((stratum) => (
              <li key={stratum.key}>
                <p className="two-ends">
                  <GroupName sides={sides(stratum.parties)} />
                  <span className="dim">{t('count.people', { count: stratum.invited })}</span>
                </p>
              </li>
            ))}
          </ul>
          {withoutAddress > 0 && <Note>{t('preview.withoutAddress', { count: withoutAddress })}</Note>}
          {onPaper > 0 && <Note>{t('preview.onPaper', { count: onPaper })}</Note>}
          {notes.map((note) => (
            <Note key={note}>{note}</Note>
          ))}
          {closesAt && (
            <p className="sm dim">
              {t('preview.closes', { when: there })}
              {here !== there && ` ${t('preview.yours', { when: here })}`} {t('preview.results')}
            </p>
          )}
        </>
      )}
    </div>
  );
}
