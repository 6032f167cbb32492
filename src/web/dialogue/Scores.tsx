import type { Reflection } from '../../domain/dialogue/contract.ts';
import { place } from '../../domain/surveys/picture.ts';
import { lowestOf, scoresOf } from '../../domain/surveys/profile.ts';
import { Section } from '../components/Section.tsx';
import { formatNumber } from '../platform/format.ts';
import { Said } from './AnswerForm.tsx';
import { DeleteButtons } from './DeleteButtons.tsx';
import type { Own } from './useOwn.ts';

/** Side by side as far back as can be read across. */
const MOST = 6;

/** My score in each attribute, newest first, the lowest named with what it proposes. */
export function Scores({ own, reflections }: { own: Own; reflections: readonly Reflection[] }) {
  const { t, language, date, moment } = own;
  const columns = reflections.slice(0, MOST).map((one) => {
    const scores = scoresOf(one.instrument, one.ratings);
    return { ...one, scores, by: new Map(scores.map(({ key, score }) => [key, score])) };
  });
  const [latest, before] = columns;
  if (!latest) return null;
  const { themes, scale, version } = latest.instrument;
  const lowest = lowestOf(latest.scores);
  const named = themes.filter((theme) => lowest.includes(theme.key));
  // Other words are another measure.
  const comparable = before?.instrument.version === version ? before : undefined;
  const number = (value: number) => formatNumber(value, language, 2);
  return (
    <Section title={t('attributes.scores')} aside={t('attributes.on', { when: date(latest.at) })}>
      <div className="stack wide-gap">
        {named.length === 0 ? (
          <p>{t('attributes.unscored')}</p>
        ) : named.length === themes.length ? (
          <p>{t('attributes.level')}</p>
        ) : (
          named.map((theme) => (
            <div key={theme.key} className="lowest measure">
              <p>
                <b>{t('attributes.lowest')}</b>{' '}
                <span className="joint">
                  <Said texts={theme.text} language={language} />
                </span>
              </p>
              {theme.lowest && (
                <p className="sm">
                  <Said texts={theme.lowest} language={language} />
                </p>
              )}
            </div>
          ))
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
        <section className="scroll" tabIndex={0} aria-label={t('attributes.table')}>
          <table className="rt scores">
            <caption className="sm dim">
              {t('attributes.caption', { min: scale.min, max: scale.max, middle: number((scale.min + scale.max) / 2) })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('attributes.attribute')}</th>
                {columns.map((one) => (
                  <th key={one.id} scope="col" className="num">
                    <time dateTime={one.at} title={moment(one.at)}>
                      {date(one.at)}
                    </time>
                  </th>
                ))}
                {comparable && (
                  <th scope="col" className="num">
                    {t('reflection.change')}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {themes.map((theme) => {
                const [now, past] = [latest.by.get(theme.key) ?? null, comparable?.by.get(theme.key) ?? null];
                const change = now === null || past === null ? null : Math.round((now - past) * 100) / 100;
                return (
                  <tr key={theme.key} className={lowest.includes(theme.key) ? 'is-lowest' : undefined}>
                    <th scope="row">
                      <Said texts={theme.text} language={language} />
                      {now !== null && (
                        <span className="bar" aria-hidden="true">
                          <i style={{ inlineSize: `${place(now, scale)}%` }} />
                        </span>
                      )}
                    </th>
                    {columns.map((one) => {
                      const score = one.by.get(theme.key) ?? null;
                      return (
                        <td key={one.id} className="num">
                          {score === null ? <span className="dim">{t('attributes.noScore')}</span> : number(score)}
                        </td>
                      );
                    })}
                    {comparable && (
                      <td className="num">
                        {change !== null &&
                          (change === 0
                            ? t('reflection.same')
                            : `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change), language, 2)}`)}
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
        <DeleteButtons own={own} reflections={reflections} />
      </div>
    </Section>
  );
}
