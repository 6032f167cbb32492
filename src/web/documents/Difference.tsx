import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionDifference } from '../../domain/documents/difference.ts';
import { StateBadge } from './StateBadge.tsx';

type View = 'changes' | 'before' | 'after';

/** One section's change: word by word, or as it reads before and after. */
export function Difference({
  change,
  proposed,
  number,
}: {
  change: SectionDifference;
  proposed: boolean;
  number: number;
}) {
  const { t } = useTranslation('documents');
  const [view, setView] = useState<View>('changes');
  const name = useId();
  const heading = useId();
  const words: Record<View, string> = {
    changes: t('difference.changes'),
    before: t('difference.before'),
    after: t(proposed ? 'difference.proposed' : 'difference.after'),
  };
  return (
    <section className="prop" aria-labelledby={heading}>
      <header>
        {proposed && <StateBadge state="proposed" />}
        <h3 id={heading}>{t('difference.title', { number })}</h3>
        <fieldset className="difftool noprint">
          <legend className="vh">{t('difference.show')}</legend>
          {(['changes', 'before', 'after'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name={name} value={one} checked={view === one} onChange={() => setView(one)} />
              {words[one]}
            </label>
          ))}
        </fieldset>
      </header>
      <div className="diff">
        {view === 'before' && (change.before || <span className="dim">{t('text.empty')}</span>)}
        {view === 'after' && (change.after || <span className="dim">{t('text.empty')}</span>)}
        {view === 'changes' &&
          change.pieces.map((piece, index) =>
            piece.kind === 'same' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text that does not change
              <span key={index}>{piece.text}</span>
            ) : piece.kind === 'added' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same
              <ins key={index}>{piece.text}</ins>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same
              <del key={index}>{piece.text}</del>
            ),
          )}
      </div>
    </section>
  );
}
