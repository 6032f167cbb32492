import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { SelectField } from '../../components/Field.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { monthOf } from '../rounds.ts';

/** Which earlier round these results are held against; nothing to choose with fewer than two. */
export function CompareWith({ results, choose }: { results: Results; choose: (number: string) => void }) {
  const { t } = useTranslation('surveys');
  const { language, timeZone } = useFormat();
  const earlier = results.trend.filter((round) => round.roundId !== results.round.id).toReversed();
  if (earlier.length < 2 || !results.comparison) return null;
  const [before] = earlier;
  return (
    <SelectField
      label={t('results.compareWith')}
      value={String(results.comparison.number)}
      onChange={(number) => choose(number === String(before?.number) ? '' : number)}
      options={earlier.map((round) => ({
        value: String(round.number),
        label: t('round.name', { number: round.number, title: monthOf(round.closedAt, language, timeZone) }),
      }))}
    />
  );
}
