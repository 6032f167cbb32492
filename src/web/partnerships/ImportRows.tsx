import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantImportResult, Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { ImportMend } from './ImportMend.tsx';
import { PartyName } from './PartyName.tsx';
import type { Import, ImportRow } from './useImport.ts';

const STATES = ['wrong', 'new', 'known', 'left-out'] as const;
type Shown = (typeof STATES)[number] | 'all';
const LOOKS: Record<ImportRow['state'], { badge: string; icon: IconName }> = {
  new: { badge: 'badge ok', icon: 'plus' },
  known: { badge: 'badge', icon: 'check' },
  wrong: { badge: 'badge warn', icon: 'warn' },
  'left-out': { badge: 'badge', icon: 'cross' },
};
/** More rows at once are no list to read. */
const PAGE = 100;

type Props = { list: Import; result: ParticipantImportResult; parties: Partnership['parties'] };

/** What would be written, row by row; a row that cannot be is mended on the spot or left out. */
export function ImportRows({ list, result, parties }: Props) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const summary = useRef<HTMLParagraphElement>(null);
  const counts = Object.fromEntries(
    STATES.map((state) => [state, result.rows.filter((row) => row.state === state).length]),
  ) as Record<ImportRow['state'], number>;
  const [shown, setShown] = useState<Shown>(counts.wrong > 0 ? 'wrong' : 'all');
  const [most, setMost] = useState(PAGE);
  const [busy, setBusy] = useState(0);
  // With a first check the focus goes to its outcome; while rows are mended it stays where the work is.
  useEffect(() => summary.current?.focus(), []);

  const change = async (line: number, next: Parameters<Import['change']>[0]) => {
    setBusy(line);
    try {
      await list.change(next);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      setBusy((now) => (now === line ? 0 : now));
    }
  };
  const leaveOut = (line: number, out: boolean) =>
    change(line, (before) => {
      const left = new Set(before.leaveOut);
      if (out) left.add(line);
      else left.delete(line);
      return { leaveOut: left };
    });
  const unknown = result.columns.filter((one) => one.column === null).map((one) => one.heading);
  // A row being mended stays in view until another choice of rows, whatever becomes of it.
  const rows = result.rows.filter((row) => shown === 'all' || row.state === shown || (shown === 'wrong' && row.cells));

  return (
    <>
      <p ref={summary} tabIndex={-1} className="summary" aria-live="polite">
        <b>{t('import.summary', { fresh: counts.new, known: counts.known, wrong: counts.wrong })}</b>
        {counts['left-out'] > 0 && ` ${t('import.leftOut', { count: counts['left-out'] })}`}
      </p>
      <p className="sm dim">
        {t('import.columns', {
          columns: format.list(
            result.columns.flatMap(({ heading, column }) =>
              column ? [`“${heading}” → ${t(`import.column.${column}`)}`] : [],
            ),
          ),
        })}
      </p>
      {unknown.length > 0 && <Note kind="warn">{t('import.ignored', { columns: format.list(unknown) })}</Note>}
      {counts.wrong > 0 && <Note kind="warn">{t('import.wrongNote')}</Note>}
      <fieldset className="pick noprint">
        <legend className="vh">{t('import.show')}</legend>
        {(['all', ...STATES] as const).map((state) => (
          <label key={state} className="check">
            <input
              type="radio"
              name="import-rows"
              checked={shown === state}
              onChange={() => {
                setShown(state);
                setMost(PAGE);
              }}
            />
            <span>
              {t(`import.states.${state}`)} ({format.number(state === 'all' ? result.rows.length : counts[state])})
            </span>
          </label>
        ))}
      </fieldset>
      {rows.length > 0 && (
        <ul className="l rows import-rows" aria-label={t('import.caption', { count: rows.length })}>
          {rows.slice(0, most).map((row) => (
            <Row
              key={row.line}
              row={row}
              parties={parties}
              busy={busy === row.line}
              onMend={(cells) =>
                change(row.line, (before) => {
                  const left = new Set(before.leaveOut);
                  left.delete(row.line);
                  return { mend: new Map(before.mend).set(row.line, cells), leaveOut: left };
                })
              }
              onLeaveOut={(out) => void leaveOut(row.line, out)}
            />
          ))}
        </ul>
      )}
      {rows.length > most && (
        <div>
          <Button onClick={() => setMost(most + PAGE)}>
            {t('import.more', { count: Math.min(PAGE, rows.length - most), total: format.number(rows.length) })}
          </Button>
        </div>
      )}
    </>
  );
}

type RowProps = {
  row: ImportRow;
  parties: Partnership['parties'];
  busy: boolean;
  onMend: (cells: NonNullable<ImportRow['cells']>) => Promise<void>;
  onLeaveOut: (out: boolean) => void;
};

function Row({ row, parties, busy, onMend, onLeaveOut }: RowProps) {
  const { t } = useTranslation('partnerships');
  const [mending, setMending] = useState(false);
  const look = LOOKS[row.state];
  const party = parties.find((one) => one.id === row.partyId);
  const name = row.name || t('import.nameless', { line: row.line });
  return (
    <li>
      <div className="import-row">
        <span className="sm dim num">{t('import.line', { line: row.line })}</span>
        <span className={look.badge}>
          <Icon name={look.icon} />
          {t(`import.states.${row.state}`)}
        </span>
        <div>
          <p>
            <b>{name}</b>
            {row.role && `, ${t(`common:role.${row.role}`)}`}
          </p>
          <p className="sm dim">
            {row.email} {parties.length > 1 && party && <PartyName party={party} />}
          </p>
          {row.reasons
            // While a row is mended, they stand at its fields.
            .filter((reason) => !mending || reason.column === null)
            .map((reason) => (
              <p key={`${reason.column}${reason.text}`} className="sm">
                {reason.text}
              </p>
            ))}
          {row.notes.map((note) => (
            <p key={note} className="sm dim">
              {note}
            </p>
          ))}
        </div>
        <div className="acts">
          {row.state === 'left-out' ? (
            <Button small kind="plain" busy={busy} onClick={() => onLeaveOut(false)}>
              {t('import.takeIn')}
              <span className="vh">: {name}</span>
            </Button>
          ) : (
            <>
              {row.cells && (
                <Button small busy={busy} aria-expanded={mending} onClick={() => setMending(!mending)}>
                  {t('import.mend')}
                  <span className="vh">: {name}</span>
                </Button>
              )}
              {row.state !== 'known' && (
                <Button small kind="plain" busy={busy} onClick={() => onLeaveOut(true)}>
                  {t('import.leave')}
                  <span className="vh">: {name}</span>
                </Button>
              )}
            </>
          )}
        </div>
      </div>
      {mending && row.cells && row.state !== 'left-out' && (
        <ImportMend
          key={JSON.stringify(row.cells)}
          row={row}
          cells={row.cells}
          parties={parties}
          busy={busy}
          onMend={async (cells) => {
            await onMend(cells);
            setMending(false);
          }}
          onClose={() => setMending(false)}
        />
      )}
    </li>
  );
}
