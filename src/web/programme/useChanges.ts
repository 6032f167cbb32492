import { useTranslation } from 'react-i18next';
import type { Assessment } from '../../domain/programme/contract.ts';
import { useFormat } from '../platform/useFormat.ts';

/** "2 gained and 1 lost". */
export function useChanges() {
  const { t } = useTranslation('programme');
  const format = useFormat();
  return ({ gained, lost }: NonNullable<Assessment['since']>): string =>
    format.list([
      ...(gained.length > 0 ? [t('gained', { count: gained.length })] : []),
      ...(lost.length > 0 ? [t('lost', { count: lost.length })] : []),
    ]);
}
