import { useState } from 'react';
import type { Reflection } from '../../domain/dialogue/contract.ts';
import { changeOf } from '../../domain/dialogue/side-by-side.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { Said } from './AnswerForm.tsx';
import { deleteReflection, useReadReflectionsAgain } from './api.ts';
import type { Own } from './useOwn.ts';

/** Side by side as far back as can be read across. */
const MOST = 6;

/** My earlier reflections of one partnership, newest first, item by item, with what changed since the time before. */
export function Earlier({ own, reflections }: { own: Own; reflections: readonly Reflection[] }) {
  const { t, language, date, moment } = own;
  const again = useReadReflectionsAgain();
  const [asking, setAsking] = useState<Reflection | null>(null);
  const [busy, setBusy] = useState(false);
  const [latest, before] = reflections;
  if (!latest) return null;
  const columns = reflections.slice(0, MOST);
  const written = reflections.filter((one) => Object.keys(one.comments).length > 0);
  const remove = async (one: Reflection) => {
    setBusy(true);
    try {
      await deleteReflection(one.id);
      await again();
      setAsking(null);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('reflection.earlier')} aside={t('reflection.count', { count: reflections.length })}>
      <div className="stack wide-gap">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
        <section className="scroll" tabIndex={0} aria-label={t('reflection.table')}>
          <table className="rt">
            <caption className="sm dim">{t('reflection.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('reflection.item')}</th>
                {columns.map((one) => (
                  <th key={one.id} scope="col" className="num">
                    <time dateTime={one.at} title={moment(one.at)}>
                      {date(one.at)}
                    </time>
                  </th>
                ))}
                {before && (
                  <th scope="col" className="num">
                    {t('reflection.change')}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {latest.instrument.items.map((item) => {
                const change = changeOf(latest, before, item.key);
                return (
                  <tr key={item.key}>
                    <th scope="row" className="joint">
                      <Said texts={item.text} language={language} />
                    </th>
                    {columns.map((one) => (
                      <td key={one.id} className="num">
                        {one.ratings[item.key] ?? (
                          <span className="dim">
                            <span aria-hidden="true">·</span>
                            <span className="vh">{t('reflection.none')}</span>
                          </span>
                        )}
                      </td>
                    ))}
                    {before && (
                      <td className="num">
                        {change !== null &&
                          (change > 0 ? `+${change}` : change < 0 ? `−${-change}` : t('reflection.same'))}
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
        {written.map((one) => (
          <div key={one.id} className="stack tight">
            <h3>{date(one.at)}</h3>
            {one.instrument.questions.map(
              (question) =>
                one.comments[question.key] && (
                  <div key={question.key}>
                    <p className="sm dim">
                      <Said texts={question.text} language={language} />
                    </p>
                    <blockquote className="joint said">{one.comments[question.key]}</blockquote>
                  </div>
                ),
            )}
          </div>
        ))}
        <div className="acts noprint">
          {reflections.map((one) => (
            <Button key={one.id} small kind="plain" onClick={() => setAsking(one)}>
              {t('reflection.delete', { day: date(one.at) })}
            </Button>
          ))}
        </div>
      </div>
      {asking && (
        <Dialog title={t('reflection.deleteTitle')} onClose={() => setAsking(null)}>
          <div className="stack" lang={language}>
            <p className="sm dim">{t('reflection.deleteText', { when: moment(asking.at) })}</p>
            <div className="acts">
              <Button onClick={() => setAsking(null)} autoFocus>
                {t('cancel')}
              </Button>
              <Button kind="danger" busy={busy} onClick={() => void remove(asking)}>
                {t('reflection.deleteNow')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Section>
  );
}
