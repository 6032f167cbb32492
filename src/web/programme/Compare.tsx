import { useTranslation } from 'react-i18next';
import { type Answer, type Change, compare, ITEMS } from '../../domain/programme/assessment.ts';
import type { Assessment } from '../../domain/programme/contract.ts';
import { itemOf } from '../assessment/questionnaire.ts';
import { SelectField } from '../components/Field.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { useAddressState } from '../platform/addressState.ts';
import type { UiLanguage } from '../platform/languages.ts';
import { useFormat } from '../platform/useFormat.ts';

const VIEW = { from: '', to: '' };
const SIGNS: Record<Change, IconName | null> = {
  gained: 'sortUp',
  lost: 'sortDown',
  'still-yes': 'check',
  'still-no': 'dash',
  unknown: null,
};

/** Any two results, part by part. Chosen the other way round, they change places: earlier stays earlier. */
export function Compare({ kept }: { kept: readonly Assessment[] }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const [view, setView] = useAddressState(VIEW);
  const placeOf = (id: string, otherwise: number) => {
    const at = kept.findIndex((one) => one.id === id);
    return at < 0 ? otherwise : at;
  };
  const chosen = [placeOf(view.from, kept.length - 2), placeOf(view.to, kept.length - 1)].toSorted((a, b) => a - b);
  const [from, to] = chosen.map((at) => kept[at]) as [Assessment, Assessment];
  const changes = compare(from.answers, to.answers);
  const options = kept.toReversed().map((one) => ({
    value: one.id,
    label: t('compare.option', { day: format.day(one.takenOn, 'medium'), score: one.score, of: ITEMS.length }),
  }));
  return (
    <Section title={t('compare.title')}>
      <div className="filters">
        <SelectField
          label={t('compare.from')}
          value={from.id}
          onChange={(id) => setView({ from: id, to: to.id })}
          options={options}
        />
        <SelectField
          label={t('compare.to')}
          value={to.id}
          onChange={(id) => setView({ from: from.id, to: id })}
          options={options}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('compare.label')}>
        <table className="compare">
          <caption className="sm dim">{t('compare.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('compare.item')}</th>
              <th scope="col" className="secondary">
                {format.day(from.takenOn, 'medium')}
              </th>
              <th scope="col" className="secondary">
                {format.day(to.takenOn, 'medium')}
              </th>
              <th scope="col">{t('compare.change')}</th>
            </tr>
          </thead>
          <tbody>
            {ITEMS.map((item) => {
              const change = changes[item];
              const sign = SIGNS[change];
              return (
                <tr key={item} className={change}>
                  <th scope="row">{itemOf(item).question[format.language as UiLanguage]}</th>
                  <td className="secondary">{t(`answer.${wordFor(from.answers[item])}`)}</td>
                  <td className="secondary">{t(`answer.${wordFor(to.answers[item])}`)}</td>
                  <td>
                    <span className="change">
                      {sign && <Icon name={sign} />}
                      {t(`compare.${change}`)}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

const wordFor = (answer: Answer) => answer ?? 'open';
