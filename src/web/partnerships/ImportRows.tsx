import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantImportResult } from '../../domain/partnerships/contract.ts';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { useFormat } from '../platform/useFormat.ts';

const LOOKS: Record<string, { badge: string; icon: IconName }> = {
  new: { badge: 'badge ok', icon: 'plus' },
  known: { badge: 'badge', icon: 'check' },
  wrong: { badge: 'badge warn', icon: 'warn' },
};

/** What would be written, row by row, and why a row is left out. */
export function ImportRows({ result }: { result: ParticipantImportResult }) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const summary = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new check the focus goes to its outcome
  useEffect(() => summary.current?.focus(), [result]);
  const count = (state: string) => result.rows.filter((row) => row.state === state).length;
  const wrong = count('wrong');
  return (
    <>
      <p ref={summary} tabIndex={-1} className="summary">
        <b>{t('import.summary', { fresh: count('new'), known: count('known'), wrong })}</b>
      </p>
      {result.ignoredColumns.length > 0 && (
        <Note kind="warn">{t('import.ignored', { columns: format.list(result.ignoredColumns) })}</Note>
      )}
      {wrong > 0 && <Note kind="warn">{t('import.wrongNote')}</Note>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('import.caption', { count: result.rows.length })}>
        <table className="rt">
          <caption className="sm dim">{t('import.caption', { count: result.rows.length })}</caption>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t('import.row')}
              </th>
              <th scope="col">{t('import.state')}</th>
              <th scope="col">{t('people.col.name')}</th>
              <th scope="col">{t('people.field.email')}</th>
              <th scope="col">{t('people.col.role')}</th>
            </tr>
          </thead>
          <tbody>
            {result.rows.map((row) => {
              const look = LOOKS[row.state];
              return (
                <tr key={row.line}>
                  <td className="num">{row.line}</td>
                  <td>
                    <span className={look?.badge}>
                      <Icon name={look?.icon ?? 'info'} />
                      {t(`import.states.${row.state}`)}
                    </span>
                  </td>
                  <th scope="row">
                    {row.name}
                    {row.reasons.map((reason) => (
                      <small key={reason} className="under">
                        {reason}
                      </small>
                    ))}
                  </th>
                  <td>{row.email}</td>
                  <td>{row.role && t(`common:role.${row.role}`)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}
