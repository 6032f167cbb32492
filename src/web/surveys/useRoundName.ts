import { useTranslation } from 'react-i18next';
import type { Round } from '../../domain/surveys/contract.ts';
import { useFormat } from '../platform/useFormat.ts';
import { monthOf } from './rounds.ts';

/** "Round 4, November 2026", or with the title it was given: "Round 4, Before the merger". */
export function useRoundName(): (round: Pick<Round, 'number' | 'title' | 'closedAt' | 'closesAt'>) => string {
  const { t } = useTranslation('surveys');
  const { language, timeZone } = useFormat();
  return (round) =>
    t('round.name', {
      number: round.number,
      title: round.title ?? monthOf(round.closedAt ?? round.closesAt, language, timeZone),
    });
}
