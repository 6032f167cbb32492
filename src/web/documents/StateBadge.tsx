import { useTranslation } from 'react-i18next';
import type { VersionState } from '../../domain/documents/words.ts';
import { Icon } from '../components/Icon.tsx';

/** Drafts are mine or ours, proposals wait, in force is binding: different looks, always with the word. */
export function StateBadge({ state }: { state: VersionState | 'mine' | 'draft' }) {
  const { t } = useTranslation('documents');
  const look = { 'in-force': 'force', proposed: 'proposed', mine: 'draft', draft: 'draft' }[state as string] ?? '';
  const icon =
    state === 'in-force'
      ? 'check'
      : state === 'mine'
        ? 'lock'
        : state === 'proposed' || state === 'draft'
          ? 'pen'
          : null;
  return (
    <span className={`badge ${look}`}>
      {icon && <Icon name={icon} />}
      {t(`state.${state}`)}
    </span>
  );
}
