import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import type { PyramidRow } from '../../../domain/surveys/pyramid.ts';
import { shortWords } from '../../../domain/surveys/reading.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { StatusSign, SurveyStatus } from '../SurveyStatus.tsx';
import './instruments.css';

const SIDES = ['business', 'accelerator', 'relationship'] as const;

/** Practices as people see them: a pyramid of phases standing on its base, and the same as a table, base first. */
export function Pyramid({ rows, results }: { rows: readonly PyramidRow[]; results: Results }) {
  const { t } = useTranslation(['instruments', 'surveys']);
  const { language } = useFormat();
  const { snapshot, instrument } = results;
  const resultOf = (key: string) => snapshot.items.find((item) => item.key === key);
  const numberOf = (key: string) => instrument.items.findIndex((item) => item.key === key) + 1;
  const phase = (key: string) => textIn(instrument.themes.find((theme) => theme.key === key)?.text ?? {}, language);
  return (
    <div className="pyramid">
      <div className="pyr" aria-hidden="true">
        {rows.toReversed().map((row, up) => (
          <div
            key={row.theme}
            className="prow"
            style={{ '--step': `${6.5 * (rows.length - 1 - up)}%` } as CSSProperties}
          >
            <p>{phase(row.theme)}</p>
            <ul className="l">
              {row.items.map((key) => {
                const status = resultOf(key)?.status ?? null;
                return (
                  <li key={key} className={`practice ${status ?? 'none'}`}>
                    <small>
                      <b>{numberOf(key)}</b>
                      {status && <StatusSign status={status} />}
                    </small>
                    {shortWords(instrument, key, language)}
                    <b className="fig">
                      <bdi dir="ltr">{resultOf(key)?.total?.shown ?? t('surveys:table.notShown')}</bdi>
                    </b>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
        <p className="pcols">
          <span>
            {SIDES.map((side) => (
              <span key={side}>{t(`pyramid.${side}`)}</span>
            ))}
          </span>
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('pyramid.table')}>
        <table className="rt">
          <caption className="sm dim">{t('pyramid.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('pyramid.practice')}</th>
              <th scope="col">{t('pyramid.side')}</th>
              <th scope="col" className="num">
                {t('surveys:results.everyone')}
              </th>
              <th scope="col">{t('surveys:table.status')}</th>
            </tr>
          </thead>
          {rows.map((row) => (
            <tbody key={row.theme}>
              <tr>
                <th scope="rowgroup" colSpan={4}>
                  {phase(row.theme)}
                </th>
              </tr>
              {row.items.map((key, at) => {
                const result = resultOf(key);
                return (
                  <tr key={key}>
                    <th scope="row">
                      <span className="dim">{numberOf(key)}</span> {shortWords(instrument, key, language)}
                    </th>
                    <td>{t(`pyramid.${SIDES[at] ?? 'business'}`)}</td>
                    <td className="num">
                      <bdi dir="ltr">{result?.total?.shown ?? t('surveys:table.notShown')}</bdi>
                    </td>
                    <td>{result?.status ? <SurveyStatus status={result.status} /> : result?.reason}</td>
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </section>
    </div>
  );
}
