import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperForm } from '../../../domain/surveys/paper-contract.ts';
import { Button, buttonClass } from '../../components/Button.tsx';
import { TextField } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Section } from '../../components/Section.tsx';
import { EmptyState } from '../../components/State.tsx';
import { newKey, OfflineError, ProblemError } from '../../platform/http.ts';
import { useRefreshRounds } from '../api.ts';
import { enterSheets } from '../calendar-api.ts';
import { asSheets, countFits, type Entry, jump, newEntry, restored, type Shape, takeBack } from './entry.ts';
import { SheetFields } from './SheetFields.tsx';
import { WithForm } from './WithForm.tsx';
import '../surveys.css';
import '../calendar.css';

/** Entering a stack of sheets with the keyboard alone. */
export default function SheetsPage() {
  const { t } = useTranslation(['calendar', 'surveys']);
  const { id, roundId } = useParams({ from: '/inside/partnerships/$id/listen/$roundId/sheets' });
  return (
    <WithForm id={id} roundId={roundId} title={t('sheets.title')}>
      {(found) => (
        <>
          <PageHead
            title={t('sheets.title')}
            context={found.partnership}
            back={
              <>
                <Link to="/partnerships/$id/listen" params={{ id }}>
                  {t('surveys:listen')}
                </Link>{' '}
                /{' '}
                <Link to="/partnerships/$id/listen/$roundId" params={{ id, roundId }}>
                  {t('form.round', { number: found.number })}
                </Link>
              </>
            }
            intro={
              <p className="sm">
                {t('sheets.intro')} {t('paper.entered', { count: found.paper.entered, of: found.paper.people })}
              </p>
            }
          />
          <Stack id={id} roundId={roundId} form={found} />
        </>
      )}
    </WithForm>
  );
}

const keptAs = (round: string) => `entente.sheets.${round}`;

/** The stack being typed. It stays in this tab, through a reload, until it is sent. */
function useEntry(round: string, shape: Shape) {
  const [entry, setEntry] = useState<Entry>(
    () => restored(sessionStorage.getItem(keptAs(round)), shape) ?? newEntry(newKey().padEnd(22, '0'), shape),
  );
  const begun = entry.sheets.length > 0 || entry.typed.keys !== '';
  useEffect(() => {
    try {
      if (begun || entry.hand) sessionStorage.setItem(keptAs(round), JSON.stringify(entry));
      else sessionStorage.removeItem(keptAs(round));
    } catch {
      // Without storage the stack lasts as long as the page.
    }
  }, [entry, begun, round]);
  useEffect(() => {
    if (!begun) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [begun]);
  return [entry, setEntry] as const;
}

function Stack({ id, roundId, form }: { id: string; roundId: string; form: PaperForm }) {
  const { t } = useTranslation('calendar');
  const refresh = useRefreshRounds(id);
  const { instrument, paper } = form;
  const shape = useMemo<Shape>(
    () => ({ items: instrument.items.length, questions: instrument.questions.length, scale: instrument.scale }),
    [instrument],
  );
  const [entry, setEntry] = useEntry(roundId, shape);
  const [said, say] = useState<{ kind: 'ok' | 'error' | 'warn'; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const places = paper.people - paper.entered;

  const send = async () => {
    setBusy(true);
    say(null);
    try {
      await enterSheets(id, roundId, { stack: entry.stack, sheets: asSheets(entry, shape) });
      say({ kind: 'ok', text: t('sheets.sent', { count: entry.sheets.length }) });
      setEntry(newEntry(newKey().padEnd(22, '0'), shape));
      first.current?.focus();
      await refresh();
    } catch (error) {
      if (error instanceof ProblemError && error.type.endsWith('/entered')) {
        setEntry(newEntry(newKey().padEnd(22, '0'), shape));
        say({ kind: 'warn', text: error.message });
        await refresh();
      } else if (error instanceof OfflineError || (error instanceof ProblemError && error.status >= 500)) {
        // It may have arrived. Sent again unchanged it counts once; changed it could count twice.
        setEntry((before) => ({ ...before, unsure: true }));
        say({ kind: 'error', text: t('sheets.unsure') });
      } else {
        setEntry((before) => ({ ...before, unsure: false }));
        say({ kind: 'error', text: error instanceof Error ? error.message : String(error) });
      }
    } finally {
      setBusy(false);
    }
  };

  if (places === 0 && entry.sheets.length === 0)
    return (
      <>
        {said && <Said said={said} />}
        <EmptyState
          icon="check"
          title={t(paper.people === 0 ? 'sheets.nobody' : 'sheets.full')}
          actions={
            <Link to="/partnerships/$id/listen/$roundId" params={{ id, roundId }} className={buttonClass('primary')}>
              {t('sheets.back')}
            </Link>
          }
        >
          <p>{t(paper.people === 0 ? 'sheets.nobodyText' : 'sheets.fullText', { count: paper.people })}</p>
        </EmptyState>
      </>
    );

  const count = entry.sheets.length;
  const fits = countFits(entry);
  const tooMany = Math.max(count, Number(entry.hand) || 0) > places;
  return (
    <div className="entry-desk">
      <div className="desk-count">
        <TextField
          type="number"
          inputMode="numeric"
          label={t('sheets.hand')}
          min={1}
          max={100}
          value={entry.hand}
          onChange={(hand) => setEntry({ ...entry, hand })}
        />
        <p className="running" role="status">
          <b>{entry.hand ? t('sheets.running', { count, of: entry.hand }) : t('sheets.begun', { count })}</b>
          <span className="sm dim">{t('sheets.places', { count: places })}</span>
        </p>
      </div>
      {tooMany && (
        <Note kind="warn">
          <p>{t('sheets.tooMany', { count: places })}</p>
        </Note>
      )}
      {said && <Said said={said} />}
      <SheetFields instrument={instrument} shape={shape} entry={entry} onEntry={setEntry} keysRef={first} />
      <Section title={t('sheets.noted')} aside={t('sheets.count', { count })}>
        {count === 0 ? (
          <p className="sm dim">{t('sheets.none')}</p>
        ) : (
          <>
            <ol className="l noted">
              {entry.sheets.map((sheet, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its place in the stack
                <li key={at}>
                  <button
                    type="button"
                    className="btn small"
                    aria-current={entry.at === at ? 'step' : undefined}
                    aria-label={t('sheets.open', { number: at + 1 })}
                    disabled={entry.unsure}
                    onClick={() => {
                      setEntry(jump(entry, at, shape));
                      first.current?.focus();
                    }}
                  >
                    {at + 1}
                    {sheet.comments.some((text) => text.trim()) && <span className="vh"> {t('sheets.withWords')}</span>}
                  </button>
                </li>
              ))}
            </ol>
            <div className="acts after">
              <Button
                kind="primary"
                busy={busy}
                unavailable={
                  fits || entry.unsure
                    ? null
                    : t('sheets.mismatch', { hand: entry.hand || t('sheets.notCounted'), count })
                }
                onClick={() => void send()}
              >
                {t(entry.unsure ? 'sheets.sendAgain' : 'sheets.send', { count })}
              </Button>
              <Button
                disabled={entry.unsure}
                onClick={() => {
                  setEntry(takeBack(entry));
                  first.current?.focus();
                }}
              >
                {t('sheets.takeBack')}
              </Button>
            </div>
            <p className="sm dim narrow after">{t('sheets.once')}</p>
          </>
        )}
      </Section>
    </div>
  );
}

const Said = ({ said }: { said: { kind: 'ok' | 'error' | 'warn'; text: string } }) => (
  <Note kind={said.kind} alert>
    <p>{said.text}</p>
  </Note>
);
